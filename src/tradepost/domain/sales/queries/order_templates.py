from uuid import UUID

from django.db.models import QuerySet

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.sales.models import OrderTemplate, OrderTemplateLine


def _visible(by: By) -> QuerySet[OrderTemplate]:
    seen = OrderTemplate.objects.filter(customer__in=parties_queries.visible_customers(by))
    return seen.select_related("customer__party").order_by("name", "id")


def order_templates(by: By, customer_id: UUID) -> list[OrderTemplate]:
    """What is kept to be ordered again by one customer, by name."""
    return list(_visible(by).filter(customer_id=customer_id))


def order_template(by: By, template_id: UUID) -> OrderTemplate:
    """One template, with its customer. Raises NotFound."""
    found = _visible(by).filter(pk=template_id).first()
    if found is None:
        raise NotFound("There is no such template.")
    return found


def refuse_foreign_template(by: By, template_id: UUID) -> None:
    """Raise NotFound when the id is that of a template of a customer that the actor does not see."""
    if OrderTemplate.objects.filter(pk=template_id).exists():
        order_template(by, template_id)


def order_template_lines(template_id: UUID) -> list[OrderTemplateLine]:
    """Its lines by position, with their items."""
    rows = OrderTemplateLine.objects.filter(template_id=template_id)
    return list(rows.select_related("item").order_by("position"))
