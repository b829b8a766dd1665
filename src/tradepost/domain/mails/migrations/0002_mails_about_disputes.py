from django.db import migrations, models

BEFORE = [
    "quote",
    "order",
    "shipment",
    "invoice",
    "credit_note",
    "statement",
    "purchase_order",
    "return",
    "new_dates",
]
KINDS = (*BEFORE[:-1], "dispute", BEFORE[-1])


class Migration(migrations.Migration):
    """Disputes are written about, and have texts of their own."""

    dependencies = [("mails", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("mail", "mail_kind"),
        migrations.AddConstraint(
            "mail",
            models.CheckConstraint(condition=models.Q(("kind__in", [*KINDS, "system"])), name="mail_kind"),
        ),
        migrations.RemoveConstraint("template", "template_kind"),
        migrations.AddConstraint(
            "template",
            models.CheckConstraint(condition=models.Q(("kind__in", KINDS)), name="template_kind"),
        ),
    ]
