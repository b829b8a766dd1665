import pytest

from domain.billing.trade import Trade, make_trade


@pytest.fixture
def trade(db: None) -> Trade:
    return make_trade()
