import django.contrib.postgres.indexes
from django.db import migrations, models

import tradepost.base.finding


class Migration(migrations.Migration):
    """New columns have their values by the database: no row is written."""

    dependencies = [
        ("catalog", "0004_serials"),
        ("inventory", "0004_reasons_are_found"),
    ]

    operations = [
        migrations.AddField(
            model_name="balance",
            name="serial",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="lot",
            name="best_before_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="lot",
            name="expired_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="lot",
            name="state",
            field=models.TextField(db_default="usable", default="usable"),
        ),
        migrations.AddField(
            model_name="lot",
            name="supplier_code",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AddField(
            model_name="lot",
            name="version",
            field=models.IntegerField(db_default=1, default=1),
        ),
        migrations.AddIndex(
            model_name="lot",
            index=models.Index(
                condition=models.Q(
                    models.Q(("state", "usable"), _negated=True),
                    ("expired_at__isnull", False),
                    _connector="OR",
                ),
                fields=["state"],
                name="lot_stopped",
            ),
        ),
        migrations.AddIndex(
            model_name="lot",
            index=models.Index(
                condition=models.Q(("expired_at__isnull", True), ("expires_on__isnull", False)),
                fields=["expires_on"],
                name="lot_expires",
            ),
        ),
        migrations.AddIndex(
            model_name="lot",
            index=models.Index(fields=["made_at", "id"], name="lot_newest"),
        ),
        migrations.AddIndex(
            model_name="lot",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    tradepost.base.finding.Plain("code", "supplier_code"), name="gin_trgm_ops"
                ),
                name="lot_search",
            ),
        ),
        migrations.AddConstraint(
            model_name="balance",
            constraint=models.CheckConstraint(
                condition=models.Q(("serial", False), ("on_hand__lte", 1), _connector="OR"),
                name="serial_is_one_piece",
            ),
        ),
        migrations.AddConstraint(
            model_name="balance",
            constraint=models.UniqueConstraint(
                condition=models.Q(("on_hand__gt", 0), ("serial", True)),
                fields=("lot",),
                name="serial_is_in_one_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("usable", "quarantine", "recalled"))),
                name="lot_state_is_known",
            ),
        ),
        migrations.RunSQL(
            """create trigger lot_version before update on inventory_lot
                 for each row execute function base_next_version();""",
            "drop trigger lot_version on inventory_lot;",
        ),
    ]
