"""From pasted text to rows: cells of a spreadsheet, CSV, or the words of an e-mail. Nothing is looked up here.

Columns are known by their headings in three languages, else by what stands in them. What is no line is kept as
`passed`, so that nobody has to trust that nothing was lost.
"""

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from tradepost.domain.sales.rules import pasted_words as words

MOST_ROWS = 5000
"""More are not read; the text says where it stopped by what it passed over."""
LONGEST_ROW = 2000
LONGEST_NAME = 200
_HEADING_WITHIN = 6
_BULLET = re.compile(r"[-*•–·▪]\s+")
_NUMBERED = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Row:
    """One line as it was meant. `code` and `name` are texts, either may be empty; `also` are further codes.

    `quantity` counts `unit`, as written; None where nothing was said, or where it is the words in `unread`. `price` is
    of one unit.
    """

    code: str
    name: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    price: Decimal | None = None
    also: tuple[str, ...] = ()
    unread: str = ""

    @property
    def said(self) -> str:
        """What they call it: a code, else a name."""
        return self.code or self.name


@dataclass(frozen=True, slots=True)
class Text:
    """What was read: the lines, and the rows that are none."""

    rows: list[Row] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)


def read_text(text: str, decimal: str = ".") -> Text:
    """Read pasted text. `decimal` is the mark of who pastes; numbers that can be read one way only go before it."""
    lines = _lines(text)
    left = [line[:LONGEST_ROW] for line in lines[MOST_ROWS:]]
    lines = lines[:MOST_ROWS]
    decimal = words.style_of("\n".join(lines), decimal)
    sign = _separator(lines)
    read = _table(_split(lines, sign), decimal) if sign else _letter(lines, decimal)
    return Text(read.rows, [*read.passed, *left])


def learnable(lines: Sequence[tuple[str, Any, str]]) -> list[tuple[Any, str, str]]:
    """Of (called, item, unit) of an order what may be kept as (item, code, unit); a name of two items teaches none."""
    said: dict[str, set[Any]] = {}
    for called, item, _unit in lines:
        said.setdefault(called.casefold(), set()).add(item)
    return [
        (item, called, unit)
        for called, item, unit in lines
        if 0 < len(called) <= 80 and len(said[called.casefold()]) == 1
    ]


def _lines(text: str) -> list[str]:
    """The rows that say something, without marks of quoting and signs that nobody sees."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").replace("\u202f", " ")
    plain = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u200b-\u200f\u2060\ufeff]", "", plain)
    found = (re.sub(r"^(?:[ \t]{0,40}>){1,20} ?", "", line[:LONGEST_ROW]) for line in plain.split("\n"))
    return [line for line in found if line.strip()]


# ---- tables


def _separator(lines: Sequence[str]) -> str:
    for sign in "\t;|":
        if sum(sign in line for line in lines) * 2 >= len(lines) > 0:
            return sign
    return "," if lines and _is_comma_table(lines) else ""


def _is_comma_table(lines: Sequence[str]) -> bool:
    """Most rows have as many cells, one of them a number; a decimal comma after words parts no cells."""
    split = [next(csv.reader([line])) for line in lines]
    counts = [len(cells) for cells in split]
    usual = max(set(counts), key=counts.count)
    if usual < 2 or counts.count(usual) * 5 < len(lines) * 4:
        return False
    figures = [
        line
        for line, cells in zip(lines, split, strict=True)
        if not re.search(r"\s[0-9]+,[0-9]{1,4}\s*[\w€$£]{0,6}$", line)
        and any(words.number(cell) is not None for cell in cells[1:])
    ]
    return len(figures) * 10 >= len(lines) * 6 or (len(lines) > 1 and len(figures) >= len(lines) - 1)


def _split(lines: Sequence[str], sign: str) -> list[list[str]]:
    whole = [f"{line}\n" for line in lines]
    rows = [[cell.strip() for cell in row] for row in csv.reader(whole, delimiter=sign)]
    if len(rows) * 2 < len(lines) or any(cell.count("\n") > 5 for row in rows for cell in row):
        # A quote that nobody closed swallowed what came after it.
        plain = csv.reader(whole, delimiter=sign, quoting=csv.QUOTE_NONE)
        rows = [[cell.strip() for cell in row] for row in plain]
    return [[" ".join(cell.split()) for cell in row] for row in rows if any(row)]


def _table(rows: list[list[str]], decimal: str) -> Text:
    passed: list[str] = []
    named: dict[str, list[int]] = {}
    for at, row in enumerate(rows[:_HEADING_WITHIN]):
        if named := _named(row):
            passed = [" ".join(filter(None, one)) for one in rows[:at]]
            rows = rows[at + 1 :]
            break
    columns = named or _guessed(rows, decimal)
    found: list[Row] = []
    for row in rows:
        made = _row(row, columns, decimal) or (None if named else _loose(row, decimal))
        if made is None:
            passed.append(" ".join(filter(None, row)))
        else:
            found.append(made)
    return Text(found, passed)


def _named(row: Sequence[str]) -> dict[str, list[int]]:
    """Which columns a heading names; empty when it is none: it names what, and something beside it."""
    found: dict[str, list[int]] = {}
    for at, cell in enumerate(row):
        bare = cell.strip(" .:*")
        kind = next((kind for kind, fits in words.HEADINGS.items() if fits.fullmatch(bare)), None)
        if kind:
            found.setdefault(kind, []).append(at)
    is_what = found.keys() & {"code", "gtin", "name"}
    figures = any(words.number(cell) is not None for cell in row)
    many = len(found) > 1 or sum(map(len, found.values())) > 1
    return found if is_what and many and not figures else {}


def _guessed(rows: Sequence[Sequence[str]], decimal: str) -> dict[str, list[int]]:
    """Columns by what stands in them; empty when no column is surely of codes or names."""
    width = max((len(row) for row in rows), default=0)
    columns = [[row[at] for row in rows if at < len(row) and row[at]] for at in range(width)]
    free = [at for at in range(width) if columns[at] and not (width > 2 and _is_counter(columns[at]))]
    numbers = [at for at in free if _percent(columns[at], lambda cell: _is_amount(cell, decimal)) >= 50]
    gtins = [at for at in numbers if _percent(columns[at], _is_gtin) > 50]
    numbers = [at for at in numbers if at not in gtins]
    units = [at for at in free if at not in numbers and _percent(columns[at], _is_unit) > 50]
    texts = [at for at in free if at not in (*numbers, *units)]
    coded = sorted(texts, key=lambda at: (-_percent(columns[at], _is_code), at))
    codes = [at for at in coded if _percent(columns[at], _is_code) > 40][:1] or texts[:1]
    names = sorted((at for at in texts if at not in codes), key=lambda at: -sum(map(len, columns[at])))[:1]
    prices = [at for at in numbers if _percent(columns[at], _is_money) > 50]
    counted = [at for at in numbers if at not in prices] or numbers
    priced = [at for at in (*prices, *numbers) if at not in counted[:1]]
    guessed = {"code": codes, "name": names, "quantity": counted[:1], "unit": units[:1], "price": priced[:1]}
    return guessed if codes else {}


def _percent(cells: Sequence[str], fits: Callable[[str], bool]) -> int:
    return 100 * sum(map(fits, cells)) // len(cells) if cells else 0


def _is_counter(cells: Sequence[str]) -> bool:
    """1, 2, 3: the number of the row, or 10, 20, 30."""
    figures = [int(cell) if cell.isascii() and cell.isdigit() and len(cell) < 6 else -1 for cell in cells]
    step = figures[0]
    return len(figures) > 2 and step in (1, 10) and figures == [step * n for n in range(1, len(figures) + 1)]


def _is_code(cell: str) -> bool:
    return bool(words.CODE.fullmatch(cell))


def _is_gtin(cell: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{8,14}", cell))


def _is_unit(cell: str) -> bool:
    return bool(words.UNIT.fullmatch(cell))


def _is_money(cell: str) -> bool:
    return bool(re.fullmatch(r"\D{0,4}\d[\d.,]*[.,]\d\d\D{0,4}", cell))


def _is_amount(cell: str, decimal: str) -> bool:
    return words.number(cell, decimal) is not None or _amount(cell, decimal) is not None


def _amount(cell: str, decimal: str) -> tuple[Decimal, str] | None:
    """ "2 cs" and "12x": a count with its unit."""
    found = words.AMOUNT.fullmatch(cell.strip())
    count = words.number(found["count"], decimal) if found else None
    return None if found is None or count is None else (count, found["unit"] or "")


def _row(row: Sequence[str], columns: dict[str, list[int]], decimal: str) -> Row | None:
    """A row of a table; None when it names nothing."""
    cells = {
        kind: [row[at] for at in places if at < len(row) and row[at]] for kind, places in columns.items()
    }
    first = {kind: told[0] for kind, told in cells.items() if told}
    codes = [*cells.get("code", []), *cells.get("gtin", [])]
    name = first.get("name", "")[:LONGEST_NAME]
    typed = first.get("quantity", "")
    amount = _amount(typed, decimal)
    quantity = amount[0] if amount else words.number(typed, decimal)
    if not (codes or name):
        return None
    if not typed and "quantity" in columns and len(first) == 1:
        return None  # a title between the lines, or "Total"
    unit = (amount[1] if amount else "") or first.get("unit", "")
    price = words.number(first.get("price", ""), decimal)
    unread = typed[:LONGEST_NAME] if quantity is None else ""
    code, *also = [one[:LONGEST_NAME] for one in codes] or [""]
    return Row(code, name, quantity, unit, price, tuple(dict.fromkeys(also)), unread)


def _loose(row: Sequence[str], decimal: str) -> Row | None:
    """A row unlike the others: its first code or text, the first number after it, a unit, and a price."""
    cells = [cell for cell in row if cell]
    what = next((cell for cell in cells if _is_code(cell)), None) or next(
        (cell for cell in cells if not _is_amount(cell, decimal)), None
    )
    if what is None:
        return None
    others = [cell for cell in cells if cell is not what]
    amounts = [cell for cell in others if _is_amount(cell, decimal)]
    if not amounts:
        return _spoken(" ".join(cells), decimal) if len(cells) == 1 else None
    amount = _amount(amounts[0], decimal)
    price = words.number(amounts[1], decimal) if len(amounts) > 1 else None
    unit = (amount[1] if amount else "") or next((cell for cell in others if _is_unit(cell)), "")
    quantity = amount[0] if amount else words.number(amounts[0], decimal)
    code, name = (what, "") if _is_code(what) else ("", what)
    return Row(code, name[:LONGEST_NAME], quantity, unit, price)


# ---- letters


def _letter(lines: Sequence[str], decimal: str) -> Text:
    """The rows of a letter; after its signature nothing is a line."""
    end = next((n for n, line in enumerate(lines) if words.ENDS.fullmatch(line.strip())), len(lines))
    body, passed = lines[:end], list(lines[end:])
    plain = _without_marks(body)
    read = [_said(line, decimal) for line in plain]
    counted = any(row.quantity is not None for rows in read for row in rows)
    found: list[Row] = []
    for line, rows in zip(plain, read, strict=True):
        kept = [row for row in rows if row.quantity is not None or not counted or _is_code(row.code)]
        found += kept
        if not kept:
            passed.append(line)
    return Text(found, passed)


def _without_marks(lines: Sequence[str]) -> list[str]:
    """Rows without dots before them, and without 1., 2., 3. where these count the rows."""
    bare = [_BULLET.sub("", line.strip(), count=1) for line in lines]
    counts = [int(found[1]) for line in bare if (found := _NUMBERED.match(line))]
    if len(counts) > 1 and counts == list(range(counts[0], counts[0] + len(counts))):
        bare = [_NUMBERED.sub("", line, count=1) for line in bare]
    return bare


def _said(line: str, decimal: str) -> list[Row]:
    """The lines in one row of a letter: none where it only speaks of the order."""
    if words.NEVER_LINE.search(line) or words.WROTE.fullmatch(line):
        return []
    for fits in (words.AFTER_COUNT, words.BEFORE_COUNT):
        found = list(fits.finditer(line))
        if len(found) > 1:
            return [_inline(one, decimal) for one in found]
    if words.NO_LINE.match(line):
        return []
    parts = [_spoken(part, decimal) for part in words.AND.split(line)]
    several = [row for row in parts if row and row.quantity is not None and not _is_unit(row.said)]
    if len(several) == len(parts) > 1:
        return several
    row = _spoken(line, decimal)
    return [row] if row else []


def _inline(found: "re.Match[str]", decimal: str) -> Row:
    return Row(found["code"][:LONGEST_NAME], "", words.number(found["count"], decimal), found["unit"] or "")


def _spoken(line: str, decimal: str) -> Row | None:
    """ "12 x ABC-100 Espresso beans", "ABC-100: 12 cases", "two boxes of tea": a count, a unit, and what."""
    rest, price = line.strip().rstrip(".,;"), None
    if told := words.PRICE_LAST.fullmatch(rest):
        rest, price = told["rest"], words.number(told["price"], decimal)
    asked = words.ASKING.match(rest)
    if asked and rest[asked.end() :].strip():
        rest = rest[asked.end() :].strip()
    first, _blank, others = rest.partition(" ")
    if others and first.casefold() in words.COUNTS:
        rest = f"{words.COUNTS[first.casefold()]} {others}"
    inside = words.AFTER_COUNT.search(rest)
    if inside and inside.start() and not words.CODE.match(rest):
        # "please send 5 CUP-200 today"
        return replace(_inline(inside, decimal), price=price)
    for fits in (words.COUNT_FIRST, words.COUNT_LAST):
        found = fits.fullmatch(rest)
        count = words.number(found["count"], decimal) if found else None
        if found and count is not None and not words.CODE.fullmatch(rest):
            unit = found["unit"] or found.groupdict().get("unit2") or ""
            return _what(found["rest"], count, unit, price)
    return _what(rest, None, "", price)


def _what(text: str, quantity: Decimal | None, unit: str, price: Decimal | None) -> Row | None:
    """The code at either end of what was named, and the name beside it."""
    named = text.strip(" .,:;–-")
    first, _blank, others = named.partition(" ")
    before, _blank, last = named.rpartition(" ")
    if _is_code(first.strip(",:;()")):
        code, name = first.strip(",:;()"), others
    elif before and _is_code(last.strip(",:;()")):
        code, name = last.strip(",:;()"), before
    elif quantity is None and " " in named:
        return None
    else:
        code, name = ("", named)
    name = name.strip(" .,:;–-()")[:LONGEST_NAME]
    says = re.search(r"[^\W_]", code + name)
    return Row(code[:LONGEST_NAME], name, quantity, unit, price) if says else None
