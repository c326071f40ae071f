"""The revisions, one a file; the number in the file's name is the revision's and says its place."""
