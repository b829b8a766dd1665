"""How each kind of thing that a file made or changed is taken back, and what stands in the way."""

from tradepost.doors.files.back.companies import ADDRESS, CONTACT, CUSTOMER, GROUP, SUPPLIER
from tradepost.doors.files.back.documents import CREDIT, ORDER, STOCK
from tradepost.doors.files.back.done import Back, Done, done_by
from tradepost.doors.files.back.draft_prices import DRAFT_PRICE
from tradepost.doors.files.back.goods import BRAND, CATEGORY, CODE, ITEM, UNIT
from tradepost.doors.files.back.prices import OFFER, PRICE, PRICE_LIST
from tradepost.doors.files.back.substitutes import SUBSTITUTE
from tradepost.doors.files.back.taxes import TAX_EXEMPTION, TAX_RULE

BACK: tuple[Back, ...] = (
    ORDER, CREDIT, STOCK, TAX_RULE, TAX_EXEMPTION, SUBSTITUTE, OFFER, DRAFT_PRICE, PRICE, CODE, UNIT, ITEM, CONTACT,
    ADDRESS, CUSTOMER, SUPPLIER, CATEGORY, BRAND, PRICE_LIST, GROUP,
)  # fmt: skip
"""What refers to others goes first."""

__all__ = ["BACK", "Back", "Done", "done_by"]
