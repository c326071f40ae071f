"""The one path by which a file becomes records: read, check, accept."""
