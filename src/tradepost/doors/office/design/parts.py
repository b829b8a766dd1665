"""What the design page shows beside its samples: spacing, colours, density, charts, dialogs, toasts, forms, jobs."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse

from tradepost.doors.office.design.screens import CustomerForm, ShipForm
from tradepost.render.charts import SMALL, Bar, bars
from tradepost.render.screens.document import Verb

STEPS = (4, 8, 12, 16, 24)
COLOURS = (
    ("accent", "what one may do"),
    ("info", "to be known"),
    ("active", "under way"),
    ("good", "done, in order"),
    ("warn", "wants a look"),
    ("bad", "presses, or is refused"),
    ("quiet", "over, or not yet"),
)
TOASTS = (
    ("info", "Sent to the worker: it goes on without you."),
    ("good", "Saved."),
    ("warn", "Saved. Two lines wait for goods."),
    ("bad", "Nothing is reserved for this order. Release it to the warehouse first."),
)


@dataclass(frozen=True, slots=True)
class SampleJob:
    """A job as its progress is drawn. It asks for nothing: what it shows stands."""

    state: str
    percent: int | None = None
    done: int = 0
    total: int = 0
    said: str = ""
    pk: str = "sample"
    is_over: bool = True

    @property
    def title(self) -> str:
        return f"Orders as CSV, {self.state}"


JOBS = (
    SampleJob("queued", pk="sample-1"),
    SampleJob("running", 37, 3700, 10000, pk="sample-2"),
    SampleJob("done", 100, 10000, 10000, "10,000 orders.", pk="sample-3"),
    SampleJob("failed", said="The disk is full. Nothing was kept; ask again.", pk="sample-4"),
    SampleJob("cancelled", pk="sample-5"),
)


def parts() -> dict[str, Any]:
    """Each part in every state, for the template."""
    here = reverse("office:design_list")
    sold = [
        Bar("Jan", 410, "January: 410", here),
        Bar("Feb", 620, "February: 620", here),
        Bar("Mar", -80, "March: \N{MINUS SIGN}80", here, "bad"),
        Bar("Apr", None, "April: –"),
    ]
    shares = [
        Bar("Jan", Decimal("0.92"), "January: 92 %", here),
        Bar("Feb", Decimal("0.97"), "February: 97 %"),
    ]
    return {
        "steps": STEPS,
        "colours": COLOURS,
        "densities": ("comfortable", "compact"),
        "toasts": TOASTS,
        "jobs": JOBS,
        "chart": bars(sold, "Sold by month", size=SMALL),
        "shares": bars(shares, "Shipped on time", size=SMALL, most=Decimal(1)),
        "dialogs": _dialogs(),
        "wrong": CustomerForm({"terms_days": "soon", "credit_limit": "much"}, auto_id="wrong_%s"),
        "closed": _closed(),
    }


def _dialogs() -> list[Verb]:
    url, final = reverse("office:design_verb"), "What is not shipped goes to whoever waits for it."
    return [
        Verb("asks", "Asks for fields", url, form=ShipForm(auto_id="asks_%s")),
        Verb("sure", "Asks once more", url, confirm="Customers are promised these goods."),
        Verb("final", "Cannot be undone", url, confirm=final, danger=True),
    ]


def _closed() -> ShipForm:
    form = ShipForm(initial={"tracking": "00340434161094"}, auto_id="closed_%s")
    for field in form.fields.values():
        field.disabled = True
    return form
