"""Measurements: each beside the same work written by hand in SQL. `python -m bench`; see docs/performance.md."""
