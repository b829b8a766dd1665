from typing import Any

from tradepost.domain.transfers.models import Transfer


def save(one: Transfer, **changed: Any) -> None:
    """Write the changed fields of a locked transfer; the database counts its version, and so do we."""
    for name, value in changed.items():
        setattr(one, name, value)
    one.save(update_fields=list(changed))
    one.version += 1
