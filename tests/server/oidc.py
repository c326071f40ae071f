"""A certified OpenID Connect provider of the tests' own (npm's oidc-provider) on a private port.

``OIDC_PROVIDER`` names a folder in which the package is installed already, as ``.ci/run`` does it;
otherwise it is installed into a folder of the tests. Where there is no node the tests are skipped with a
reason, but where ``CI`` is set that is a failure.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.this_machine import free_port, lacking, stop, wait_for

PACKAGE = "oidc-provider@9.13.3"
CLIENT_ID, CLIENT_SECRET = "investmap", "a secret that only the tests know, 32 letters and more"
_PROGRAM = Path(__file__).with_name("oidc_provider.mjs")

Claims = Mapping[str, object]


class Provider:
    """A running provider for one app; ``people`` are those who may log in, with any password."""

    def __init__(self, packages: Path, app: str, people: Mapping[str, Claims]) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        callback = f"{app}/oauth2callback"
        client = {
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "redirect_uris": [callback],
            "post_logout_redirect_uris": [callback],
        }
        given = json.dumps({"port": self.port, "clients": [client], "people": people})
        # The program looks for its package beside itself.
        program = Path(shutil.copy(_PROGRAM, packages / f"provider_{self.port}.mjs"))
        self.log = packages / f"provider_{self.port}.log"
        self.process = subprocess.Popen(
            ["node", str(program), given], stdout=self.log.open("w"), stderr=subprocess.STDOUT, cwd=packages
        )
        wait_for(self.port, self.process, self.log)

    def stop(self) -> None:
        stop(self.process)

    def settings(self, app: str) -> str:
        """Streamlit's settings of the login, for the file that ``INVESTMAP_SECRETS`` names."""
        lines = {
            "redirect_uri": f"{app}/oauth2callback",
            "cookie_secret": "signs the cookies of the tests, and of nothing else",
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "server_metadata_url": f"{self.url}/.well-known/openid-configuration",
        }
        text = "\n".join(f"{name} = {json.dumps(value)}" for name, value in lines.items())
        # Streamlit would ask for select_account, which is no prompt of the standard's core.
        return f'[auth]\n{text}\nclient_kwargs = {{ prompt = "login" }}\n'


@pytest.fixture(scope="session")
def oidc_packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the provider's package."""
    if not shutil.which("node") or not (os.environ.get("OIDC_PROVIDER") or shutil.which("npm")):
        lacking("no node and npm on this machine: apt-get install nodejs npm")
    folder = tmp_path_factory.mktemp("oidc")
    if given := os.environ.get("OIDC_PROVIDER"):
        (folder / "node_modules").symlink_to(Path(given) / "node_modules")
        return folder
    command = [
        "npm",
        "install",
        "--prefix",
        str(folder),
        "--no-save",
        "--no-package-lock",
        "--ignore-scripts",
    ]
    done = subprocess.run(
        [*command, "--no-audit", "--no-fund", PACKAGE], capture_output=True, text=True, timeout=300
    )
    if done.returncode:
        lacking(f"{PACKAGE} could not be installed: {done.stderr[-500:]}")
    return folder


@pytest.fixture(scope="session")
def oidc_at(oidc_packages: Path) -> Iterator[object]:
    """Start a provider for an app's address and people; all are stopped at the end."""
    running: list[Provider] = []

    def begin(app: str, people: Mapping[str, Claims]) -> Provider:
        running.append(Provider(oidc_packages, app, people))
        return running[-1]

    yield begin
    for provider in running:
        if provider.process.poll() is None:
            provider.stop()
