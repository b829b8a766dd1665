"""Mails: what was said to customers and suppliers about documents, to whom, and what became of it."""
