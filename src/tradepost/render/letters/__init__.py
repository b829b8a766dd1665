"""Documents as mails: what is said about each, how a mail looks, and the message as it travels. Writes nothing."""

from tradepost.render.letters.about import ABOUT, About, NotToBeMailed, about
from tradepost.render.letters.invitation import invitation_letter
from tradepost.render.letters.look import html_of, parts_of, signed, text_parts
from tradepost.render.letters.message import message_of
from tradepost.render.letters.writing import (
    Known,
    NoMailServer,
    Offer,
    filled,
    is_set_up,
    offer,
    sender_of,
    worded,
    written,
)

__all__ = [
    "ABOUT",
    "About",
    "Known",
    "NoMailServer",
    "NotToBeMailed",
    "Offer",
    "about",
    "filled",
    "html_of",
    "invitation_letter",
    "is_set_up",
    "message_of",
    "offer",
    "parts_of",
    "sender_of",
    "signed",
    "text_parts",
    "worded",
    "written",
]
