"""Who we are, as it stands on every paper."""

from __future__ import annotations

import pytest

from tradepost.base import feed
from tradepost.base.by import By
from tradepost.base.errors import ChangedMeanwhile, Invalid
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.models import COMPANY_ID
from unchanged import unchanged

pytestmark = pytest.mark.django_db


def test_set_company_keeps_what_is_given_and_stays_one_row(by: By) -> None:
    assert parties_queries.company().name == ""
    parties.set_company(
        by,
        name="Sol & Rey",
        address=" Quay 1 \n\n 1010 Wien ",
        country="Austria",
        iban="AT61 1904 3002 3457 3201",
    )
    made = parties.set_company(by, email="office@sol.example")
    found = parties_queries.company()
    assert (found.name, found.address, found.country, found.iban, found.email) == (
        "Sol & Rey", "Quay 1\n1010 Wien", "AT", "AT611904300234573201", "office@sol.example",
    )  # fmt: skip
    assert made.version == found.version
    assert feed.about([COMPANY_ID])[0].data["fields"] == ["email"]


def test_set_company_refuses_what_cannot_be(by: By) -> None:
    parties.set_company(by, name="Sol & Rey")
    with unchanged("parties"), pytest.raises(Invalid) as refused:
        parties.set_company(by, name=" ", country="Nowhere", iban="AT00", bic="?")
    assert set(refused.value.facts["fields"]) == {"name", "country", "iban", "bic"}


def test_set_company_refuses_an_older_version(by: By) -> None:
    version = parties.set_company(by, name="Sol & Rey").version
    parties.set_company(by, name="Sol, Rey & Co")
    with unchanged("parties"), pytest.raises(ChangedMeanwhile):
        parties.set_company(by, version=version, name="Rey")
