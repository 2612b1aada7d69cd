"""The settings: `config.yaml` in the home, then environment variables, then defaults.

Doors: `schema`, `reading`, `example`, `secrets`.
"""
