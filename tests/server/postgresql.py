"""A PostgreSQL server of the tests' own: a private port, an owner of the tables, and the app's role.

A missing server skips with a reason, but where ``CI`` is set it is a failure.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from registry.owning import create_tables
from tests.this_machine import free_port, is_listening, lacking

OWNER, APP = "investmap_owner", "investmap_app"
ACCOUNT = "postgres"  # the server refuses to run as root
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "200",
    # What is tested is killed clients, not a machine without power.
    "fsync": "off",
    "full_page_writes": "off",
}


class Server:
    """A running server; every registry on it is a database of its own."""

    def __init__(self, programs: Path) -> None:
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="investmap-postgresql-"))
        if os.geteuid() == 0:
            shutil.chown(self.folder, ACCOUNT)
        self.port = free_port()
        self._databases = 0

    def start(self) -> None:
        data = self.folder / "data"
        self._run("initdb", "-D", data, "-A", "trust", "-U", ACCOUNT, "-E", "UTF8", "--locale=C.UTF-8", "-N")
        self.go_on()
        self.execute("postgres", f"CREATE ROLE {OWNER} LOGIN", f"CREATE ROLE {APP} LOGIN")
        self.execute("postgres", f"CREATE DATABASE registry OWNER {OWNER}")
        create_tables(self.url("registry", OWNER), role=APP)

    def go_on(self) -> None:
        """Start the server on what it has."""
        settings = {**SETTINGS, "port": self.port, "unix_socket_directories": self.folder}
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        log = self.folder / "log"
        self._run("pg_ctl", "-D", self.folder / "data", "-l", log, "-o", options, "-w", "start")

    def pause(self) -> None:
        """Stop the server at once, as if it had crashed; what it has stays."""
        self._run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")

    def stop(self) -> None:
        if is_listening(self.port):
            self.pause()
        shutil.rmtree(self.folder)

    def _run(self, program: str, *arguments: object) -> None:
        become = ["runuser", "-u", ACCOUNT, "--"] if os.geteuid() == 0 else []
        command = [*become, str(self.programs / program), *map(str, arguments)]
        done = subprocess.run(command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        if done.returncode:
            pytest.fail(f"{program} failed:\n{done.stderr.decode()}")

    def execute(self, database: str, *statements: str) -> None:
        """Run statements as the server's own account."""
        engine = sa.create_engine(self.url(database, ACCOUNT), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
        engine.dispose()

    def url(self, database: str, role: str) -> str:
        return f"postgresql+psycopg://{role}@127.0.0.1:{self.port}/{database}"

    def new_database(self, template: str = "template0") -> str:
        """An empty database that the owner may create tables in; returns its name."""
        self._databases += 1
        name = f"test_{self._databases}"
        self.execute("postgres", f"CREATE DATABASE {name} OWNER {OWNER} TEMPLATE {template}")
        return name

    def new_registry(self) -> str:
        """A database with the tables of an empty registry; returns its name."""
        return self.new_database("registry")

    def drop(self, database: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self.execute("postgres", f"DROP DATABASE {database} WITH (FORCE)")


def programs() -> Path | None:
    """The newest server that is installed."""
    installed = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if installed:
        return max(installed, key=lambda path: float(path.parent.name))
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    where = programs()
    if where is None or (os.geteuid() == 0 and not _has_account()):
        lacking("no PostgreSQL on this machine: apt-get install postgresql")
    server = Server(where)
    server.start()
    yield server
    server.stop()


def _has_account() -> bool:
    try:
        pwd.getpwnam(ACCOUNT)
    except KeyError:
        return False
    return True


def on_each_kind(make: Callable[[Server], str], role: str) -> Callable[..., Iterator[str]]:
    """A fixture: the URL of a file that is not there yet, and of what ``make`` makes on the server, for ``role``."""

    @pytest.fixture(params=["sqlite", "postgresql"])
    def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
        if request.param == "sqlite":
            yield f"sqlite:///{tmp_path}/registry.sqlite"
            return
        server: Server = request.getfixturevalue("postgresql")
        name = make(server)
        yield server.url(name, role)
        server.drop(name)

    return database


registry_at = on_each_kind(Server.new_registry, APP)
"""URL of a new registry, on each kind of database; on the server as the app sees it."""
