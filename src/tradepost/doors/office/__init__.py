"""The office: the staff's pages."""
