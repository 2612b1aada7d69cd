"""Documents and the facts/ folder → proven facts and drafts.

Doors: `curated`, `proof`, `drafting`, `nearest_passage`, `strict_yaml`.
"""
