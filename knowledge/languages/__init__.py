"""What is known of words: which language a text is in, what its words are, and which of them are alike.

Doors: `abbreviations`, `compounds`, `everyday`, `language`, `sentence_encoder`, `shape_words`, `slips`,
`text`, `values`, `word_vectors`.
"""
