from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    """Which positions are of kits stands in the next step, and is held in the one after it."""

    dependencies = [
        ("catalog", "0008_substitutes_and_kits"),
        ("inventory", "0022_months_are_summed_anew"),
    ]
    operations = [
        migrations.AddField(
            model_name="position",
            name="is_kit",
            field=models.BooleanField(db_default=False, default=False),
        ),
        AddConstraintNotValid(
            model_name="position",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_kit", False),
                    models.Q(
                        ("backordered", 0),
                        ("incoming", 0),
                        ("on_hand", 0),
                        ("promised", 0),
                        ("unsellable", 0),
                        ("value", 0),
                    ),
                    _connector="OR",
                ),
                name="kits_have_no_stock",
            ),
        ),
    ]
