from django.db import migrations

# Only what is built in, so that a copy of the database needs nothing more, and the browser can do the same.
MAKE = """
create function base_plain(text) returns text language sql immutable strict parallel safe
return replace(translate(lower(regexp_replace(normalize($1, NFKD), U&'[\\0300-\\036f]', '', 'g')), 'øłđı', 'oldi'),
               'ß', 'ss');
"""


class Migration(migrations.Migration):
    dependencies = [("base", "0003_jobs")]
    operations = [migrations.RunSQL(MAKE, "drop function base_plain(text);")]
