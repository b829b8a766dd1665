"""The cellar: everything without a business word in it."""
