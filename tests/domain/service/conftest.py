import pytest

from small_warehouse import Trade, open_trade


@pytest.fixture
def trade(db: None) -> Trade:
    trade = open_trade()
    for sku in ("tea", "cup"):
        trade.stock(sku, 50)
    return trade
