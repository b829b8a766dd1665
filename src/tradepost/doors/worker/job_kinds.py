"""What long work there is: every kind of job has its row here, and nothing else runs as one.

A kind is a function `(by, work)`: `by` is who asked, as they are now; `work.request` is what they asked. It is
called outside of any transaction, and makes its own. It may be called again after a worker died: it goes on from
`work.place`, skips the rows in `work.noted()`, or begins anew without harm. It says `work.tell(done, total)` often,
leaves its sentence in `work.said`, and lets WorkEnds pass.
"""

from collections.abc import Callable, Mapping

from tradepost.base.by import By
from tradepost.base.job_queue import Work
from tradepost.doors.files import jobs as import_jobs
from tradepost.doors.office.lists import bulk, exporting
from tradepost.doors.office.pricing import version_jobs

Kind = Callable[[By, Work], None]

KINDS: Mapping[str, Kind] = {
    "import.check": import_jobs.check,
    "import.bring_in": import_jobs.bring_in,
    "import.take_back": import_jobs.take_back,
    # All prices of a version at once, in one transaction: after a death begun anew, or found done.
    "pricing.activate_version": version_jobs.activate,
    "pricing.roll_back_version": version_jobs.roll_back,
    version_jobs.REPRICE: version_jobs.reprice,
    version_jobs.IMPACT: version_jobs.impact,
    # A list's filter as CSV or Excel: begun anew after a death, the file is put away whole.
    exporting.KIND: exporting.run,
    # A verb for many rows, each in its own transaction with its outcome: rows that have one are passed over.
    bulk.KIND: bulk.run,
}
