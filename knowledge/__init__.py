"""From a folder of documents to a proven answer. Synchronous; knows no chat."""
