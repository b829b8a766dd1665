"""What `tradepost verify` reports: a difference between a stored value and the rows it follows from."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Difference:
    """`invariant` is I1 to I15 of the model; `document` says where to look.

    A ledger knows the document of a room above by its id only, and gives it as `subject_id`; `verify` puts the
    document's number before what the ledger said.
    """

    invariant: str
    document: str
    what: str
    expected: str
    found: str
    subject_id: UUID | None = None

    def __str__(self) -> str:
        return f"{self.invariant} {self.document}: {self.what} is {self.found}, should be {self.expected}"
