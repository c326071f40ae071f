"""The kinds of sheets: each a short description of what stands on it, from the same answers as the screen."""
