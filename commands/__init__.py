"""The commands of ``investmap``, a family a file; ``cli.py`` gathers them."""
