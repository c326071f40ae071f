"""Layers of the map, one a file, each with a fixed id: geometry by address, colours in the message."""
