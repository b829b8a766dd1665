"""How often one user may ask: a bucket of requests per user and web process, refilled steadily.

Generous: it keeps a program that runs wild from starving the others, and is not a price list.
"""

import threading
import time
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

BURST_SECONDS = 10
REMEMBERED = 10_000


@dataclass(slots=True)
class Bucket:
    """How many requests are left, as of a moment of the monotonic clock."""

    left: float
    at: float


class Limit(BaseThrottle):
    """Refuses with 429 and Retry-After when a bucket is empty. TRADEPOST_API_RATE sets the rate."""

    def __init__(self, per_minute: int | None = None) -> None:
        self.given = per_minute
        self.buckets: dict[object, Bucket] = {}
        self.lock = threading.Lock()
        self.state = threading.local()

    @property
    def per_second(self) -> float:
        """Requests that come back each second."""
        per_minute: int = self.given or settings.API_REQUESTS_PER_MINUTE
        return per_minute / 60

    def allow_request(self, request: HttpRequest) -> bool:
        """Take one request from the bucket of whoever asks."""
        who = request.auth.actor_id  # type: ignore[attr-defined]
        now, rate = time.monotonic(), self.per_second
        full = max(1.0, rate * BURST_SECONDS)
        with self.lock:
            if len(self.buckets) > REMEMBERED:
                self.buckets.clear()
            bucket = self.buckets.setdefault(who, Bucket(full, now))
            bucket.left = min(full, bucket.left + (now - bucket.at) * rate)
            bucket.at = now
            if bucket.left >= 1:
                bucket.left -= 1
                return True
            self.state.wait = (1 - bucket.left) / rate
            return False

    def wait(self) -> float | None:
        """Seconds until the next request is let in."""
        return max(1.0, getattr(self.state, "wait", 1.0))
