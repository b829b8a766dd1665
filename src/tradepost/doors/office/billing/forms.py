"""What billing asks: money that came in, what is taken back, which part of a shipment is invoiced."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from tradepost.domain.billing.models import Invoice
from tradepost.doors.office.billing.screens import METHODS
from tradepost.doors.office.parts.addresses import later
from tradepost.doors.office.parts.figures import FigureField, offer, plain
from tradepost.render.formats import day_text, money_text
from tradepost.render.screens.form import FieldSet, LookUp, ScreenForm, dress

METHOD_CHOICES = tuple(METHODS.items())


class MoneyForm(ScreenForm):
    """What every payment has."""

    amount = FigureField(label=_("Amount"), min_value=Decimal("0.0001"))
    paid_on = forms.DateField(label=_("Paid on"))
    method = forms.ChoiceField(label=_("How"), choices=METHOD_CHOICES)
    reference = forms.CharField(
        label=_("Reference"), required=False, max_length=200, help_text=_("As on the bank's statement.")
    )
    half = ("amount", "paid_on", "method", "reference")


class CustomerForm(ScreenForm):
    """Whose money it is: asked first, since its open invoices decide the rest."""

    customer = forms.UUIDField(label=_("Customer"), widget=LookUp(later("customer_lookup")))


class PaymentForm(MoneyForm):
    """A payment with the customer's open invoices: matched to the oldest first, by hand, or not yet."""

    match = forms.ChoiceField(
        label=_("Match it to"),
        choices=[
            ("oldest", _("the oldest invoices first")),
            ("hand", _("the invoices that get an amount below")),
            ("later", _("nothing yet: it stays on the customer's account")),
        ],
        widget=forms.RadioSelect,
        initial="oldest",
    )

    def __init__(self, *args: Any, invoices: Sequence[Invoice] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invoices = invoices
        for invoice in invoices:
            self.fields[_name(invoice.pk)] = invoice_field(invoice)
        names = [_name(invoice.pk) for invoice in invoices]
        if not names:
            offer(self, "match", [("later", _("nothing yet: nothing of this customer is open"))])
            self.fields["match"].initial = "later"
        self.fieldsets = (  # type: ignore[misc]  # as the customer's invoices decide
            FieldSet(_("Money"), ("amount", "paid_on", "method", "reference")),
            FieldSet(_("Invoices"), ("match", *names)),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = dict(super().clean() or self.cleaned_data)
        if self.allocations():
            # Who types amounts means them.
            cleaned["match"] = "hand"
        elif cleaned.get("match") == "hand":
            self.add_error("match", _t("Give at least one invoice an amount."))
        return cleaned

    def allocations(self) -> list[tuple[UUID, Decimal]]:
        """(invoice, amount) of those that were given one."""
        amounts = ((invoice.pk, self.cleaned_data.get(_name(invoice.pk))) for invoice in self.invoices)
        return [(pk, amount) for pk, amount in amounts if amount]


class MatchForm(ScreenForm):
    """What is left of a payment or a credit note, over open invoices by hand."""

    def __init__(
        self, *args: Any, invoices: Sequence[Invoice] = (), left: Decimal = Decimal(0), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.invoices = invoices
        for invoice in invoices:
            part = min(left, invoice.open_amount)
            left -= part
            self.fields[_name(invoice.pk)] = invoice_field(invoice, part)

    def allocations(self) -> list[tuple[UUID, Decimal]]:
        """(invoice, amount) of those that were given one."""
        amounts = ((invoice.pk, self.cleaned_data.get(_name(invoice.pk))) for invoice in self.invoices)
        return [(pk, amount) for pk, amount in amounts if amount]


def _name(pk: UUID) -> str:
    return f"invoice_{pk.hex}"


def invoice_field(invoice: Invoice, initial: Decimal | None = None) -> FigureField:
    """An amount for one open invoice."""
    words = {
        "number": invoice.number,
        "open": f"{money_text(invoice.open_amount, invoice.currency)} {invoice.currency}",
        "due": day_text(invoice.due_on, None),
    }
    return dressed(
        FigureField(
            label=invoice.number,
            required=False,
            min_value=0,
            initial=plain(initial) if initial else "",
            help_text=_t("%(open)s open, due %(due)s") % words,
        )
    )


def dressed(field: FigureField) -> FigureField:
    """Fields made later get the look that the form gives the others."""
    dress(field, width="third")
    return field


class CreditHead(ScreenForm):
    reason = forms.CharField(label=_("Reason"), max_length=500, help_text=_("Stands on the credit note."))
    freight = FigureField(label=_("Freight"), required=False, min_value=0)
    bill_again = forms.BooleanField(
        label=_("The invoice was wrong: the goods are to be invoiced again"), required=False
    )
    half = ("reason", "freight")


class CreditEntryHead(ScreenForm):
    """What a credit note that names no invoice has over its lines."""

    customer = forms.UUIDField(
        label=_("Customer"),
        widget=LookUp(later("customer_lookup")),
        error_messages={"required": _("Choose a customer."), "invalid": _("Choose a customer.")},
    )
    reason = forms.CharField(label=_("Reason"), max_length=500, help_text=_("Stands on the credit note."))
    customer_po = forms.CharField(label=_("Their reference"), required=False, max_length=80)
    credited_on = forms.DateField(label=_("Credited on"), required=False, help_text=_("Empty: today."))
    currency = forms.CharField(
        label=_("Currency"), required=False, min_length=3, max_length=3, help_text=_("Empty: the customer’s.")
    )
    third = ("customer", "reason", "customer_po", "credited_on", "currency")

    def __init__(self, *args: Any, customer_name: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The widgets of a class are shared; ours shows one customer's name.
        self.fields["customer"].widget.text_of = lambda _value: customer_name


class InvoiceHead(ScreenForm):
    invoiced_on = forms.DateField(label=_("Invoiced on"), required=False, help_text=_("Empty: today."))
    third = ("invoiced_on",)


class CreditForm(ScreenForm):
    reason = forms.CharField(label=_("Reason"), max_length=500, help_text=_("Stands on the credit note."))
    bill_again = forms.BooleanField(
        label=_("The invoice was wrong: the goods are to be invoiced again"), required=False
    )


class PeriodForm(ScreenForm):
    since = forms.DateField(label=_("From"), required=False)
    until = forms.DateField(label=_("Until"), required=False)
    half = ("since", "until")
