"""How the registry's tables came to be as they are: one file a revision, in order, run by Alembic."""
