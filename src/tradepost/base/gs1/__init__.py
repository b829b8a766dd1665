"""What barcodes say: GTINs, GS1 element strings, symbology identifiers and GS1 Digital Link, read and written.

No database, no clock. `read(text, today=...)` understands one scan field; what lies behind it is one file each:
identifiers and their table, checks of values, element strings, rules of a whole message, links, symbols.
"""

from tradepost.base.gs1.characters import check_digit, is_gtin
from tradepost.base.gs1.measures import Measure, Price
from tradepost.base.gs1.refusals import NotGs1
from tradepost.base.gs1.scan import Scan, read
from tradepost.base.gs1.sscc import in_groups, is_prefix, is_sscc, room_of, sscc

__all__ = [
    "Measure",
    "NotGs1",
    "Price",
    "Scan",
    "check_digit",
    "in_groups",
    "is_gtin",
    "is_prefix",
    "is_sscc",
    "read",
    "room_of",
    "sscc",
]
