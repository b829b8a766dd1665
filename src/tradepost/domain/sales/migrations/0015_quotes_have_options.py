from django.db import migrations, models


class Migration(migrations.Migration):
    """Lines of quotes stand under headings, and may be options; quotes say terms, and why they were lost."""

    dependencies = [("sales", "0014_orders_of_value_and_quota")]

    operations = [
        migrations.AddField(
            model_name="quote",
            name="lost_for",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AddField(
            model_name="quote",
            name="terms_text",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AddField(
            model_name="quoteline",
            name="choice",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AddField(
            model_name="quoteline",
            name="chosen",
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.AddField(
            model_name="quoteline",
            name="kind",
            field=models.TextField(db_default="firm", default="firm"),
        ),
        migrations.AddField(
            model_name="quoteline",
            name="ordered",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="quoteline",
            name="section",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AddIndex(
            model_name="quote",
            index=models.Index(
                condition=models.Q(("state", "accepted")), fields=["valid_until"], name="quote_to_lapse"
            ),
        ),
        migrations.AddIndex(
            model_name="quote",
            index=models.Index(
                condition=models.Q(("sent_at__isnull", False)), fields=["sent_at"], name="quote_by_sending"
            ),
        ),
        migrations.AddConstraint(
            model_name="quoteline",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("firm", "optional", "alternative"))),
                name="quote_line_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="quoteline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "firm"), _negated=True), ("chosen", True), _connector="OR"
                ),
                name="firm_line_is_chosen",
            ),
        ),
        migrations.AddConstraint(
            model_name="quoteline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "alternative"), models.Q(("choice", ""), _negated=True)),
                    models.Q(models.Q(("kind", "alternative"), _negated=True), ("choice", "")),
                    _connector="OR",
                ),
                name="alternatives_have_a_group",
            ),
        ),
        migrations.AddConstraint(
            model_name="quoteline",
            constraint=models.CheckConstraint(
                condition=models.Q(("ordered__gte", 0), ("ordered__lte", models.F("quantity"))),
                name="quote_line_not_overordered",
            ),
        ),
        migrations.AddConstraint(
            model_name="quoteline",
            constraint=models.CheckConstraint(
                condition=models.Q(("ordered", 0), ("chosen", True), _connector="OR"),
                name="what_is_ordered_is_chosen",
            ),
        ),
        migrations.AddConstraint(
            model_name="quoteline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("chosen", True), ("kind", "alternative")),
                fields=("quote", "choice"),
                name="one_of_a_group_is_chosen",
            ),
        ),
    ]
