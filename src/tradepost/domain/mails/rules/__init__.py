from tradepost.domain.mails.rules.addresses import (
    Address,
    bare,
    header_text,
    known_address,
    one_line,
    read_addresses,
    verp,
    verp_id,
)
from tradepost.domain.mails.rules.kinds import (
    KIND_NAMES,
    KINDS,
    LANGUAGES,
    READS_SECRETS,
    SYSTEM,
    Kind,
    kinds_readable,
    language_of,
    standing,
)
from tradepost.domain.mails.rules.shipped import SHIPPED
from tradepost.domain.mails.rules.wording import Wording, fill, problems_of

__all__ = [
    "KINDS",
    "KIND_NAMES",
    "LANGUAGES",
    "READS_SECRETS",
    "SHIPPED",
    "SYSTEM",
    "Address",
    "Kind",
    "Wording",
    "bare",
    "fill",
    "header_text",
    "kinds_readable",
    "known_address",
    "language_of",
    "one_line",
    "problems_of",
    "read_addresses",
    "standing",
    "verp",
    "verp_id",
]
