"""The sources/ folder → Documents: files read in guarded children, their sentences, quotes and pictures.

Doors: `corpus`, `sentences`, `quotes`, `page_pictures`, `readers.blocks`, `readers.guard`.
"""
