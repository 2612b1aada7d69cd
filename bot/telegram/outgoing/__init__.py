"""Replies → messages: formatted, sent no faster than Telegram allows, and what becomes of them where it objects."""
