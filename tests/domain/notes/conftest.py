from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from trade import Trade


@pytest.fixture
def trade(db: None) -> Trade:
    """A wholesaler with one customer and one order."""
    trade = Trade.open()
    trade.add_items("TEA", price="10", stock=20)
    trade.add_customer("Café Blum")
    return trade


@pytest.fixture(autouse=True)
def storage_folder(settings: Any, tmp_path: Path) -> Path:
    """Files of a test go with it."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"
