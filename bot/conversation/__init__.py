"""What was meant: small talk, questions about the bot, follow-ups.

Doors: `company`, `conversation`, `small_talk`.
"""
