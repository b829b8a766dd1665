from collections.abc import Iterator

from tradepost.base.record import Difference


def differences() -> Iterator[Difference]:
    """Nothing here is stored twice: prices are typed in, and constraints keep them in order."""
    return iter(())
