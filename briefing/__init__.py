"""Answers to files: tables with Japanese headings, and their bytes as CSV, Excel and map data."""
