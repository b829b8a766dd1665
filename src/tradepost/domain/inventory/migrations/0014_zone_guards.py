from django.db import migrations

GUARDS = """
create trigger zone_version before update on inventory_zone
  for each row execute function base_next_version();
create trigger place_version before update on inventory_place
  for each row execute function base_next_version();
alter table inventory_zone add constraint zone_is_of_one_warehouse unique (id, warehouse_id);
alter table inventory_place add constraint place_zone_is_of_its_warehouse
  foreign key (zone_id, warehouse_id) references inventory_zone (id, warehouse_id);
"""
UNDO = """
alter table inventory_place drop constraint place_zone_is_of_its_warehouse;
alter table inventory_zone drop constraint zone_is_of_one_warehouse;
drop trigger place_version on inventory_place;
drop trigger zone_version on inventory_zone;
"""


class Migration(migrations.Migration):
    """Changes are counted; a place stands in a zone of its own warehouse."""

    dependencies = [("inventory", "0013_zones_and_fixed_bins")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
