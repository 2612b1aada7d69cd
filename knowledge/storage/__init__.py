"""Facts ↔ disk: what each generation holds, and the indexes it is searched with.

Doors: `derived_folder`, `engines`, `fact_index`, `implied_terms`, `indexed_facts`, `shared_generations`, `snapshot`, `store`, `store_writer`, `vocabulary`.
"""
