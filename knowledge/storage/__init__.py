"""Facts ↔ disk: what each generation holds, and the indexes it is searched with.

Doors: `store`, `store_writer`, `indexed_facts`, `fact_index`, `vocabulary`.
"""
