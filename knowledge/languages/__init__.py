"""What is known of words: which language a text is in, what its words are, and which of them are alike.

Doors: `language`, `text`, `compounds`, `everyday`, `slips`, `word_vectors`, `sentence_encoder`, `abbreviations`.
"""
