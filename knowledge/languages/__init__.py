"""What is known of words: which language a text is in, what its words are, and which of them are alike.

Doors: `clock`, `detection`, `everyday`, `folding`, `language`, `onnx_session`, `ranges`, `sampling`, `schema`, `sentence_encoder`,
`slips`, `stemming`, `suggestions`, `talk`, `tokenization`, `tongues`, `values`, `weekdays`, `word_vectors`, `written_names`,
`written_values`.
"""
