"""Documents and the facts/ folder → proven facts and drafts.

Doors: `curated`, `proof`, `lost_quotes`, `drafting`, `nearest_passage`, `strict_yaml`.
"""
