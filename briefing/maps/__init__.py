"""Answers as maps: classes, words and labels for screen and paper, and the still maps of sheets."""
