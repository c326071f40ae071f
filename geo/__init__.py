"""Places: boundaries, colour classes, and the layers of the map."""
