import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import tradepost.base.history
from tradepost.base.at_once import AtOnce


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("parties", "0001_initial"),
    ]

    operations = [
        AtOnce(
            [
                migrations.CreateModel(
                    name="Mail",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("kind", models.TextField()),
                        ("subject_id", models.UUIDField(null=True)),
                        ("number", models.TextField(default="")),
                        (
                            "party",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.party",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.customer",
                            ),
                        ),
                        (
                            "supplier",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.supplier",
                            ),
                        ),
                        ("warehouse_id", models.UUIDField(null=True)),
                        ("language", models.TextField(default="en")),
                        ("sender", models.TextField()),
                        ("reply_to", models.TextField(default="")),
                        ("title", models.TextField()),
                        ("text", models.TextField()),
                        ("message_id", models.TextField()),
                        ("state", models.TextField(default="queued")),
                        ("answer", models.TextField(default="")),
                        ("tries", models.IntegerField(default=0)),
                        ("made_at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("settled_at", models.DateTimeField(null=True)),
                        ("sent_by_id", models.UUIDField(null=True)),
                        ("sent_by", models.TextField(default="")),
                    ],
                    options={
                        "db_table": "mails_mail",
                        "indexes": [
                            models.Index(fields=["made_at", "id"], name="mail_by_age"),
                            models.Index(fields=["subject_id", "made_at"], name="mail_by_subject"),
                            models.Index(fields=["customer", "made_at"], name="mail_by_customer"),
                            models.Index(
                                condition=models.Q(
                                    ("settled_at__isnull", True), ("state__in", ["failed", "bounced"])
                                ),
                                fields=["made_at"],
                                name="mail_open",
                            ),
                            models.Index(
                                condition=models.Q(("state", "queued")),
                                fields=["made_at"],
                                name="mail_waiting",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("message_id",), name="message_id_is_unique"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "quote",
                                            "order",
                                            "shipment",
                                            "invoice",
                                            "credit_note",
                                            "statement",
                                            "purchase_order",
                                            "return",
                                            "new_dates",
                                            "system",
                                        ],
                                    )
                                ),
                                name="mail_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ("queued", "sent", "delivered", "bounced", "failed", "shown"),
                                    )
                                ),
                                name="mail_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("language__in", ("en", "de", "es"))), name="mail_language"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind", "system"),
                                    models.Q(("party__isnull", False), ("subject_id__isnull", False)),
                                    _connector="OR",
                                ),
                                name="mail_is_about_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Template",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("kind", models.TextField()),
                        ("language", models.TextField()),
                        ("title", models.TextField()),
                        ("text", models.TextField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "mails_template",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kind", "language"), name="one_template_per_kind_and_language"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        (
                                            "quote",
                                            "order",
                                            "shipment",
                                            "invoice",
                                            "credit_note",
                                            "statement",
                                            "purchase_order",
                                            "return",
                                            "new_dates",
                                        ),
                                    )
                                ),
                                name="template_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("language__in", ("en", "de", "es"))),
                                name="template_language",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title", ""), _negated=True),
                                    models.Q(("text", ""), _negated=True),
                                ),
                                name="template_says_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TemplateEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "transaction",
                            models.BigIntegerField(db_default=tradepost.base.history.CurrentTransaction()),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="mails.template",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
                        ("kind", models.TextField()),
                        ("language", models.TextField()),
                        ("title", models.TextField()),
                        ("text", models.TextField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "mails_template_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="BouncedAddress",
                    fields=[
                        ("address", models.TextField(primary_key=True, serialize=False)),
                        (
                            "mail",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mails.mail"
                            ),
                        ),
                        ("answer", models.TextField(default="")),
                        ("since", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "mails_bounced_address",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("address", django.db.models.functions.text.Lower("address"))
                                ),
                                name="bounced_address_is_lower_case",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MailFile",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "mail",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="mails.mail",
                            ),
                        ),
                        ("name", models.TextField()),
                        ("media", models.TextField(default="application/pdf")),
                        ("size", models.IntegerField()),
                        ("content", models.BinaryField()),
                    ],
                    options={
                        "db_table": "mails_file",
                    },
                ),
                migrations.CreateModel(
                    name="Recipient",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "mail",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="recipients",
                                to="mails.mail",
                            ),
                        ),
                        ("address", models.TextField()),
                        ("name", models.TextField(default="")),
                        ("place", models.TextField(choices=[("to", "To"), ("cc", "Cc")], default="to")),
                        ("state", models.TextField(default="queued")),
                        ("answer", models.TextField(default="")),
                        ("changed_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "mails_recipient",
                        "indexes": [
                            models.Index(
                                django.db.models.functions.text.Lower("address"), name="recipient_by_address"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("mail"),
                                django.db.models.functions.text.Lower("address"),
                                name="one_recipient_per_address",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ("queued", "sent", "delivered", "bounced", "failed", "shown"),
                                    )
                                ),
                                name="recipient_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("place__in", ["to", "cc"])), name="recipient_place"
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="template",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "mails_template_history" ("id", "kind", "language", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "title", "version") VALUES (OLD."id", OLD."kind", OLD."language", NOW(), \'update\', OLD."id", OLD."text", OLD."title", OLD."version"); RETURN NULL;',
                            hash="0362a11f9436bf5733d0f39fff4819c2903fcea2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e3593",
                            table="mails_template",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="template",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "mails_template_history" ("id", "kind", "language", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "title", "version") VALUES (OLD."id", OLD."kind", OLD."language", NOW(), \'delete\', OLD."id", OLD."text", OLD."title", OLD."version"); RETURN NULL;',
                            hash="3a5f7aebd7fbf3683cc24a1596eb29d827958f35",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3a2f3",
                            table="mails_template",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="templateevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3c24cd6345529936af3712534378fc703a95c194",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2d8e5",
                            table="mails_template_history",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
    ]
