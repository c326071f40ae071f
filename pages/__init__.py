"""One short script a page: it arranges, and decides nothing."""
