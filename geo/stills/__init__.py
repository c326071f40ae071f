"""Still maps for paper and slides: what one shows as a value, and how it is drawn without a browser."""
