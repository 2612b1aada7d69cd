"""The sources/ folder → Documents: files read in guarded children, their sentences, quotes and pictures.

Doors: `corpus`, `readers`, `readers.blocks`, `readers.guard`, `sentences`, `quotes`, `page_pictures`.
"""
