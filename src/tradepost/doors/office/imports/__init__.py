"""Files brought in by the browser: dropped, understood, tried, brought into the books, taken back."""
