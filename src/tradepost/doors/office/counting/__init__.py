"""Counting: planned, counted on sheets and grids, reviewed, posted."""
