"""The sources/ folder → Documents: files read in guarded children, their sentences, quotes and pictures.

Doors: `corpus`, `documents`, `growth`, `page_pictures`, `quotes`, `readers.blocks`, `readers.containers`,
`readers.guard`, `readers.recognition.ocr`, `sentences`, `shapes.abbreviations`, `shapes.claim`,
`shapes.clause`, `shapes.form`, `shapes.questions`, `shapes.recognition`.
"""
