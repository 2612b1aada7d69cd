"""Documents and the facts/ folder → proven facts and drafts.

Doors: `curated`, `drafting`, `fact_entries`, `fact_files`, `lost_quotes`, `nearest_passage`, `new_sentences`, `proof`, `quoting`, `strict_yaml`.
"""
