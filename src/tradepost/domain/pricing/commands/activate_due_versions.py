from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.ids import new_id
from tradepost.domain.pricing.commands._asking import ask_worker
from tradepost.domain.pricing.commands._versions import version_for_update


@command
def activate_due_versions(by: By) -> int:
    """Ask a worker for each version whose moment has come, in the name of the house; gives how many.

    Once each: one that could not be activated waits for a person.
    """
    due = sql.rows(
        """select id from pricing_version where state = 'scheduled' and activates_at <= %s and job_id is null
           order by activates_at, id limit 20""",
        [by.now],
    )
    for (version_id,) in due:
        version = version_for_update(version_id)
        if version.state == "scheduled" and version.job_id is None:
            title = f"{version.price_list.name} {version}"
            ask_worker(by, version, "activate", job_id=new_id(by.now), title=title)
    return len(due)
