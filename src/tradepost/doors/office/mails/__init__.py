"""Mails: sending a document, what became of it, the texts."""
