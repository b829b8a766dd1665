"""When to buy again and how much, in pure numbers. The words stand in docs/algorithms/reorder.md."""

import hashlib
from dataclasses import asdict, dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Picture:
    """One item in one warehouse as planning sees it, base units.

    `promised` counts stock promised to customers, `incoming` open supply of which `incoming_promised`
    is pegged to customers, `unsent` what stands on drafts and approved orders, `backordered` what
    customers ordered and nothing covers.
    """

    item_id: UUID
    sku: str
    name: str
    base_unit: str
    is_active: bool
    on_hand: int
    promised: int
    incoming: int
    incoming_promised: int
    unsent: int
    backordered: int
    reorder_point: int
    order_up_to: int
    supplier_id: UUID | None

    @property
    def projected(self) -> int:
        """What will be free when everything open has come and gone; below 0: customers wait in vain."""
        free_stock = self.on_hand - self.promised
        free_supply = self.incoming - self.incoming_promised + self.unsent
        return free_stock + free_supply - self.backordered

    @property
    def trigger(self) -> int:
        """The projected stock at which to buy; an item that is given up is bought for backorders only."""
        return self.reorder_point if self.is_active else 0

    @property
    def target(self) -> int:
        """The projected stock to buy up to."""
        return self.order_up_to if self.is_active else 0

    @property
    def missing(self) -> int:
        """What brings the projected stock to its target; 0 while it stands above the trigger."""
        if self.projected > self.trigger:
            return 0
        return max(self.target - self.projected, 0)


@dataclass(frozen=True, slots=True)
class Terms:
    """How a supplier sells an item: whole packs, at least so many base units."""

    unit: str
    pack: int
    minimum_quantity: int


def order_quantity(missing: int, terms: Terms | None) -> int:
    """The smallest whole number of packs that covers what is missing and the supplier's minimum."""
    if missing <= 0:
        return 0
    if terms is None:
        return missing
    least = max(missing, terms.minimum_quantity)
    return -(-least // terms.pack) * terms.pack


def explain(picture: Picture, suggested: int, terms: Terms | None, supplier_name: str) -> str:
    """Why so much is proposed, in sentences with the numbers that decided it."""
    said = [f"{picture.on_hand} on hand, {picture.promised} of it promised."]
    if picture.incoming_promised:
        said.append(f"{picture.incoming} on order, {picture.incoming_promised} of it promised.")
    else:
        said.append(f"{picture.incoming} on order.")
    if picture.unsent:
        said.append(f"{picture.unsent} on orders not sent yet.")
    if picture.backordered:
        said.append(f"{picture.backordered} backordered.")
    said.append(f"{picture.projected} will be free.")
    if not picture.is_active:
        said.append(f"The item is given up: only the {picture.missing} that customers wait for are bought.")
    elif picture.order_up_to == 0:
        said.append(
            f"There is no reorder rule: only the {picture.missing} that customers wait for are bought."
        )
    else:
        said.append(
            f"That is at or below the reorder point of {picture.reorder_point}; "
            f"{picture.missing} bring it to {picture.order_up_to}."
        )
    if terms is None:
        said.append("No active supplier sells this item: enter an offer first.")
        return " ".join(said)
    if suggested > picture.missing:
        said += _rounding(suggested, picture, terms, supplier_name)
    return " ".join(said)


def _rounding(suggested: int, picture: Picture, terms: Terms, supplier_name: str) -> list[str]:
    said = []
    if terms.minimum_quantity > picture.missing:
        said.append(f"{supplier_name} sells at least {terms.minimum_quantity}.")
    if terms.pack > 1:
        said.append(f"{supplier_name} sells by the {terms.unit} of {terms.pack}.")
    return [*said, f"So {suggested} are proposed."]


def fingerprint(picture: Picture, supplier_id: UUID | None, terms: Terms | None) -> str:
    """Changes when more or less is on order, or when the rule or the supplier changes; not with each sale.

    Two people who take the same proposal take the same fingerprint; once the first ordered, it is stale.
    """
    said = [picture.item_id, picture.incoming + picture.unsent, picture.trigger, picture.target, supplier_id]
    text = "|".join(str(part) for part in [*said, *(asdict(terms).values() if terms else ())])
    return hashlib.sha256(text.encode()).hexdigest()[:16]
