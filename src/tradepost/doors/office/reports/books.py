"""The books: trial balance and entries."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.base.money import ZERO
from tradepost.domain.accounts import queries as accounts_queries
from tradepost.domain.accounts.models import Entry
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.behind import days, leading
from tradepost.doors.office.reports.forms import UntilForm, today
from tradepost.doors.office.reports.table import Asked, Report, Table
from tradepost.render.formats import money_text
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import Total
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb, SumField
from tradepost.render.sentences import named

BASE = settings.BASE_CURRENCY
KIND_WORDS = {
    "invoice": _("Invoice"),
    "credit_note": _("Credit note"),
    "payment": _("Payment"),
    "exchange": _("Exchange difference"),
    "shipment": _("Shipment"),
    "return": _("Return"),
    "receipt": _("Receipt"),
    "supplier_return": _("Sent back"),
    "adjustment": _("Stock correction"),
    "transfer": _("Transfer"),
    "opening": _("Opening"),
    "landed_cost": _("Landed cost"),
    "takeover": _("Taken over"),
    "store_loss": _("Missing in a supplier’s store"),
}
PAGES = {
    "invoice": "invoice",
    "credit_note": "invoice",
    "payment": "payment",
    "shipment": "shipment",
    "return": "return",
    "receipt": "receipt",
    "supplier_return": "receipt",
    "landed_cost": "landed_cost",
    "transfer": "transfer",
    "takeover": "store_withdrawal",
    "store_loss": "store_withdrawal",
}
"""The page of the document that an entry of a kind is about."""
ACCOUNT_KINDS = {
    "asset": _("Asset"),
    "liability": _("Liability"),
    "equity": _("Equity"),
    "revenue": _("Revenue"),
    "expense": _("Expense"),
}


def trial_balance(by: By, asked: Asked) -> Table:
    until = asked["until"] + timedelta(days=1)
    rows = accounts_queries.trial_balance(until)
    lead = leading(by, "postings", "accounts.read")

    def sheet(*codes: str) -> str:
        return lead(account=codes, day=days(None, until))

    columns = (
        Column("code", _t("Account"), "code", link=lambda row: _entries_of(row, asked)),
        Column("name", _t("Name"), value=lambda row: named(row.name)),
        Column("kind", _t("Kind"), value=lambda row: ACCOUNT_KINDS.get(row.kind, row.kind), priority=2),
        Column(
            "debit", _t("Debit"), "money", currency=f"={BASE}",
            value=lambda row: row.balance if row.balance > 0 else None, link=lambda row: sheet(row.code),
        ),
        Column(
            "credit", _t("Credit"), "money", currency=f"={BASE}",
            value=lambda row: -row.balance if row.balance < 0 else None, link=lambda row: sheet(row.code),
        ),
    )  # fmt: skip
    debit = sum((row.balance for row in rows if row.balance > 0), ZERO)
    credit = -sum((row.balance for row in rows if row.balance < 0), ZERO)
    owing = sheet(*(row.code for row in rows if row.balance > 0))
    owed = sheet(*(row.code for row in rows if row.balance < 0))
    totals = [Total(_t("Debit"), debit, BASE, link=owing), Total(_t("Credit"), credit, BASE, link=owed)]
    return Table(columns, rows, totals)


def _entries_of(row: Any, asked: Asked) -> str:
    return f"{address('entries')}?account={row.code}&day=..{asked['until'] + timedelta(days=1)}"


def _postings(entry: Entry) -> str:
    parts = [
        f"{named(posting.account_name)} {money_text(posting.base_amount, BASE)}"
        for posting in sorted(entry.postings.all(), key=lambda one: one.base_amount, reverse=True)
    ]
    return " · ".join(parts)


def _debit(entry: Entry) -> Any:
    return sum((posting.base_amount for posting in entry.postings.all() if posting.base_amount > 0), ZERO)


def _document(entry: Entry) -> str:
    page = PAGES.get(entry.kind)
    return address(page, entry.subject_id) if page else ""


ENTRIES = ListScreen(
    name="entries",
    title=_("Entries"),
    noun=_("entries"),
    listing=accounts_queries.ENTRIES,
    may="accounts.read",
    columns=(
        Column("kind", _("What"), value=lambda row: KIND_WORDS.get(row.kind, row.kind), link=_document),
        Column("posted_on", _("Day"), "day", sort="posted_on"),
        Column("postings", _("Accounts"), value=_postings),
        Column("debit", _("Sum"), "money", value=_debit, currency=f"={BASE}"),
        Column("currency", _("Currency"), priority=3),
        Column(
            "rate",
            _("Rate"),
            "number",
            value=lambda row: row.rate if row.currency != BASE else None,
            priority=3,
        ),
    ),
    filters=(
        FilterField("day"),
        FilterField("kind", choices=tuple(KIND_WORDS.items())),
        FilterField("account"),
    ),
    verbs=(ListVerb(_("Trial balance"), later("trial_balance"), "scale"),),
    empty=Empty(
        _("No entries yet"),
        _("Invoices, payments, shipments and receipts enter the books by themselves."),
        icon="book",
    ),
)

POSTINGS = ListScreen(
    name="postings",
    title=_("Postings"),
    noun=_("postings"),
    listing=accounts_queries.POSTINGS,
    may="accounts.read",
    columns=(
        Column(
            "entry.kind",
            _("What"),
            value=lambda row: KIND_WORDS.get(row.entry.kind, row.entry.kind),
            link=lambda row: _document(row.entry),
        ),
        Column("entry.posted_on", _("Day"), "day", sort="posted_on"),
        Column("account", _("Account"), "code", note=lambda row: named(row.account_name)),
        Column("debit", _("Debit"), "money", value=lambda row: row.debit or None, currency=f"={BASE}"),
        Column("credit", _("Credit"), "money", value=lambda row: row.credit or None, currency=f"={BASE}"),
        Column("amount", _("In its currency"), "money", currency="entry.currency", priority=3),
    ),
    filters=(
        FilterField("account"),
        FilterField("day"),
        FilterField("kind", choices=tuple(KIND_WORDS.items())),
        FilterField("currency"),
    ),
    sums=(
        SumField("debit", _("Debit"), currency=BASE),
        SumField("credit", _("Credit"), currency=BASE),
        SumField("balance", _("Balance"), currency=BASE),
        SumField("amount", _("In its currency")),
    ),
    verbs=(ListVerb(_("Trial balance"), later("trial_balance"), "scale"),),
    empty=ENTRIES.empty,
)

TRIAL = Report(
    "trial_balance",
    _("Trial balance"),
    _("Every account of the books; debits and credits are equal."),
    "accounts.read",
    trial_balance,
    UntilForm,
    lambda by: {"until": today(by)},
    icon="scale",
)
