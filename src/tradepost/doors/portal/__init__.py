"""The way in for buyers: today by a signed link to one quote, without an account."""
