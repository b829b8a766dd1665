"""The page of a payment."""

from uuid import UUID

from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.billing.models import Allocation, Payment
from tradepost.doors.office.billing.forms import MatchForm
from tradepost.doors.office.billing.invoice_page import MATCHES, match_rows
from tradepost.doors.office.billing.screens import METHODS
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.mailing import mail_url
from tradepost.doors.office.parts.standing import payment_standing
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.render.screens.document import (
    DocumentPage,
    Fact,
    FactGroup,
    Node,
    Paper,
    Section,
    Stage,
    Verb,
)

MOST_TAKEN_BACK = 8


def payment_page(by: By, pk: UUID) -> DocumentPage:
    """Raises NotFound."""
    payment = billing_queries.payment(by, pk)
    matches = billing_queries.allocations_of(pk)
    days = _days_with(payment, matches)
    return DocumentPage(
        kind=_("Deposit") if payment.order_id else _("Payment"),
        title=payment.number,
        subtitle=payment.customer.party.name,
        subtitle_url=address("customer", payment.customer_id),
        state=payment_standing(payment),
        verbs=_verbs(by, payment),
        facts=_facts(payment),
        sections=[
            Section(
                _("Invoices it pays"),
                MATCHES,
                match_rows(matches, pk),
                empty=_("Nothing is matched yet; it stands on the customer's account."),
                verbs=_take_back(by, matches),
                name="matches",
            )
        ],
        related=_related(payment, matches),
        timeline=timeline({pk: Subject()}),
        papers=[Paper(_("Statement of account"), f"{address('statement_pdf', payment.customer_id)}{days}")],
        mail_url=mail_url(by, "statement", payment.customer_id, query=days),
        back_url=address("payments"),
        back_label=_("Payments"),
        version=payment.version,
        subject=("payment", payment.pk),
    )


def _days_with(payment: Payment, matches: list[Allocation]) -> str:
    """The days of the statement that shows the payment and all it pays: what a customer takes for a receipt."""
    since = min((match.invoice.invoiced_on for match in matches), default=payment.paid_on)
    return f"?since={min(since, payment.paid_on)}&until={payment.paid_on}"


def _verbs(by: By, payment: Payment) -> list[Verb]:
    if not payment.open_amount or not access_queries.may(by, "billing.allocate"):
        return []
    invoices = [
        one for one in billing_queries.open_invoices(payment.customer_id) if one.currency == payment.currency
    ]
    if not invoices:
        return []
    form = MatchForm(invoices=invoices, left=payment.open_amount, auto_id="id_match_%s")
    return [
        Verb("match", _("Match to invoices"), address("payment_match", payment.pk), form=form, strong=True,
             hidden={"allocation_id": new_id(by.now)}, icon="link")
    ]  # fmt: skip


def _take_back(by: By, matches: list[Allocation]) -> list[Verb]:
    if not access_queries.may(by, "billing.reverse_allocation"):
        return []
    reversed_ids = {match.reverses_id for match in matches}
    live = [match for match in matches if match.reverses_id is None and match.pk not in reversed_ids]
    return [
        Verb(
            f"take_back_{match.pk.hex[-8:]}",
            _("Take back %s") % match.invoice.number,
            address("allocation_reverse", match.pk),
            confirm=_("Payment and invoice are open again by this amount. Both rows stay to be seen."),
            hidden={"reversal_id": new_id(by.now)},
            icon="unlink",
        )
        for match in live[:MOST_TAKEN_BACK]
    ]


def _related(payment: Payment, matches: list[Allocation]) -> list[Stage]:
    """The order of a deposit, the invoices it pays, and the payment itself."""
    paid = {match.invoice_id: match.invoice for match in matches}
    order, stages = payment.order, []
    if order is not None:
        stages.append(Stage(_("Order"), [Node(order.number, address("order", order.pk), order.state)]))
    invoices = [
        Node(one.number, address("invoice", pk), key=f"n{place}", after=())
        for place, (pk, one) in enumerate(paid.items())
    ]
    here = Node(payment.number, current=True, key="here", after=tuple(node.key for node in invoices))
    return [*stages, Stage(_("Invoices"), invoices), Stage(_("Payment"), [here])]


def _facts(payment: Payment) -> list[FactGroup]:
    order = payment.order
    return [
        FactGroup(
            _("Money"),
            [
                Fact(_("Amount"), payment.amount, "money", currency=payment.currency),
                Fact(_("Matched"), payment.allocated, "money", currency=payment.currency),
                Fact(_("Not matched"), payment.open_amount, "money", currency=payment.currency),
            ],
        ),
        FactGroup(
            _("Received"),
            [
                Fact(_("Paid"), payment.paid_on, "day"),
                Fact(_("How"), METHODS.get(payment.method, payment.method)),
                Fact(_("Reference"), payment.reference, "code"),
                *(
                    [Fact(_("Deposit for"), order.number, "code", link=address("order", order.pk))]
                    if order
                    else []
                ),
            ],
            address("statement", payment.customer_id),
            _("Statement"),
        ),
    ]
