from typing import Any

from tradepost.domain.returns.models import Return


def save(one: Return, **changed: Any) -> None:
    """Write the changed fields of a locked return; the database counts its version, and so do we."""
    for name, value in changed.items():
        setattr(one, name, value)
    one.save(update_fields=list(changed))
    one.version += 1
