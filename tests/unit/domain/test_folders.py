"""Folders: what ships with the product, and the folder that belongs to its user."""

from pathlib import Path

from domain.folders import DATA, PRODUCT, STATIC, user_folder


def test_shipped_folders_lie_inside_the_product():
    assert PRODUCT == DATA.parent == STATIC.parent
    assert (DATA / "codelists" / "prefecture.csv").is_file()
    assert (STATIC / "boundaries" / "index.json").is_file()


def test_the_users_folder_is_where_the_environment_says(home):
    assert user_folder() == home


def test_a_home_sign_in_the_environment_is_followed(monkeypatch):
    monkeypatch.setenv("INVESTMAP_HOME", "~/maps")
    assert user_folder() == Path.home() / "maps"


def test_without_a_choice_the_folder_is_the_systems_place_for_our_name(monkeypatch):
    monkeypatch.delenv("INVESTMAP_HOME")
    assert user_folder().is_absolute()
    assert "investmap" in user_folder().parts


def test_an_empty_choice_is_no_choice(monkeypatch):
    monkeypatch.setenv("INVESTMAP_HOME", "")
    assert user_folder() != Path()
    assert user_folder().is_absolute()
