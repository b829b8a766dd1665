"""Which items a code or a name that nobody knows may have meant: a thousand asked at once, among all that are sold.

Words become sets of items, kept as the bits of one number, so that "has these three words" is two operations however
many items there are. A word that no item has is taken for those that look like it. How sure, is a percent.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Generic, TypeVar

Key = TypeVar("Key")

LEAST = 45
"""Less alike, in percent, is not offered."""
_MOST_WORDS = 6
_MOST_SCORED = 60
_WORD_ALIKE = 50
_CODE_ALIKE = 40
_MOST_SEEN = 600
_CONFUSED = str.maketrans({"o": "0", "i": "1", "l": "1", "s": "5", "b": "8", "z": "2"})


@dataclass(frozen=True, slots=True)
class Like(Generic[Key]):
    """One item that may be meant; `percent` sure, by its code or by its name."""

    key: Key
    percent: int
    by_code: bool


def plain_words(text: str) -> list[str]:
    """The words of a name in small letters without accents; "250g" is "250" and "g"."""
    bare = "".join(
        one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one)
    )
    return re.findall(r"[^\W\d_]+|\d+", bare)


def plain_code(text: str) -> str:
    """A code without its signs, and letters that are read for figures as those: "CUP-2OO" is "cup200"."""
    bare = re.sub(r"[^a-z0-9]", "", text.casefold())
    return bare.translate(_CONFUSED)


def _grams(word: str, size: int) -> set[str]:
    padded = f"^{word}$"
    return {padded[at : at + size] for at in range(max(len(padded) - size + 1, 1))}


def _dice(mine: Collection[str], theirs: Collection[str]) -> int:
    """How much of both is common, in percent."""
    both = len(mine) + len(theirs)
    return 200 * len(set(mine) & set(theirs)) // both if both else 0


class _Nearest:
    """Words by the letters that stand together in them, `size` at a time: those that look most like another."""

    def __init__(self, words: Iterable[str], size: int) -> None:
        self.size = size
        self.grams = {word: _grams(word, size) for word in words}
        self.holders: dict[str, list[str]] = defaultdict(list)
        for word, grams in self.grams.items():
            for gram in grams:
                self.holders[gram].append(word)

    def to(self, word: str, limit: int, least: int) -> list[tuple[str, int]]:
        """The nearest words and how alike they are."""
        mine = _grams(word, self.size)
        known = sorted((self.holders[gram] for gram in mine if gram in self.holders), key=len)
        shared: Counter[str] = Counter()
        seen = 0
        for holders in known:
            # The rarest pairs tell most; what half of all words have is not gone through.
            if shared and seen + len(holders) > _MOST_SEEN:
                break
            shared.update(holders)
            seen += len(holders)
        found = [(one, _dice(mine, self.grams[one])) for one, _ in shared.most_common(4 * limit)]
        found = [(one, alike) for one, alike in found if alike >= least]
        return sorted(found, key=lambda told: (-told[1], told[0]))[:limit]


class Assortment(Generic[Key]):
    """All that may be meant, by code and name; made once for all that is asked."""

    def __init__(self, items: Sequence[tuple[Key, str, str]]) -> None:
        self.items = items
        self.words = [tuple(dict.fromkeys(plain_words(name))) for _key, _code, name in items]

    @cached_property
    def _having(self) -> dict[str, int]:
        """Which items have a word, as bits."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, words in enumerate(self.words):
            for word in words:
                places[word].append(place)
        size = len(self.items) // 8 + 1
        having: dict[str, int] = {}
        for word, found in places.items():
            bits = bytearray(size)
            for place in found:
                bits[place >> 3] |= 1 << (place & 7)
            having[word] = int.from_bytes(bits, "little")
        return having

    @cached_property
    def _near_words(self) -> _Nearest:
        return _Nearest(self._having, 2)

    @cached_property
    def _codes(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for place, (_key, code, _name) in enumerate(self.items):
            found[plain_code(code)].append(place)
        return found

    @cached_property
    def _near_codes(self) -> _Nearest:
        return _Nearest(self._codes, 3)

    def like(self, code: str, name: str, limit: int = 5) -> list[Like[Key]]:
        """The items nearest to a code, a name or both, the surest first."""
        by_code = dict(self._by_code(code, limit)) if code else {}
        by_name = dict(self._by_name(name, limit)) if name else {}
        found = []
        for place in by_code.keys() | by_name.keys():
            coded, named = by_code.get(place, 0), by_name.get(place, 0)
            # Both speak for it: surer than the better of the two.
            percent = min(max(coded, named) + min(coded, named) // 4, 99)
            if percent >= LEAST:
                found.append((percent, place, coded >= named))
        found.sort(key=lambda told: (-told[0], self.items[told[1]][1]))
        return [Like(self.items[place][0], percent, coded) for percent, place, coded in found[:limit]]

    def _by_code(self, code: str, limit: int) -> list[tuple[int, int]]:
        asked = plain_code(code)
        if not asked:
            return []
        if same := self._codes.get(asked):
            return [(place, 95) for place in same[:limit]]
        near = self._near_codes.to(asked, limit, _CODE_ALIKE)
        # Three letters at a time are a hard measure: half of them are most of a code.
        return [
            (place, min(alike + (100 - alike) // 4, 94))
            for one, alike in near
            for place in self._codes[one][:limit]
        ]

    def _by_name(self, name: str, limit: int) -> list[tuple[int, int]]:
        asked = list(dict.fromkeys(plain_words(name)))[:_MOST_WORDS]
        meant = [self._meant(word) for word in asked]
        sets = [bits for bits, _ in meant]
        places = _places(_most_of(sets), _MOST_SCORED)
        scored = [(place, self._alike(asked, [words for _, words in meant], place)) for place in places]
        return sorted(scored, key=lambda told: (-told[1], told[0]))[:limit]

    def _meant(self, word: str) -> tuple[int, dict[str, int]]:
        """The items that have a word or one that looks like it, and these words with how alike they are."""
        if word in self._having:
            return self._having[word], {word: 100}
        near = dict(self._near_words.to(word, 3, _WORD_ALIKE)) if not word.isdigit() else {}
        bits = 0
        for one in near:
            bits |= self._having[one]
        return bits, near

    def _alike(self, asked: Sequence[str], meant: Sequence[dict[str, int]], place: int) -> int:
        """How much of what was asked the item has, and a little of how much more it has; long words weigh more."""
        theirs = self.words[place]
        weight = sum(map(len, asked)) or 1
        found = sum(
            len(word) * max((alike for one, alike in near.items() if one in theirs), default=0)
            for word, near in zip(asked, meant, strict=True)
        )
        named = {one for near in meant for one in near}
        own = sum(map(len, theirs)) or 1
        covered = 100 * sum(len(word) for word in theirs if word in named) // own
        return min((80 * (found // weight) + 20 * covered) // 100, 99)


def _most_of(sets: Sequence[int]) -> int:
    """The items in all of the sets, or in as many of them as any is; never those of a single one of many."""
    least = 1 if len(sets) < 3 else 2
    for count in range(len(sets), least - 1, -1):
        found = 0
        for chosen in combinations(sets, count):
            bits = chosen[0]
            for one in chosen[1:]:
                bits &= one
            found |= bits
        if found:
            return found
    return 0


def _places(bits: int, most: int) -> list[int]:
    found: list[int] = []
    while bits and len(found) < most:
        low = bits & -bits
        found.append(low.bit_length() - 1)
        bits ^= low
    return found
