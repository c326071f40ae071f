"""The app's role on a server may read and insert, nothing else; tables are their owner's work."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from registry.database import Registry, RegistryUnreadable
from registry.facts import RegistryFacts
from registry.owning import create_tables
from registry.schema import METADATA
from registry.snapshot import read_records
from tests.server.postgresql import APP, OWNER, Server
from tests.server.submitting import hand_in


@pytest.fixture
def database(postgresql: Server) -> Iterator[str]:
    """A database without any table."""
    name = postgresql.new_database()
    yield name
    postgresql.drop(name)


def refusal(url: str) -> str:
    with pytest.raises(RegistryUnreadable) as caught:
        Registry(url)
    return str(caught.value)


def test_app_may_read_and_insert_only(postgresql: Server, database: str) -> None:
    create_tables(postgresql.url(database, OWNER), role=APP)
    query = sa.text("SELECT has_table_privilege(:role, :name, :right)")
    engine = sa.create_engine(postgresql.url(database, OWNER))
    with engine.connect() as connection:
        rights = {
            (right, connection.scalar(query, {"role": APP, "name": name, "right": right}))
            for name in METADATA.tables
            for right in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "TRIGGER", "REFERENCES")
        }
    engine.dispose()
    assert {right for right, is_given in rights if is_given} == {"SELECT", "INSERT"}
    assert len(rights) == 7, "the same for every table"


@pytest.mark.parametrize(
    "statement",
    ["TRUNCATE projects", "DROP TABLE projects", "CREATE TABLE other (x int)", "ALTER TABLE plans ADD x int"],
)
def test_app_may_not_touch_tables(postgresql: Server, database: str, statement: str) -> None:
    create_tables(postgresql.url(database, OWNER), role=APP)
    registry = Registry(postgresql.url(database, APP))
    with pytest.raises(sa.exc.ProgrammingError), registry.engine.begin() as connection:
        connection.exec_driver_sql(statement)


def test_app_works_on_what_the_owner_made(postgresql: Server, database: str) -> None:
    made = create_tables(postgresql.url(database, OWNER), label="デモ（架空）", is_fictional=True, role=APP)
    registry = Registry(postgresql.url(database, APP))
    assert RegistryFacts(registry.label, registry.is_fictional, registry.identity) == made
    hand_in(registry, "B-1")
    assert read_records(registry)["plans"]["plan_id"].to_list() == ["B-1"]


def test_app_without_tables_says_who_makes_them(postgresql: Server, database: str) -> None:
    sentence = refusal(postgresql.url(database, APP))
    assert "investmap registry init" in sentence
    assert database in sentence


def test_app_without_rights_says_who_gives_them(postgresql: Server, database: str) -> None:
    create_tables(postgresql.url(database, OWNER))
    assert "investmap registry init" in refusal(postgresql.url(database, APP))


def test_owner_adds_what_is_missing_and_keeps_the_rest(postgresql: Server, database: str) -> None:
    owner = postgresql.url(database, OWNER)
    made = create_tables(owner, role=APP)
    hand_in(Registry(postgresql.url(database, APP)), "B-1")
    engine = sa.create_engine(owner)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE kpi_values")
        connection.exec_driver_sql("DROP INDEX projects_by_plan")
    engine.dispose()
    assert "investmap registry init" in refusal(postgresql.url(database, APP))
    assert create_tables(owner, label="別の名前", role=APP) == made
    registry = Registry(postgresql.url(database, APP))
    assert read_records(registry)["plans"]["plan_id"].to_list() == ["B-1"]
    assert "projects_by_plan" in {i["name"] for i in sa.inspect(registry.engine).get_indexes("projects")}


def test_role_that_does_not_exist_is_refused(postgresql: Server, database: str) -> None:
    with pytest.raises(RegistryUnreadable):
        create_tables(postgresql.url(database, OWNER), role="nobody")


def test_database_with_another_programs_table_of_the_same_name_is_refused(
    postgresql: Server, database: str
) -> None:
    engine = sa.create_engine(postgresql.url(database, OWNER))
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE projects (id int)")
    engine.dispose()
    assert "別のプログラム" in refusal(postgresql.url(database, OWNER))


def test_database_that_does_not_exist_is_refused_in_words(postgresql: Server) -> None:
    assert "no_such_database" in refusal(postgresql.url("no_such_database", APP))


def test_owner_may_open_a_database_of_its_own_at_once(postgresql: Server, database: str) -> None:
    registry = Registry(postgresql.url(database, OWNER))
    hand_in(registry, "B-1")
    assert registry.version() == 1


def test_connection_that_the_server_closed_is_made_again(postgresql: Server, database: str) -> None:
    create_tables(postgresql.url(database, OWNER), role=APP)
    registry = Registry(postgresql.url(database, APP))
    assert registry.version() == 0
    postgresql.execute(
        "postgres", f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'"
    )
    assert registry.version() == 0
