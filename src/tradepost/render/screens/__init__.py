"""What a screen is made of, as declarations: columns, lists, documents, forms, grids."""
