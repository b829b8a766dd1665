"""What a brand may be called."""

MOST_LETTERS = 80


def one_line(name: str) -> str:
    """A name as it is kept."""
    return " ".join(name.split())


def name_fault(name: str) -> str:
    """What is wrong with a name; empty: nothing."""
    return "" if 0 < len(name) <= MOST_LETTERS else f"Give 1 to {MOST_LETTERS} characters."
