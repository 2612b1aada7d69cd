"""PDF files: print → lines → order → paragraphs, tables and forms."""
