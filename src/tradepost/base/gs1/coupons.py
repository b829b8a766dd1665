"""Coupons of North America in (8110) and (8112): fields one after the other, each of which may say its own length.

Sources: North American Coupon Application Guideline Using GS1 DataBar Expanded Symbols; GS1 AI (8112) Coupon Data
Specification. Both are given by GS1 US.
"""

from collections.abc import Callable

from tradepost.base.gs1.characters import are_digits
from tradepost.base.gs1.moments import yymmdd

EXPIRES_FIRST = "coupon-expiration-before-start"


class Unfit(Exception):
    """The coupon ends, or is wrong, here; its argument is the word for it."""


class _Reel:
    """The digits of a coupon, taken from the left."""

    def __init__(self, digits: str) -> None:
        self.digits = digits

    def take(self, count: int, otherwise: str) -> str:
        """So many digits. Raises Unfit with `otherwise` when there are fewer."""
        if len(self.digits) < count:
            raise Unfit(otherwise)
        taken, self.digits = self.digits[:count], self.digits[count:]
        return taken

    def one_of(self, allowed: str, name: str, wrong: str = "") -> str:
        """A digit that means something; `wrong` is the word for others, where it is not the usual one."""
        digit = self.take(1, f"coupon-missing-{name}")
        if digit not in allowed:
            raise Unfit(wrong or f"coupon-invalid-{name}")
        return digit

    def counted(self, allowed: str, name: str, more: int = 0, none: str = "") -> str:
        """A field that begins with its length, less `more`; the length `none` says that there is no field."""
        length = self.one_of(allowed, f"{name}-vli", f"coupon-invalid-{name}-length")
        return "" if length == none else self.take(int(length) + more, f"coupon-truncated-{name}")


def couponcode(text: str) -> str | None:
    """A coupon of the first kind (8110)."""
    return _checked(text, _coupon)


def couponposoffer(text: str) -> str | None:
    """A coupon whose offer stands in a positive file (8112)."""
    return _checked(text, _offer)


def _checked(text: str, read: Callable[[_Reel], None]) -> str | None:
    if text and not are_digits(text):
        return "non-digit-character"
    reel = _Reel(text)
    try:
        read(reel)
    except Unfit as unfit:
        return str(unfit)
    return "coupon-excess-data" if reel.digits else None


def _offer(reel: _Reel) -> None:
    reel.one_of("01", "format-code")
    reel.counted("0123456", "funder", more=6)
    reel.take(6, "coupon-truncated-offer-code")
    reel.counted("0123456789", "serial-number", more=6)


def _coupon(reel: _Reel) -> None:
    reel.counted("0123456", "gcp", more=6)
    reel.take(6, "coupon-truncated-offer-code")
    reel.counted("12345", "save-value")
    _purchase(reel, "1st")
    if _begins(reel, "1"):
        reel.one_of("0123", "additional-purchase-rules-code")
        _purchase(reel, "2nd")
        reel.counted("01234569", "2nd-purchase-gcp", more=6, none="9")
    if _begins(reel, "2"):
        _purchase(reel, "3rd")
        reel.counted("01234569", "3rd-purchase-gcp", more=6, none="9")
    _days(reel)
    if _begins(reel, "5"):
        reel.counted("0123456789", "serial-number", more=6)
    if _begins(reel, "6"):
        reel.counted("1234567", "retailer-gcp-or-gln", more=6)
    if _begins(reel, "9"):
        reel.one_of("01256", "save-value-code")
        reel.one_of("012", "save-value-applies-to-item")
        reel.take(1, "coupon-missing-store-coupon-flag")
        reel.one_of("01", "dont-multiply-flag")


def _begins(reel: _Reel, field: str) -> bool:
    """Whether the optional field of this number comes next; they stand in order, each at most once."""
    if not reel.digits.startswith(field):
        return False
    reel.take(1, "")
    return True


def _purchase(reel: _Reel, which: str) -> None:
    reel.counted("12345", f"{which}-purchase-requirement")
    reel.one_of("012349", f"{which}-purchase-requirement-code")
    reel.take(3, f"coupon-truncated-{which}-purchase-family-code")


def _days(reel: _Reel) -> None:
    """The last day (3) and the first (4). Both are of one century."""
    days = {}
    for field, name in (("3", "expiration"), ("4", "start")):
        if _begins(reel, field):
            days[name] = reel.take(6, f"coupon-too-short-for-{name}-date")
            if yymmdd(days[name]):
                raise Unfit(f"coupon-invalid-{name}-date")
    if len(days) == 2 and days["expiration"] < days["start"]:
        raise Unfit(EXPIRES_FIRST)
