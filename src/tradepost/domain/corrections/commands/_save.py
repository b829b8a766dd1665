from typing import Any

from tradepost.domain.corrections.models import Correction


def save(one: Correction, **changed: Any) -> None:
    """Write the changed fields of a locked correction; the database counts its version, and so do we."""
    for name, value in changed.items():
        setattr(one, name, value)
    one.save(update_fields=list(changed))
    one.version += 1
