"""Questions with known answers → how often the right fact comes first, and what is declined.

Doors: `scores`, `golden`.
"""
