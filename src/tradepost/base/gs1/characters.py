"""Character sets and check characters: GS1 General Specifications, sections 7.9 and 7.11.

Every check takes a text and gives None, or a word for what is wrong that never changes.
"""

DIGITS = frozenset("0123456789")
CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
LETTERS = CAPITALS | frozenset("abcdefghijklmnopqrstuvwxyz")

IN_ORDER = "".join(sorted("!\"%&'()*+,-./:;<=>?_" + "".join(DIGITS | LETTERS)))
"""The 82 characters of figure 7.11-1; the place of one is its value in the check pair."""

CSET82 = frozenset(IN_ORDER)
CSET39 = DIGITS | CAPITALS | frozenset("#-/")
CSET64 = DIGITS | LETTERS | frozenset("-_")
PAIR = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""The 32 characters of which a check pair is made: those that are easily confused are left out."""

PRIMES = (
    2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107,
    109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167, 173, 179, 181, 191, 193, 197, 199, 211, 223, 227, 229,
    233, 239, 241, 251, 257, 263, 269, 271, 277, 281, 283, 293, 307, 311, 313, 317, 331, 337, 347, 349, 353, 359,
    367, 373, 379, 383, 389, 397, 401, 409, 419, 421, 431, 433, 439, 443, 449, 457, 461, 463, 467, 479, 487, 491,
    499, 503, 509,
)  # fmt: skip
"""The weights of the check pair, from the right."""

GTIN_LENGTHS = (8, 12, 13, 14)


def are_digits(text: str) -> bool:
    """Whether it is made of the ten digits of ASCII, at least one: `isdigit` knows hundreds more."""
    return text.isascii() and text.isdigit()


def cset82(text: str) -> str | None:
    """The characters that most data may have."""
    return None if CSET82.issuperset(text) else "invalid-cset82-character"


def cset39(text: str) -> str | None:
    """The characters of a component or part number (8010)."""
    return None if CSET39.issuperset(text) else "invalid-cset39-character"


def cset64(text: str) -> str | None:
    """Base 64 for addresses; fillers at the end may be left out, else they make groups of three."""
    bare = text.rstrip("=")
    pads = len(text) - len(bare)
    if pads > 2 or (pads and len(text) % 3):
        return "invalid-cset64-padding"
    return None if CSET64.issuperset(bare) else "invalid-cset64-character"


def csetnumeric(text: str) -> str | None:
    """Digits."""
    return None if DIGITS.issuperset(text) else "non-digit-character"


def check_digit(digits: str) -> str:
    """The digit that belongs behind these: weights 3 and 1 from the right (section 7.9.1)."""
    total = sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(reversed(digits)))
    return str(-total % 10)


def csum(text: str) -> str | None:
    """The last digit checks the others: GTIN, SSCC, GLN and the other keys in digits."""
    if not text:
        return "too-short-for-check-digit"
    if not are_digits(text):
        return "non-digit-character"
    return None if text[-1] == check_digit(text[:-1]) else "incorrect-check-digit"


def check_pair(text: str) -> str:
    """The two characters that belong behind a text of the 82, at most 97 of them (section 7.9.5)."""
    total = sum(IN_ORDER.index(sign) * weight for sign, weight in zip(reversed(text), PRIMES, strict=False))
    return PAIR[total % 1021 >> 5] + PAIR[total % 1021 & 31]


def csumalpha(text: str) -> str | None:
    """The last two characters check the others: global model number (8013) and its kin."""
    if len(text) < 2:
        return "too-short-for-check-pair"
    if not CSET82.issuperset(text[:-2]):
        return "invalid-cset82-character"
    if len(text) - 2 > len(PRIMES):
        return "too-long-for-check-pair-implementation"
    return None if text[-2:] == check_pair(text[:-2]) else "incorrect-check-pair"


def is_gtin(text: str) -> bool:
    """Whether the digits are a GTIN-8, -12, -13 or -14 with its right check digit."""
    return len(text) in GTIN_LENGTHS and are_digits(text) and csum(text) is None
