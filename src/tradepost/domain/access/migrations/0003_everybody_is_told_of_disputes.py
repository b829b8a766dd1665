from django.db import migrations

TELL = "update access_user set told = array_append(told, 'dispute_given:product')"
TELL_NOT = """
update access_user set told = array_remove(array_remove(told, 'dispute_given:product'), 'dispute_given:mail')
where told && array['dispute_given:product', 'dispute_given:mail'];
"""


class Migration(migrations.Migration):
    """Those who are here already are told in the product, like those who come."""

    dependencies = [("access", "0002_told_of_disputes")]

    operations = [migrations.RunSQL(TELL, TELL_NOT)]
