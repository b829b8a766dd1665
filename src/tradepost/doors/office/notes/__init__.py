"""Notes, mentions and files: what all documents share."""
