"""Pure functions from records and a selection to answers; nothing here reads, draws or stores."""
