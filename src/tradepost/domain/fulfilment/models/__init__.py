from tradepost.domain.fulfilment.models.lot_rule import LotRule
from tradepost.domain.fulfilment.models.package import Package
from tradepost.domain.fulfilment.models.pick import PickTask
from tradepost.domain.fulfilment.models.shipment import Shipment, ShipmentLine

__all__ = ["LotRule", "Package", "PickTask", "Shipment", "ShipmentLine"]
