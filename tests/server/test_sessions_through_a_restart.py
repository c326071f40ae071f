"""A few sessions of the running product while its database is stopped and started again.

``python -m benchmarks.hundred_sessions`` does it with a hundred for five minutes.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from benchmarks import hundred_sessions
from tests.server.postgresql import Server


def test_no_number_is_wrong_and_no_submission_lost(
    postgresql: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hundred_sessions, "THINK_S", 1.0)
    with ThreadPoolExecutor(1) as pool:  # a browser test in the same process leaves its loop running
        told, faults, _ = pool.submit(hundred_sessions.measure, 16.0, 5).result()
    assert not any(faults.values()), (faults, told.wrong)
    assert told.receipts
    assert told.counts["told that the database is away"]
    assert told.counts["recovered by themselves"]
