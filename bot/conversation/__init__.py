"""What was meant: small talk, questions about the bot, follow-ups, what is said of the last answer.

Doors: `chatter`, `company`, `conversation`, `last_answer`, `requests`, `small_talk`.
"""
