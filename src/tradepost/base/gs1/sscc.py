"""SSCC: the number of one carton or pallet, 18 digits (General Specifications, section 4.3.1).

The first digit is free to its maker, then come the prefix that GS1 gave to the company and a serial, and the last
digit checks the others. First digit and serial are counted here as one number, so none of the digits is wasted.
"""

from tradepost.base.gs1.characters import are_digits, check_digit, csum

LENGTH = 18
SHORTEST_PREFIX, LONGEST_PREFIX = 4, 12


def is_sscc(text: str) -> bool:
    """Whether these are 18 digits whose last one checks the others."""
    return len(text) == LENGTH and are_digits(text) and csum(text) is None


def is_prefix(text: str) -> bool:
    """Whether GS1 may have given these digits to a company."""
    return SHORTEST_PREFIX <= len(text) <= LONGEST_PREFIX and are_digits(text)


def room_of(prefix: str) -> int:
    """How many SSCCs a prefix has."""
    return int(10 ** (LENGTH - 1 - len(prefix)))


def sscc(prefix: str, count: int) -> str:
    """The SSCC of the `count`-th unit of a company, from 0. ValueError when the prefix has no such number."""
    if not is_prefix(prefix) or not 0 <= count < room_of(prefix):
        raise ValueError(count)
    digits = str(count).zfill(LENGTH - 1 - len(prefix))
    body = digits[0] + prefix + digits[1:]
    return body + check_digit(body)


def in_groups(number: str) -> str:
    """As people read it: groups of four from the left, for nobody knows where a prefix ends."""
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))
