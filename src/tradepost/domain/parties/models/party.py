from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Upper

from tradepost.base.finding import Plain
from tradepost.base.history import with_history
from tradepost.domain.parties.rules import ADDRESS_KINDS


@with_history("parties_party_history", leave_out=("sort_name", "found_by"))
class Party(models.Model):
    """A person or company. One party may be a customer and a supplier at once."""

    id = models.UUIDField(primary_key=True)
    name = models.TextField()
    sort_name = models.GeneratedField(
        expression=Lower("name"), output_field=models.TextField(), db_persist=True
    )
    found_by = models.GeneratedField(
        expression=Plain("name", "email", "tax_number"), output_field=models.TextField(), db_persist=True
    )
    tax_number = models.TextField(default="")
    email = models.TextField(default="")
    phone = models.TextField(default="")
    website = models.TextField(default="")
    language = models.TextField(default="")
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "parties_party"
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="party_has_a_name")]
        indexes = [
            GinIndex(fields=["found_by"], opclasses=["gin_trgm_ops"], name="party_search"),
            models.Index(fields=["sort_name", "id"], name="party_by_name"),
        ]


@with_history("parties_address_history")
class Address(models.Model):
    """Where to send bills or goods. Documents copy its text: a later change never alters them."""

    id = models.UUIDField(primary_key=True)
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="addresses")
    kind = models.TextField(choices=[("billing", "Billing"), ("shipping", "Shipping")])
    name = models.TextField(default="")
    line1 = models.TextField(default="")
    line2 = models.TextField(default="")
    city = models.TextField(default="")
    region = models.TextField(default="")
    postal_code = models.TextField(default="")
    country = models.TextField(default="")
    is_default = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "parties_address"
        constraints = [
            models.UniqueConstraint(
                fields=["party", "kind"], condition=Q(is_default=True), name="one_default_address_per_kind"
            ),
            models.CheckConstraint(condition=Q(kind__in=ADDRESS_KINDS), name="address_kind"),
            models.CheckConstraint(
                condition=Q(country__regex=r"^([A-Z]{2})?$"), name="address_country_is_iso"
            ),
        ]
        indexes = [models.Index(OpClass(Upper("city"), name="text_pattern_ops"), name="address_by_city")]


@with_history("parties_contact_history")
class Contact(models.Model):
    """A person to talk to at a party."""

    id = models.UUIDField(primary_key=True)
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="contacts")
    name = models.TextField()
    title = models.TextField(default="")
    email = models.TextField(default="")
    phone = models.TextField(default="")
    made_at = models.DateTimeField()

    class Meta:
        db_table = "parties_contact"
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="contact_has_a_name")]
