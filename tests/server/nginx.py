"""nginx of the tests' own, with the files of ``deploy/nginx`` as they are but for places and ports.

A missing nginx skips with a reason, but where ``CI`` is set it is a failure.
"""

from __future__ import annotations

import http.client
import os
import shutil
import ssl
import subprocess
from collections.abc import Sequence
from pathlib import Path

from domain.folders import PRODUCT
from tests.this_machine import free_port, lacking, stop, wait_for

DEPLOY = PRODUCT / "deploy" / "nginx"
NAME = "investmap.example.go.jp"

_MAIN = """
user {user};
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ }}
http {{
    include {mime};
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/investmap.conf;
}}
"""


def program() -> str:
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None or shutil.which("openssl") is None:
        lacking("no nginx or openssl on this machine: apt-get install nginx-light openssl")
    return found


class Nginx:
    """The deployed configuration in front of processes of the app on two ports."""

    def __init__(self, folder: Path, ports: Sequence[int]) -> None:
        command = program()
        self.folder = folder
        self.plain, self.port = free_port(), free_port()
        self.url = f"https://127.0.0.1:{self.port}"
        self.access_log = folder / "investmap.access.log"
        self.certificate = folder / "investmap.crt"
        self._make_certificate()
        proxy = folder / "investmap_proxy.conf"
        shutil.copy(DEPLOY / "investmap_proxy.conf", proxy)
        self._write_site(proxy, ports)
        user = "root" if os.geteuid() == 0 else "nobody"
        mime = "/etc/nginx/mime.types"
        (folder / "nginx.conf").write_text(_MAIN.format(folder=folder, user=user, mime=mime))
        self.process = subprocess.Popen(
            [command, "-p", str(folder), "-c", str(folder / "nginx.conf")],
            stdout=(folder / "out").open("w"),
            stderr=subprocess.STDOUT,
        )
        wait_for(self.port, self.process, folder / "out")

    def _make_certificate(self) -> None:
        key, subject = self.folder / "investmap.key", f"/CN={NAME}"
        command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", subject]
        command += ["-addext", f"subjectAltName=DNS:{NAME},IP:127.0.0.1"]
        subprocess.run([*command, "-keyout", key, "-out", self.certificate], check=True, capture_output=True)

    def _write_site(self, proxy: Path, ports: Sequence[int]) -> None:
        """The deployed file with each place and port replaced; one that is not there is an error."""
        text = (DEPLOY / "investmap.conf").read_text(encoding="utf-8")
        replacements = {
            "listen 80": f"listen 127.0.0.1:{self.plain}",
            "listen 443": f"listen 127.0.0.1:{self.port}",
            f"server_name {NAME};": f"server_name {NAME} 127.0.0.1;",
            "/etc/investmap/tls/": f"{self.folder}/",
            "/var/log/nginx/": f"{self.folder}/",
            "/etc/nginx/investmap_proxy.conf": str(proxy),
            "/opt/investmap/current/investmap/deploy/nginx/": f"{DEPLOY}/",
            "127.0.0.1:8501": f"127.0.0.1:{ports[0]}",
            "127.0.0.1:8502": f"127.0.0.1:{ports[1]}",
        }
        for old, new in replacements.items():
            assert old in text, old
            text = text.replace(old, new)
        (self.folder / "investmap.conf").write_text(text, encoding="utf-8")

    def stop(self) -> None:
        stop(self.process)

    def ask(
        self, path: str, *, plain: bool = False, method: str = "GET", body: bytes = b"", **headers: str
    ) -> tuple[int, dict[str, str], str]:
        """Status, headers (lower case) and text of the answer to a new visitor."""
        if plain:
            connection = http.client.HTTPConnection("127.0.0.1", self.plain, timeout=20)
        else:
            trusted = ssl.create_default_context(cafile=str(self.certificate))
            connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=20, context=trusted)
        connection.request(method, path, body=body or None, headers=headers)
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, found, text

    def requests(self) -> list[list[str]]:
        """Lines of the access log in fields: address, user, time, method, path, status, bytes, time, and the
        processes that were asked, one after the other.

        A line is written after its answer went out; the one worker answers a further question, which no app
        hears, only after that.
        """
        assert self.ask("/", plain=True, Host=NAME)[0] == 301
        return [line.split(" ", 8) for line in self.access_log.read_text().splitlines()]
