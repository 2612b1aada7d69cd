"""Facts ↔ disk: what each generation holds, and the indexes it is searched with.

Doors: `fact_index`, `implied_terms`, `indexed_facts`, `store`, `store_writer`, `vocabulary`.
"""
