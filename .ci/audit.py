"""Looks up what is installed in an environment in OSV's list of known vulnerabilities; ends with 1 if there is one.

``python .ci/audit.py PIP_AUDIT SITE_PACKAGES…``: pip-audit lies in an environment of its own, so that what it
needs itself is not looked up. On a machine that does not reach the list nothing can be looked up: that is said in a
line, and is no fault of what is installed. A copy of the list that ``OSV_URL`` names has to answer.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

_ENDED = (0, 1)
"""Exit codes of pip-audit that has looked all up and found nothing, or something."""
_UNREACHED = (
    "requests.exceptions.ConnectionError",
    "requests.exceptions.ConnectTimeout",
    "requests.exceptions.ProxyError",
)
"""How the last line begins of what pip-audit says where it does not reach the list."""
_OWN = "distribution marked as editable"
"""Why pip-audit passes over the product itself."""


def main(pip_audit: str, *site_packages: str) -> int:
    """The exit code; what was found is printed, a line a vulnerability."""
    copy = os.environ.get("OSV_URL", "")
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "found.json"
        ran = subprocess.run(
            [
                *(
                    pip_audit,
                    "--skip-editable",
                    "--vulnerability-service",
                    "osv",
                    "--progress-spinner",
                    "off",
                ),
                *("--format", "json", "--output", str(found)),
                *(
                    word
                    for path in {Path(path).resolve() for path in site_packages}
                    for word in ("--path", str(path))
                ),
                *(("--osv-url", copy) if copy else ()),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode not in _ENDED or not found.exists():
            last = (ran.stderr.strip().splitlines() or [""])[-1]
            is_unreached = not copy and last.startswith(_UNREACHED)
            print("audit: NOTHING WAS LOOKED UP" if is_unreached else "audit failed", last, sep=": ")
            return 0 if is_unreached else 1
        packages = json.loads(found.read_text())["dependencies"]
    looked_up = [each for each in packages if "vulns" in each]
    left_out = [each for each in packages if each.get("skip_reason", _OWN) != _OWN]
    known = [(each, fault) for each in looked_up for fault in each["vulns"]]
    for each, fault in known:
        mended = ", ".join(fault["fix_versions"]) or "no version yet"
        print(f"audit: {each['name']} {each['version']}: {fault['id']}, mended in {mended}")
    for each in left_out:
        print(f"audit: {each['name']} could not be looked up: {each['skip_reason']}")
    print(f"audit: {len(looked_up)} packages looked up, {len(known)} known vulnerabilities")
    return 1 if known or left_out or not looked_up else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
