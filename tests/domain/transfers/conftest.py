import pytest

from two_houses import Houses, open_houses


@pytest.fixture
def houses(db: None) -> Houses:
    return open_houses()
