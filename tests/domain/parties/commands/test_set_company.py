"""Who we are, as it stands on every paper."""

from __future__ import annotations

import pytest

from tradepost.base import feed, storage
from tradepost.base.by import By
from tradepost.base.errors import ChangedMeanwhile, Invalid
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.models import COMPANY_ID
from tradepost.domain.parties.queries.differences import differences
from tradepost.render.documents.catalog import usual_sheet
from tradepost.render.documents.company import company
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


def test_the_logo_is_a_picture_in_the_storage_and_can_be_taken_away(by: By) -> None:
    kept = storage.keep([b"a picture"], 1000)
    parties.set_company(by, name="Sol & Rey", logo=kept.digest)
    assert company().logo == b"a picture"
    assert list(differences()) == []
    with unchanged("parties"), pytest.raises(Invalid) as refused:
        parties.set_company(by, logo="0" * 64)
    assert set(refused.value.facts["fields"]) == {"logo"}
    parties.set_company(by, logo="")
    assert company().logo == b""


def test_papers_go_out_without_a_lost_logo_and_verify_tells(by: By) -> None:
    kept = storage.keep([b"a picture that gets lost"], 1000)
    parties.set_company(by, name="Sol & Rey", logo=kept.digest)
    storage.path_of(kept.digest).unlink()
    assert company().logo == b""
    assert [found.document for found in differences()] == ["our company's logo"]


@pytest.mark.parametrize(
    ("country", "size", "sheet"),
    [("US", "us-letter", "letter-3x10"), ("AT", "a4", "a4-3x8"), ("", "a4", "a4-3x8")],
)
def test_papers_are_as_large_as_the_companys_country_prints(
    by: By, country: str, size: str, sheet: str
) -> None:
    parties.set_company(by, name="Sol & Rey", country=country)
    assert company().size == size
    assert usual_sheet() == sheet
