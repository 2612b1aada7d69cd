"""Texts and records that are their own text: plain, Markdown, rich text, tables with separators, JSON, XML, subtitles."""
