"""Ids made of what a row is about, so that a file read twice says everything once."""

from uuid import UUID, uuid5

_IMPORT = UUID("0a3c7f52-8f5e-5c7e-8a3d-5b1f3f6f7c44")


def id_of(kind: str, *keys: object) -> UUID:
    """The id of a thing by its kind and the keys that name it, whatever their case."""
    return uuid5(_IMPORT, "\x1f".join([kind, *(str(key).casefold() for key in keys)]))
