"""Charts of sheets as vector pictures, through Altair and vl-convert, in the look of the sheets."""
