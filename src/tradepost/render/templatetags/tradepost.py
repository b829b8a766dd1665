"""Template tags of the design language: `{% load tradepost %}`."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from tradepost.render import marks, sentences
from tradepost.render.icons import SHEET, drawing, edition
from tradepost.render.screens.columns import cells_of, looks_of
from tradepost.render.screens.form import FieldSet, ScreenForm, dress

register = template.Library()


def _now(context: Mapping[str, Any]) -> datetime | None:
    by = context.get("by")
    return context.get("now") or getattr(by, "now", None)


@register.simple_tag
def money(amount: Any, currency: str = "", finest: int = 0) -> SafeString:
    """`{% money order.total order.currency %}`; `finest=4` for unit prices."""
    return marks.money(amount, currency, finest=finest)


@register.simple_tag
def quantity(value: Any, unit: str = "") -> SafeString:
    return marks.quantity(value, unit)


@register.simple_tag
def percent(share: Any) -> SafeString:
    return marks.percent(share)


@register.simple_tag
def progress(share: Any, label: str = "") -> SafeString:
    return marks.progress(share, label)


@register.simple_tag(takes_context=True)
def day(context: Mapping[str, Any], value: date | None) -> SafeString:
    now = _now(context)
    return marks.day(value, timezone.localtime(now).date() if now else None)


@register.simple_tag(takes_context=True)
def moment(context: Mapping[str, Any], value: datetime | None) -> SafeString:
    return marks.moment(value, _now(context))


@register.simple_tag
def badge(state: Any, label: str = "", tone: str = "", shape: str = "") -> SafeString:
    return marks.badge(state, label=label, tone=tone, shape=shape)


@register.simple_tag
def code(value: Any) -> SafeString:
    return marks.code(value)


@register.simple_tag(takes_context=True)
def fact(context: Mapping[str, Any], shown: Any) -> SafeString:
    """The value of a Fact."""
    mark: SafeString = shown.mark(_now(context))
    return mark


@register.simple_tag(takes_context=True)
def cells(context: Mapping[str, Any], columns: Any, row: Any) -> SafeString:
    """All cells of one row of a Section or a list."""
    return cells_of(columns, row, _now(context))


@register.simple_tag
def looks(columns: Any) -> SafeString:
    """How the cells of these columns look, for the table around them."""
    return looks_of(columns)


@register.simple_tag
def keys(names: str) -> SafeString:
    """`{% keys "Ctrl K" %}`: what is pressed together, by the words on the keyboards of the language."""
    return format_html("<kbd>{}</kbd>", names.replace("Ctrl", gettext("Ctrl")))


@register.simple_tag(takes_context=True)
def icon(context: Mapping[str, Any], name: str, size: int = 18) -> SafeString:
    """A decorative lucide icon; say the meaning in words beside it.

    Whoever is signed in to the office has the sheet of all icons, and the page names this one only.
    """
    return _icon(name, size, named=bool(context.get("by")) and name in SHEET)


USUAL_ICON = 16


@lru_cache(maxsize=512)
def _icon(name: str, size: int, *, named: bool) -> SafeString:
    """The drawing alone; stroke and fill stand in the style sheet, for a page holds many of them."""
    # Most are of one size, which stands in the style sheet too.
    measure = "" if size == USUAL_ICON else f' width="{size}" height="{size}"'
    if named:
        drawn = f'><use href="{reverse("office:icons")}?{edition()}#{name}"/>'
    else:
        drawn = f' viewBox="0 0 24 24">{drawing(name)}'
    return mark_safe(f'<svg class="tp-i"{measure} aria-hidden="true"{drawn}</svg>')  # noqa: S308 - our own names


@register.simple_tag
def build(name: str) -> str:
    """The address of a bundled file: `{% build "office.css" %}`."""
    return static(f"build/{name}")


@register.filter
def items_of(mapping: Mapping[str, Any]) -> Any:
    return mapping.items()


@register.filter
def said(text: Any) -> str:
    """What a room said, in the reader's language: `{{ proposal.explanation|said }}`."""
    return sentences.said(str(text))


@register.inclusion_tag("render/form_fields.html")
def form_fields(form: Any) -> dict[str, Any]:
    """The fields of any form in our look; a ScreenForm brings its groups, another gets one group."""
    groups = (
        list(form.groups()) if isinstance(form, ScreenForm) else [(FieldSet("", ()), form.visible_fields())]
    )
    if not isinstance(form, ScreenForm):
        for bound in form.visible_fields():
            dress(bound.field, "full")
    return {"form": form, "groups": groups, "errors": form.non_field_errors()}
