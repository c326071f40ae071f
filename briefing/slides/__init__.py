"""Laid-out sheets as PowerPoint slides that can be edited: native text, tables and charts."""
