"""Laid-out sheets set by typst: PDF for print and for readers of all kinds, PNG and SVG."""
