"""What customers owe and what they paid: invoices, credit notes, payments and how they are matched."""
