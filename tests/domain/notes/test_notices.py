"""What people were told of stays for half a year: who comes back from a long leave finds it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from trade import Trade
from tradepost.base.by import system
from tradepost.base.ids import new_id
from tradepost.domain.access import commands as access
from tradepost.domain.notes import commands as notes
from tradepost.domain.notes.models import Notice

pytestmark = pytest.mark.django_db


def test_notices_are_forgotten_after_half_a_year_seen_or_not(trade: Trade) -> None:
    nora = access.create_user(
        trade.by,
        user_id=new_id(trade.by.now),
        email="nora@trade.example",
        name="Nora",
        password="x-Long-enough-1",
    )
    spring, summer = trade.by, trade.by.at(trade.by.now + timedelta(days=100))
    for by, cause in ((spring, "mail-1"), (summer, "mail-2")):
        notes.tell(
            by,
            happening="mail_failed",
            cause=cause,
            user_ids=[nora.id],
            kind="order",
            subject_id=nora.id,
            said="It came back.",
        )
    assert notes.forget_notices(system(spring.now + timedelta(days=179))) == 0
    assert notes.forget_notices(system(spring.now + timedelta(days=181))) == 1
    assert list(Notice.objects.values_list("cause", flat=True)) == ["mail-2"]
