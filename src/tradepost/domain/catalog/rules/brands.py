"""What a brand may be called."""


def one_line(name: str) -> str:
    """A name as it is kept."""
    return " ".join(name.split())


def name_fault(name: str) -> str:
    """What is wrong with a name; empty: nothing."""
    return "" if 0 < len(name) <= 80 else "Give 1 to 80 characters."
