"""Corrections: what is scrapped, given away or found, what waits for approval, and for which reasons."""
