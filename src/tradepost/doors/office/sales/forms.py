"""Forms of quotes and orders: the heads over the grid, and what verbs ask."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.queries import Reason
from tradepost.domain.sales.rules.standing import MOST_EVERY, MOST_LEAD_DAYS
from tradepost.doors.office.parts.addresses import later
from tradepost.doors.office.parts.figures import FigureField, offer
from tradepost.doors.office.parts.sourced import RULES
from tradepost.render.formats import day_text
from tradepost.render.screens.form import LookUp, ScreenForm
from tradepost.render.sentences import named

NOTE = forms.Textarea(attrs={"rows": 2})


class EntryHead(ScreenForm):
    """What an order and a quote have over their lines."""

    customer = forms.UUIDField(
        label=_("Customer"),
        widget=LookUp(later("customer_lookup")),
        error_messages={"required": _("Choose a customer."), "invalid": _("Choose a customer.")},
    )
    customer_po = forms.CharField(label=_("Customer's PO"), required=False, max_length=80)
    requested_on = forms.DateField(label=_("Wanted on"), required=False)
    order_discount_percent = FigureField(
        label=_("Discount on all, %"), required=False, min_value=0, max_value=100
    )
    freight = FigureField(
        label=_("Freight"),
        required=False,
        min_value=0,
        help_text=_("Empty: as the rules of charges say. 0: none."),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=2000)
    third: ClassVar[Sequence[str]] = (
        "customer", "customer_po", "requested_on", "order_discount_percent", "freight", "note",
    )  # fmt: skip

    def __init__(self, *args: Any, customer_name: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The widgets of a class are shared; ours shows one customer's name.
        self.fields["customer"].widget.text_of = lambda _value: customer_name


class OrderHead(EntryHead):
    confirm = forms.BooleanField(label=_("Confirm at once"), required=False, initial=True)
    warehouse = forms.TypedChoiceField(label=_("From"), required=False, coerce=UUID, empty_value=None)
    sourcing = forms.ChoiceField(label=_("Other warehouses"), required=False)
    priority = forms.IntegerField(
        label=_("Priority"), required=False, min_value=-1000, max_value=1000,
        help_text=_("Higher is served first when goods are short."),
    )  # fmt: skip
    ship_complete = forms.TypedChoiceField(
        label=_("Ships"), required=False, coerce=lambda choice: choice == "whole", empty_value=None,
        choices=[("", _("as the customer wishes")), ("whole", _("only when complete")), ("parts", _("in parts"))],
    )  # fmt: skip
    carrier = forms.TypedChoiceField(label=_("Sent by"), required=False, coerce=UUID, empty_value=None)
    third = (*EntryHead.third, "warehouse", "sourcing", "carrier", "priority", "ship_complete")
    field_order = (*third, "confirm")

    def __init__(
        self, *args: Any, warehouses: Any = (), carriers: Any = (), may_confirm: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if carriers:
            usual = ("", _("as the warehouse sends"))
            offer(self, "carrier", [usual, *((str(one.pk), one.name) for one in carriers)])
        else:
            del self.fields["carrier"]
        if not may_confirm:
            del self.fields["confirm"]
        if len(warehouses) > 1:
            names = [(str(one.pk), one.name) for one in warehouses]
            offer(self, "warehouse", [("", _("as the customer wishes")), *names])
            offer(
                self,
                "sourcing",
                [("", _("as the customer wishes")), *((rule, name) for rule, (name, _what) in RULES.items())],
            )
        else:
            del self.fields["warehouse"], self.fields["sourcing"]


class DraftHead(EntryHead):
    """An order that stands keeps its customer."""

    customer = forms.UUIDField(widget=forms.HiddenInput)


class BlanketHead(ScreenForm):
    """What a blanket order has over its lines."""

    customer = forms.UUIDField(
        label=_("Customer"),
        widget=LookUp(later("customer_lookup")),
        error_messages={"required": _("Choose a customer."), "invalid": _("Choose a customer.")},
    )
    customer_po = forms.CharField(label=_("Customer's PO"), required=False, max_length=80)
    valid_from = forms.DateField(label=_("From"))
    valid_until = forms.DateField(
        label=_("Until"), help_text=_("The last day on which it may be called off.")
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=2000)
    third: ClassVar[Sequence[str]] = ("customer", "customer_po", "valid_from", "valid_until", "note")

    def __init__(self, *args: Any, customer_name: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["customer"].widget.text_of = lambda _value: customer_name


class BlanketDraftHead(ScreenForm):
    """One that stands keeps its customer."""

    customer = forms.UUIDField(widget=forms.HiddenInput)
    customer_po = forms.CharField(label=_("Customer's PO"), required=False, max_length=80)
    valid_from = forms.DateField(label=_("From"))
    valid_until = forms.DateField(
        label=_("Until"), help_text=_("The last day on which it may be called off.")
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=2000)
    third: ClassVar[Sequence[str]] = ("customer_po", "valid_from", "valid_until", "note")


class StandingForm(ScreenForm):
    """By which calendar a template is ordered."""

    kind = forms.ChoiceField(
        label=_("Calendar"),
        choices=[
            ("weekly", _("every week, or every so many")),
            ("monthly", _("on a day of the month")),
            ("month_end", _("on the last working day of the month")),
        ],
    )
    every = forms.IntegerField(
        label=_("Every"), min_value=1, max_value=MOST_EVERY, help_text=_("So many weeks, or months.")
    )
    weekday = forms.TypedChoiceField(label=_("Weekday"), required=False, coerce=int, empty_value=None)
    day = forms.IntegerField(label=_("Day of the month"), required=False, min_value=1, max_value=31)
    first_on = forms.DateField(label=_("From"))
    last_on = forms.DateField(label=_("Until"), required=False, help_text=_("Empty: until somebody ends it."))
    lead_days = forms.IntegerField(
        label=_("Made before, days"), min_value=0, max_value=MOST_LEAD_DAYS,
        help_text=_("So many days before it is wanted."),
    )  # fmt: skip
    confirm = forms.BooleanField(
        label=_("Confirm at once"), required=False,
        help_text=_("Otherwise it is made as a draft, and somebody confirms it."),
    )  # fmt: skip
    warehouse = forms.TypedChoiceField(label=_("Warehouse"), required=False, coerce=UUID, empty_value=None)
    third: ClassVar[Sequence[str]] = ("kind", "every", "weekday", "day", "first_on", "last_on", "lead_days")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(str(number + 1), name) for number, name in WEEKDAYS.items()]
        offer(self, "weekday", [("", _("choose one")), *names])
        houses = [(str(one.pk), one.name) for one in inventory_queries.own_warehouses()]
        offer(self, "warehouse", [("", _("as the customer wishes")), *houses])


class SkipDateForm(ScreenForm):
    """Which day is left out, and why."""

    due_on = forms.TypedChoiceField(label=_("Day"), coerce=date.fromisoformat)
    reason = forms.CharField(label=_("Reason"), required=False, max_length=500)

    def __init__(
        self, *args: Any, days: Sequence[date] = (), today: date | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "due_on", [(day.isoformat(), day_text(day, today)) for day in days])


class TermsField(forms.ChoiceField):
    """The texts that are kept, by name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Terms"), required=False, choices=_terms, **kwargs)


def _terms() -> list[tuple[str, Any]]:
    names = dict.fromkeys(one.name for one in sales_queries.terms_texts())
    return [("", _("as typed below") if names else _("none are kept")), *((name, name) for name in names)]


class QuoteHead(EntryHead):
    valid_until = forms.DateField(label=_("Valid until"), required=False)
    terms = TermsField()
    terms_text = forms.CharField(
        label=_("Text of the terms"), required=False, max_length=8000, widget=NOTE,
        help_text=_("Empty: the chosen terms in the customer's language."),
    )  # fmt: skip
    third = (
        "customer",
        "customer_po",
        "requested_on",
        "valid_until",
        "order_discount_percent",
        "freight",
        "note",
        "terms",
        "terms_text",
    )
    field_order = (
        "customer",
        "customer_po",
        "valid_until",
        "requested_on",
        "order_discount_percent",
        "freight",
        "terms",
        "terms_text",
        "note",
    )


class QuoteDraftHead(QuoteHead):
    customer = forms.UUIDField(widget=forms.HiddenInput)


class TemplateHead(ScreenForm):
    """What a template has over its lines."""

    name = forms.CharField(label=_("Name"), max_length=80)
    valid_days = forms.IntegerField(label=_("Valid for, days"), min_value=0, max_value=3650, initial=30)
    note = forms.CharField(label=_("Note"), required=False, max_length=2000)
    terms_text = forms.CharField(label=_("Text of the terms"), required=False, max_length=8000, widget=NOTE)
    third = ("name", "valid_days", "note")


class KeepTemplateForm(ScreenForm):
    name = forms.CharField(
        label=_("Name"), max_length=80,
        help_text=_("It keeps the lines, the note and the terms; of prices only those that were typed."),
    )  # fmt: skip


class TermsTextForm(ScreenForm):
    """A text of terms in one language."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("The same in every language."))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    text = forms.CharField(
        label=_("Text"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"})
    )
    half = ("name", "language")


class LostReasonForm(ScreenForm):
    code = forms.RegexField(
        "^[a-z0-9_]{1,20}$",
        label=_("Code"),
        help_text=_("Up to 20 small letters, figures and low lines; for programs, and never changed."),
        error_messages={"invalid": _("Small letters, figures and low lines only.")},
    )
    name = forms.CharField(label=_("Name"), max_length=60)
    is_open = forms.BooleanField(label=_("May be chosen"), required=False, initial=True)
    half = ("code", "name")


class SourceForm(ScreenForm):
    """From where the lines below come instead, and why."""

    warehouse = forms.TypedChoiceField(label=_("Send from"), coerce=UUID)
    reason = forms.CharField(
        label=_("Reason"), max_length=500,
        help_text=_("What was promised to these lines where they come from goes to whoever waits there."),
    )  # fmt: skip
    half = ("warehouse", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "warehouse", [(str(one.pk), one.name) for one in inventory_queries.own_warehouses()])


class ReasonForm(ScreenForm):
    reason = forms.CharField(label=_("Reason"), required=False, max_length=500, widget=NOTE)


class CancelForm(ScreenForm):
    """Why an order, or what is left of it, is cancelled."""

    why = forms.ChoiceField(label=_("Reason"))
    reason = forms.CharField(label=_("More about it"), required=False, max_length=400)

    def __init__(self, *args: Any, among: Sequence[Reason] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = sales_queries.cancel_reasons() if among is None else among
        reasons = [(one.name, named(one.name)) for one in known]
        offer(self, "why", [("", _("Another, as told beside it")), *reasons])
        self.fields["why"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = dict(super().clean() or self.cleaned_data)
        if not cleaned.get("why") and not cleaned.get("reason"):
            self.add_error("reason", _t("Say why."))
        return cleaned


class CancelLinesForm(CancelForm):
    keep_gifts = forms.BooleanField(label=_("Leave what came free with them"), required=False)
    half = ("why", "reason")


def reason_text(asked: Mapping[str, Any]) -> str:
    """What was chosen and typed, as it is kept."""
    return ": ".join(part for part in (asked["why"], asked["reason"]) if part)


class ToldForm(ScreenForm):
    reason = forms.CharField(
        label=_("How they know, or why nobody tells them"), max_length=500, widget=NOTE,
        help_text=_("Your name will stand beside it."),
    )  # fmt: skip


class HoldForm(ScreenForm):
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[
            ("manual", _("By hand")),
            ("credit", _("Credit limit")),
            ("price", _("Price")),
            ("address", _("Address")),
        ],
    )
    note = forms.CharField(label=_("What has to happen before it may go on"), max_length=500, widget=NOTE)


class ReleaseHoldForm(ScreenForm):
    note = forms.CharField(
        label=_("Why it may go on"), max_length=500, widget=NOTE,
        help_text=_("Your name will stand beside it."),
    )  # fmt: skip


class AcceptForm(ScreenForm):
    accepted_by = forms.CharField(label=_("Who said yes"), required=False, max_length=200)
    customer_po = forms.CharField(label=_("Customer's PO"), required=False, max_length=80)
    chosen = forms.TypedMultipleChoiceField(
        label=_("What they take"), required=False, coerce=UUID, widget=forms.CheckboxSelectMultiple,
        help_text=_("Of each group of alternatives one at most. The total is that of what they take."),
    )  # fmt: skip
    note = forms.CharField(label=_("Note"), required=False, max_length=500, widget=NOTE)
    half = ("accepted_by", "customer_po")
    field_order = ("accepted_by", "customer_po", "chosen", "note")

    def __init__(self, *args: Any, options: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if options:
            offer(self, "chosen", list(options))
        else:
            del self.fields["chosen"]


class DeclineForm(ScreenForm):
    lost_for = forms.ChoiceField(label=_("Reason"))
    declined_by = forms.CharField(label=_("Who said no"), required=False, max_length=200)
    reason = forms.CharField(label=_("What they said"), required=False, max_length=500, widget=NOTE)
    half = ("lost_for", "declined_by")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = [(one.code, named(one.name)) for one in sales_queries.lost_reasons()]
        offer(self, "lost_for", [("", _("choose one")), *kept])


class OrderQuoteForm(ScreenForm):
    customer_po = forms.CharField(label=_("Customer's PO"), required=False, max_length=80)
    confirm = forms.BooleanField(label=_("Confirm at once"), required=False, initial=True)
