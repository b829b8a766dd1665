"""Notes: what people lay beside a document: words, mentions of colleagues, files."""
