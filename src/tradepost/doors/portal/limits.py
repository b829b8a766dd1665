"""How often strangers may knock: a bucket per address and web process, refilled steadily."""

import threading
import time
from dataclasses import dataclass, field

from django.http import HttpRequest

REMEMBERED = 10_000


@dataclass
class Knocks:
    """`per_minute` requests from one address, as many at once at most."""

    per_minute: int
    buckets: dict[str, tuple[float, float]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def allow(self, request: HttpRequest) -> bool:
        """Take one from the bucket of who asks; False: it is empty."""
        who, now = request.META.get("REMOTE_ADDR", ""), time.monotonic()
        with self.lock:
            if len(self.buckets) > REMEMBERED:
                self.buckets.clear()
            left, at = self.buckets.get(who, (float(self.per_minute), now))
            left = min(float(self.per_minute), left + (now - at) * self.per_minute / 60)
            self.buckets[who] = (left - 1 if left >= 1 else left, now)
            return left >= 1


VISITS = Knocks(240)
MISSES = Knocks(30)
"""Of secrets that open nothing: nobody finds one of 256 bits by trying, and nobody is let try for long."""
