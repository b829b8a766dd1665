"""The money ledger: double entry, never edited."""
