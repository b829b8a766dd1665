"""A quote and its buyer: the links, what was said about lines, and what is done with both."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import Refusal
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.commands import MadeShare
from tradepost.domain.sales.flows import QUOTE
from tradepost.domain.sales.models import Quote, QuoteAsk, QuoteShare
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import plain
from tradepost.doors.office.parts.posted import id_of, minted
from tradepost.doors.office.parts.views import answer_form
from tradepost.doors.office.verbs import done, verb
from tradepost.render.formats import money_text, number_text
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import Section, Verb
from tradepost.render.screens.form import FormPage, ScreenForm


class ShareForm(ScreenForm):
    sent_to = forms.CharField(label=gettext_lazy("For whom"), required=False, max_length=200)
    days = forms.IntegerField(label=gettext_lazy("Opens for, days"), min_value=1, max_value=90, initial=14)
    half = ("sent_to", "days")


class AnswerForm(ScreenForm):
    text = forms.CharField(
        label=gettext_lazy("What the buyer reads"), max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )  # fmt: skip


def share_verbs(by: By, quote: Quote) -> list[Verb]:
    """What may be done with the buyer: send them a link, answer them, take over what they ask."""
    may = access_queries.may
    verbs = []
    if quote.state in ("draft", "sent") and may(by, "sales.share_quote"):
        verbs.append(
            Verb("share", _("Send to buyer"), address("quote_share", quote.pk), icon="link", method="get")
        )
    if quote.state == "sent" and may(by, "sales.ask_of_quote"):
        verbs.append(
            Verb("answer", _("Answer the buyer"), address("quote_answer", quote.pk), icon="message-square",
                 form=AnswerForm(auto_id="id_answer_%s"), hidden={"ask_id": new_id(by.now)})
        )  # fmt: skip
    return verbs


def share_sections(by: By, quote: Quote) -> list[Section]:
    """What was said, with what may be taken over; and the links. Nothing where there is neither."""
    asks, shares = sales_queries.asks_of(quote.pk), sales_queries.shares_of(quote.number)
    sections = []
    if asks:
        wanted = any(
            ask.from_buyer and (ask.quantity is not None or ask.unit_price is not None) for ask in asks
        )
        take = wanted and "revise" in QUOTE.allowed(quote.state) and access_queries.may(by, "sales.take_asks")
        verbs = [
            Verb("take", _("Take over into a revision"), address("quote_take_asks", quote.pk), icon="git-branch",
                 hidden={"revision_id": new_id(by.now)})
        ] if take else []  # fmt: skip
        rows = [_ask_row(ask, quote) for ask in asks]
        sections.append(
            Section(_("What the buyer asks, and our answers"), ASKS, rows, verbs=verbs, name="asks")
        )
    if shares:
        rows = [_share_row(by, one) for one in shares]
        verbs = _revoke(by, shares)
        sections.append(Section(_("Links for buyers"), SHARES, rows, verbs=verbs, name="shares"))
    return sections


def _ask_row(ask: QuoteAsk, quote: Quote) -> dict[str, Any]:
    line = ask.line
    told = []
    if ask.quantity is not None and line is not None:
        before, after = number_text(plain(line.typed_quantity)), number_text(plain(ask.quantity))
        told.append(_("Strike this line.") if not ask.quantity else f"{_('Quantity')} {before} → {after}")
    if ask.unit_price is not None and line is not None:
        before_price = line.unit_price if line.gross_price is None else line.gross_price
        with_tax = "" if line.gross_price is None else " " + _("incl. tax")
        prices = [money_text(one, quote.currency, finest=4) for one in (before_price, ask.unit_price)]
        told.append(f"{_('Price')} {' → '.join(prices)}{with_tax}")
    return {
        "made_at": ask.made_at,
        "by": ask.by,
        "whose": _("buyer") if ask.from_buyer else _("we"),
        "sku": line.sku if line else "",
        "name": line.name if line else "",
        "what": "; ".join([*told, *([ask.text] if ask.text else [])]),
    }


def _share_row(by: By, one: QuoteShare) -> dict[str, Any]:
    state = "ordered" if one.order_id else "revoked" if one.revoked_at else ""
    state = state or ("expired" if one.expires_at <= by.now else "opened" if one.opened_at else "sent")
    return {"sent_to": one.sent_to or _("the buyer"), "made_by": one.made_by, "state": state,
            "made_at": one.made_at, "expires_at": one.expires_at}  # fmt: skip


def _revoke(by: By, shares: Sequence[QuoteShare]) -> list[Verb]:
    if not access_queries.may(by, "sales.revoke_share"):
        return []
    sure = _("Whoever has this link sees nothing by it any more.")
    return [
        Verb(f"revoke-{place}", _("Revoke the link for %s") % (one.sent_to or _("the buyer")),
             address("share_revoke", one.pk), danger=True, confirm=sure, icon="x")
        for place, one in enumerate(shares)
        if not one.order_id and not one.revoked_at and one.expires_at > by.now
    ]  # fmt: skip


ASKS = (
    Column("whose", gettext_lazy("Who"), note=lambda row: row["by"]),
    Column("sku", gettext_lazy("Item"), "code", note=lambda row: row["name"]),
    Column("what", gettext_lazy("What")),
    Column("made_at", gettext_lazy("When"), "moment", priority=2),
)
SHARES = (
    Column("sent_to", gettext_lazy("For whom"), note=lambda row: row["made_by"]),
    Column("state", gettext_lazy("State"), "state"),
    Column("made_at", gettext_lazy("Made"), "moment", priority=2),
    Column("expires_at", gettext_lazy("Opens until"), "moment"),
)


@page("sales.share_quote")
def quote_share(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """A form, then the link, shown once: nobody can read it again."""
    found = sales_queries.quote(by, pk)
    share_id = request.POST.get("share_id") or str(new_id(by.now))
    form = ShareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = sales.share_quote(by, quote_id=pk, share_id=id_of(share_id), **form.cleaned_data)
            return _handed(request, made, found)
        except Refusal as refusal:
            form.refuse(refusal)
    intro = _("The buyer sees the offer without an account, says what they want changed, and signs it.")
    if found.state == "draft":
        intro += " " + _("The quote is marked as sent by it.")
    shown = FormPage(
        _("Send %s to the buyer") % found, form, _("Make the link"), address("quote", pk),
        hidden={"share_id": share_id}, intro=intro, back_url=address("quote", pk), back_label=str(found),
    )  # fmt: skip
    return answer_form(request, shown)


def _handed(request: HttpRequest, made: MadeShare, found: Quote) -> HttpResponseBase:
    root = settings.PUBLIC_URL or request.build_absolute_uri("/").rstrip("/")
    link = root + reverse("portal:offer", args=[made.secret])
    answer = render(request, "office/sales/shared.html", {"link": link, "share": made.share, "quote": found})
    answer["Cache-Control"] = "no-store"
    return answer


@verb("sales.revoke_share", back=lambda pk: address("quotes"))
def share_revoke(request: HttpRequest, by: By, pk: UUID) -> str:
    found = sales_queries.share(by, pk)
    sales.revoke_share(by, share_id=found.pk)
    return done(request, _("The link is revoked; it opens nothing."), address("quote", found.quote_id))


@verb("sales.ask_of_quote", back="office:quote", form=AnswerForm)
def quote_answer(request: HttpRequest, by: By, form: AnswerForm, pk: UUID) -> str:
    found = sales_queries.quote(by, pk)
    sales.ask_of_quote(by, ask_id=minted(request, "ask_id"), quote_id=found.pk, **form.cleaned_data)
    return done(request, _("The buyer reads it on the page of the link."))


@verb("sales.take_asks", back="office:quote")
def quote_take_asks(request: HttpRequest, by: By, pk: UUID) -> str:
    found = sales_queries.quote(by, pk)
    made = sales.take_asks(by, quote_id=found.pk, revision_id=minted(request, "revision_id"))
    return done(request, _("Revision %s saved.") % made, address("quote", made.pk))
