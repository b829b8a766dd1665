"""Identifiers: UUID version 7 (RFC 9562, section 5.7), minted by whoever starts the work."""

import os
from datetime import datetime
from uuid import UUID


def new_id(now: datetime) -> UUID:
    """A fresh UUIDv7 whose first 48 bits are `now` in milliseconds; sorts by time of making.

    The moment is given, never read: below the doors it is `by.now`.
    """
    milliseconds = int(now.timestamp() * 1000)
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80
    value |= 0x7 << 76
    value |= (random >> 68 & 0xFFF) << 64
    value |= 0b10 << 62
    value |= random & 0x3FFF_FFFF_FFFF_FFFF
    return UUID(int=value)


def new_ids(now: datetime, count: int) -> list[UUID]:
    """`count` fresh ids in ascending order, so that rows keep the order they were typed in."""
    return sorted(new_id(now) for _ in range(count))
