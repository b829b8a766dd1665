"""Shared HTML parts, papers, number and date formatting. Reads, never writes."""
