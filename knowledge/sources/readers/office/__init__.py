"""Documents and slides of office programs."""
