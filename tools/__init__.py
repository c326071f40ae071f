"""Programs for maintainers that regenerate ``data/`` and ``static/``; the app never runs them."""
