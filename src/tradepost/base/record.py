"""What `tradepost verify` reports: a difference between a stored value and the rows it follows from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """`invariant` is I1 to I15 of the model; `document` says where to look."""

    invariant: str
    document: str
    what: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.invariant} {self.document}: {self.what} is {self.found}, should be {self.expected}"
