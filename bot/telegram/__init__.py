"""The dialogue on Telegram. Nothing outside this package knows the platform.

Doors: `app`, `doctor`, `redaction`.
"""
