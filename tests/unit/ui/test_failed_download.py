"""A file that could not be handed out is told in Japanese, each reason by its own sentence."""

import logging
from types import SimpleNamespace

import pytest
from sqlalchemy.exc import OperationalError
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.runtime import app_session
from streamlit.runtime.media_file_storage import MediaFileStorageError

from tests.apart import run_apart
from ui.failed_download import ToldInJapanese, speak_japanese
from ui.handing_out import RightsChanged


def answer(make):
    """What a browser is answered that presses a button whose file comes from ``make``."""

    def execute(file_id):
        assert file_id == "f"
        try:
            return make()
        except MediaFileStorageError:
            raise
        except Exception as error:
            raise MediaFileStorageError("Callable execution failed") from error

    request = BackendOperationRequest(request_id="r")
    request.deferred_file.file_id = "f"
    handler = ToldInJapanese(lambda: SimpleNamespace(execute_deferred=execute))
    found = run_apart(handler.handle(request, "s"))
    assert found.request_id == "r"
    return found


def failing(error):
    def make():
        raise error

    return make


def test_file_that_was_made_is_given_by_its_address():
    found = answer(lambda: "/media/a.csv")
    assert (found.deferred_file.url, found.error_msg) == ("/media/a.csv", "")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            OperationalError("insert", {}, Exception("secret")),
            "利用の記録を書けないため、ファイルを渡していません",
        ),
        (RightsChanged(), "見られる範囲が変わったため"),
        (MediaFileStorageError("Deferred file f not found"), "画面が古くなっています"),
        (ValueError("secret"), "ファイルを用意できませんでした"),
    ],
)
def test_reason_is_told_and_nothing_more(error, words, caplog):
    with caplog.at_level(logging.ERROR):
        found = answer(failing(error))
    assert words in found.error_msg
    assert "secret" not in found.error_msg
    assert bool(caplog.records) == isinstance(error, ValueError)


def test_sessions_of_this_edition_of_streamlit_ask_us(monkeypatch):
    monkeypatch.setattr(app_session, "DeferredFileHandler", app_session.DeferredFileHandler)
    speak_japanese()
    session = SimpleNamespace(_script_data=SimpleNamespace(main_script_path="app.py"))
    dispatcher = app_session.AppSession._create_backend_operation_dispatcher(session)
    assert isinstance(dispatcher._handlers["deferred_file"], ToldInJapanese)
