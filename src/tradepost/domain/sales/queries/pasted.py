"""What pasted rows mean to a customer: the surely named items, and of the others those they may be."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.queries import Named
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.sales.queries.lines import last_bought
from tradepost.domain.sales.rules.likeness import Assortment
from tradepost.domain.sales.rules.pasted import Row

MOST_FITS = 5
MOST_COMPARED = 100_000
"""Of more items than these, what is not named exactly is looked up by hand."""
_BOUGHT = 4
"""So many percent surer is what they bought before."""


@dataclass(frozen=True, slots=True)
class Fit:
    """An item that a row may mean: how sure in percent, and by what (catalog.HOW, `code_like`, `name_like`)."""

    item_id: UUID
    sku: str
    name: str
    unit: str
    percent: int
    how: str
    bought: bool = False


@dataclass(frozen=True, slots=True)
class Meant:
    """A row, and the item it surely means; without one, those it may mean, the surest first (none: nobody knows it)."""

    row: Row
    sure: Fit | None = None
    fits: Sequence[Fit] = ()


def meanings(rows: Sequence[Row], customer: CustomerTerms | None) -> list[Meant]:
    """What each row means: their own code before ours, then GTINs, suppliers' codes, the whole name, and what looks
    like it. Three statements at most, for 1,000 rows as for one.
    """
    texts = sorted({text for row in rows for text in (row.code, row.name, *row.also)} - {""})
    named = catalog_queries.items_named(texts, customer.party_id if customer else None) if texts else {}
    found = [_exactly(row, named) for row in rows]
    if all(one.sure or one.fits for one in found):
        return found
    return _nearly(found, customer)


def _exactly(row: Row, named: dict[str, list[Named]]) -> Meant:
    """Codes go before names; a text that names two items equally well is asked about."""
    for text in (row.code, *row.also, row.name):
        if hits := named.get(text):
            best = [hit for hit in hits if hit.how == hits[0].how]
            if len(best) == 1:
                return Meant(row, _fit(best[0], 100))
            return Meant(row, None, [_fit(hit, 90) for hit in best[:MOST_FITS]])
    return Meant(row)


def _fit(hit: Named, percent: int) -> Fit:
    return Fit(hit.item_id, hit.sku, hit.name, hit.unit, percent, hit.how)


def _nearly(found: Sequence[Meant], customer: CustomerTerms | None) -> list[Meant]:
    sold = catalog_queries.sold_items(MOST_COMPARED + 1)
    if len(sold) > MOST_COMPARED:
        return list(found)
    shelf = Assortment([((pk, sku, name), sku, name) for pk, sku, name in sold])
    bought = last_bought(customer.customer_id) if customer else {}
    known: dict[tuple[str, str], list[Fit]] = {}
    told = []
    for one in found:
        if one.sure or one.fits:
            told.append(one)
            continue
        # A single word in a column of its own may be a code or a name.
        asked = one.row.code, one.row.name or one.row.code
        if asked not in known:
            fits = [
                Fit(pk, sku, name, "", min(like.percent + _BOUGHT * (pk in bought), 99),
                    "code_like" if like.by_code else "name_like", pk in bought)
                for like in shelf.like(*asked, MOST_FITS)
                for pk, sku, name in (like.key,)
            ]  # fmt: skip
            known[asked] = sorted(fits, key=lambda fit: (-fit.percent, fit.sku))
        told.append(Meant(one.row, None, known[asked]))
    return told
