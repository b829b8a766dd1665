"""An order as people write it (a sheet, CSV, an e-mail), read into lines before anything is ordered."""

from typing import Annotated, Any

from ninja import Router
from pydantic import StringConstraints

from tradepost.base.by import By
from tradepost.domain.catalog.queries import HOW
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.queries import CUSTOMERS
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.queries import Fit, Meant
from tradepost.domain.sales.rules.pasted import read_text
from tradepost.doors.api.answers import refuse_unseen
from tradepost.doors.api.endpoints import asks
from tradepost.doors.api.fields import AN_ID, AmountOut, Id, IdOut, MomentOut, NumberOut, Word, about, one_of
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Orders"])
LongText = Annotated[
    str, StringConstraints(strict=True, min_length=1, max_length=1_000_000, pattern=r"^[^\x00]*$")
]
WAYS = (*HOW, "code_like", "name_like")


class TextIn(In):
    """The text of an order, and whose it is."""

    customer_id: Id = about("Who orders: their codes go before ours.", AN_ID)
    text: LongText = about(
        "Cells with tabs between them, CSV with semicolons or commas, or the words of an e-mail; 5,000 rows are read.",
        "Dear all,\nplease send us 5 x TEA-1 and 3 cases CUP-2.",
    )
    decimal: one_of(".", ",") = about(  # type: ignore[valid-type]
        "The decimal mark, for numbers as 1.500 that may be either; the text's other numbers go before it.",
        ",",
        ".",
    )
    customer_po: Word = about("Their number of the order, to hear whether it stands on another.", "PO-7", "")


class FitOut(Shape):
    """An item that a row means, or may mean."""

    item_id: IdOut = about("The item.")
    sku: str = about("Its SKU.", "TEA-1")
    name: str = about("Its name.", "Assam, 500 g")
    unit: str = about("The packing that the code stands for; empty: the base unit.", "case")
    percent: int = about("How sure it is; 100 is exact.", 84)
    how: one_of(*WAYS) = about("What fits: a code, the name, or what looks like it.", "sku")  # type: ignore[valid-type]
    bought: bool = about("Whether this customer bought it before.", False)


class RowOut(Shape):
    """A row as it was read: send `fit.item_id` as the line's item, or what a person chose of `fits`."""

    code: str = about("The code it names; empty: it has only a name.", "TEA-1")
    name: str = about("The name it says.", "Assam, 500 g")
    quantity: NumberOut | None = about("How many; null: nothing that can be read.")
    unit: str = about("Of what, as written.", "case")
    unit_price: AmountOut | None = about("The price it says, of one unit; null: none.")
    unread: str = about("What stands where a quantity should.", "")
    fit: FitOut | None = about("The item it surely means; null: ask somebody.")
    fits: list[FitOut] = about("Otherwise those it may mean, the surest first; empty: nobody knows it.")


class SamePoOut(Shape):
    """Another order of the customer under the same number of theirs."""

    id: IdOut = about("The order.")
    number: str = about("Its number.", "SO-1001")
    placed_at: MomentOut = about("When it was placed.")


class TextOut(Shape):
    """The lines of the text, and the rows that are none."""

    lines: list[RowOut] = about("In the order of the text.")
    passed: list[str] = about("Rows that were read as words, not as lines; nothing is lost.", ["Dear all,"])
    same_po: list[SamePoOut] = about("Orders that bear this `customer_po` already, the newest first.")


@asks(router, "/orders/read-lines", needs="sales.read", gives=TextOut)
def read_order_lines(by: By, body: TextIn) -> dict[str, Any]:
    """Read the text of an order into lines: which item, how many, at what price.

    Nothing is written. An item is sure when its own, the customer's or a supplier's code, its GTIN or its whole name
    stands there; else up to five are proposed, each with how sure and why. Price the sure ones with `/prices/preview`.
    What you send as a line's `called` becomes the customer's code once the order is confirmed. The number of
    statements does not grow with the lines.
    """
    refuse_unseen(by, CUSTOMERS, [body.customer_id])
    customer = parties_queries.customer_terms(body.customer_id)
    read = read_text(body.text, body.decimal)
    found = sales_queries.meanings(read.rows, customer)
    same = sales_queries.orders_with_po(by, body.customer_id, body.customer_po)
    return TextOut.plain(
        None,
        lines=[_row(one) for one in found],
        passed=read.passed,
        same_po=[SamePoOut.plain(one) for one in same],
    )


def _row(one: Meant) -> dict[str, Any]:
    row = one.row
    fit = _fit(one.sure) if one.sure else None
    return RowOut.plain(row, unit_price=row.price, fit=fit, fits=[_fit(each) for each in one.fits])


def _fit(fit: Fit) -> dict[str, Any]:
    return FitOut.plain(fit)
