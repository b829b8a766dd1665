"""Invoices, credit notes, payments, statements."""
