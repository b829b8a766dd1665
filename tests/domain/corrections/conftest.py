import pytest

from small_warehouse import Trade, open_trade


@pytest.fixture
def trade(db: None) -> Trade:
    return open_trade()
