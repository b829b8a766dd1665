import pytest

from counted import Floor, open_floor


@pytest.fixture
def floor(db: None) -> Floor:
    return open_floor()
