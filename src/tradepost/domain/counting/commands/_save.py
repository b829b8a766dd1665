from typing import Any

from tradepost.domain.counting.models import Count


def save(one: Count, **changed: Any) -> None:
    """Write the changed fields of a locked count; the database counts its version, and so do we."""
    for name, value in changed.items():
        setattr(one, name, value)
    one.save(update_fields=list(changed))
    one.version += 1
