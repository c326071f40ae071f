"""Accepted submissions in a database, insert-only, and snapshots of records read back from it."""
