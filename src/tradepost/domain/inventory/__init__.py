"""The stock ledger: what is where, what is promised, what is coming."""
