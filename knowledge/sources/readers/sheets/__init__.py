"""Spreadsheets, read as displayed."""
