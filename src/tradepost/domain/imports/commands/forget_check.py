from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.imports.models import ImportRow


@command
def forget_check(by: By, *, import_id: UUID) -> None:
    """What an earlier check of this file noted goes, before the next one."""
    ImportRow.objects.filter(of_id=import_id, stage="checked").delete()
