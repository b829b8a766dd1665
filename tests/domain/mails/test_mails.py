"""A mail from the moment somebody sends it: once, to whom, what became of it, who may read it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk import Desk, statements
from letters import PDF, sent, states, written
from trade import Trade
from tradepost.base import feed
from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound, SentTwiceDifferently
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.models import User
from tradepost.domain.mails import commands as mails
from tradepost.domain.mails import queries as mails_queries
from tradepost.domain.mails.commands.resend_mail import NothingFailed
from tradepost.domain.mails.commands.settle_mail import NothingToSettle
from tradepost.domain.mails.models import Mail, MailFile, Recipient
from unchanged import unchanged

pytestmark = pytest.mark.django_db
ANN, BO, CY = "ann@bar.example", "bo@bar.example", "cy@bar.example"


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_customer("Café Blum")
    return trade


def names(mail: Mail) -> list[str]:
    return [event.name for event in reversed(feed.about([mail.subject_id]))]


def test_a_mail_is_kept_with_its_paper_and_stands_on_the_timeline(trade: Trade) -> None:
    mail = sent(trade, to=f"Ann <{ANN}>, {BO}", cc=f"{CY}; {ANN}")
    assert states(mail) == {"": "queued", ANN: "queued", BO: "queued", CY: "queued"}
    assert mail.message_id == f"<{mail.id.hex}@company.example>"
    assert [(bytes(one.content), one.name) for one in MailFile.objects.filter(mail=mail)] == [
        (PDF, "Invoice INV-1.pdf")
    ]
    assert [(one.address, one.place) for one in Recipient.objects.order_by("id")] == [
        (ANN, "to"), (BO, "to"), (CY, "cc"),
    ]  # fmt: skip
    assert names(mail) == ["mails.queued"]
    assert list(mails_queries.differences()) == []


def test_sent_twice_it_is_one_mail(trade: Trade) -> None:
    mail = written(trade)
    first = mails.send_mail(trade.by, mail=mail)
    with unchanged("mails"):
        assert mails.send_mail(trade.by, mail=mail) == first
        with pytest.raises(SentTwiceDifferently):
            mails.send_mail(trade.by, mail=replace(mail, to=BO))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"to": ""}, "to"), ({"to": "nobody"}, "to"), ({"cc": "x"}, "cc"), ({"title": "a\nBcc: b@c.example"}, "title"),
        ({"title": " "}, "title"), ({"text": " "}, "text"), ({"text": "x" * 20_001}, "text"),
        ({"kind": "poem"}, "kind"), ({"language": "xx"}, "language"),
        ({"to": ", ".join(f"a{n}@b.example" for n in range(26))}, "to"),
    ],
)  # fmt: skip
def test_what_cannot_be_sent_is_refused_at_its_field(trade: Trade, given: dict[str, str], field: str) -> None:
    with unchanged("mails"), pytest.raises(Invalid) as refused:
        sent(trade, **given)
    assert list(refused.value.facts["fields"]) == [field]


def test_each_recipient_has_its_own_answer(trade: Trade) -> None:
    mail = sent(trade, to=f"{ANN}, {BO}, {CY}")
    mails.record_handover(
        trade.by, mail_id=mail.id, taken={ANN: "250 ok"}, refused={BO: "550 no"}, again="450 later"
    )
    assert states(mail) == {"": "queued", ANN: "sent", BO: "failed", CY: "queued"}
    mails.record_handover(trade.by, mail_id=mail.id, taken={CY: "250 ok"}, refused={})
    assert states(mail) == {"": "failed", ANN: "sent", BO: "failed", CY: "sent"}
    assert names(mail) == ["mails.queued", "mails.sent", "mails.failed", "mails.sent"]
    assert list(mails_queries.differences()) == []


def test_a_failed_mail_is_tried_again_where_it_failed_and_nowhere_else(trade: Trade) -> None:
    mail = sent(trade, to=f"{ANN}, {BO}")
    with unchanged("mails"), pytest.raises(NothingFailed):
        mails.resend_mail(trade.by, mail_id=mail.id)
    mails.record_handover(trade.by, mail_id=mail.id, taken={ANN: "250 ok"}, refused={BO: "550 no"})
    assert mails_queries.trouble(trade.by) == 1
    mails.resend_mail(trade.by, mail_id=mail.id)
    assert states(mail) == {"": "queued", ANN: "sent", BO: "queued"}
    letter = mails_queries.letter(mail.id)
    assert letter is not None
    assert [one.address for one in letter.waiting] == [BO]
    assert mails_queries.trouble(trade.by) == 0


def test_what_failed_needs_nobody_once_somebody_looked(trade: Trade) -> None:
    mail = sent(trade)
    with unchanged("mails"), pytest.raises(NothingToSettle):
        mails.settle_mail(trade.by, mail_id=mail.id)
    mails.record_handover(trade.by, mail_id=mail.id, taken={}, refused={ANN: "550 no"})
    mails.settle_mail(trade.by, mail_id=mail.id)
    assert mails_queries.trouble(trade.by) == 0
    with unchanged("mails"), pytest.raises(NothingToSettle):
        mails.settle_mail(trade.by, mail_id=mail.id)


def test_a_bounce_marks_the_address_until_it_works_again(trade: Trade) -> None:
    mail = sent(trade, to=f"{ANN}, {BO}")
    mails.record_handover(trade.by, mail_id=mail.id, taken={ANN: "250", BO: "250"}, refused={})
    mails.record_bounce(
        trade.by,
        mail_id=mail.id,
        bounced={"ANN@bar.example": "550 unknown", BO: "552 full", "other@bar.example": "550"},
        delivered={},
        for_good=frozenset({"ANN@bar.example", "other@bar.example"}),
    )
    assert states(mail) == {"": "bounced", ANN: "bounced", BO: "bounced"}
    marked = mails_queries.bounced_addresses([ANN.upper(), BO, "other@bar.example"])
    assert {address: one.answer for address, one in marked.items()} == {ANN: "550 unknown"}
    with unchanged("mails"):  # told twice
        mails.record_bounce(
            trade.by, mail_id=mail.id, bounced={ANN: "550"}, delivered={}, for_good=frozenset({ANN})
        )
    mails.clear_address(trade.by, address=ANN)
    assert mails_queries.bounced_addresses([ANN]) == {}
    with unchanged("mails"), pytest.raises(NotFound):
        mails.clear_address(trade.by, address=ANN)


def test_a_delivered_mail_lifts_the_mark(trade: Trade) -> None:
    first, second = sent(trade), sent(trade)
    for mail in (first, second):
        mails.record_handover(trade.by, mail_id=mail.id, taken={ANN: "250"}, refused={})
    mails.record_bounce(
        trade.by, mail_id=first.id, bounced={ANN: "550"}, delivered={}, for_good=frozenset({ANN})
    )
    mails.record_bounce(trade.by, mail_id=second.id, bounced={}, delivered={ANN: "250"})
    assert (states(second)[""], mails_queries.bounced_addresses([ANN])) == ("delivered", {})


def test_a_mail_of_the_house_is_told_nowhere(trade: Trade) -> None:
    with unchanged():
        mails.show_mail(
            trade.by,
            mail_id=new_id(trade.by.now),
            to=["Ann@Bar.example"],
            title="Password",
            text="https://x/secret",
            sender="a@b.example",
        )
    assert list(mails_queries.differences()) == []


def test_who_may_not_read_the_document_may_not_read_the_mail(trade: Trade) -> None:
    other = trade.add_customer("Bar Nord")
    invoice = sent(trade)
    shipment, order = sent(trade, kind="shipment"), sent(trade, kind="purchase_order")
    mails.send_mail(trade.by, mail=written(trade, other, kind="quote"))
    mails.show_mail(
        trade.by,
        mail_id=new_id(trade.by.now),
        to=[ANN],
        title="Password",
        text="secret",
        sender="a@b.example",
    )

    def seen(*roles: str, **scope: object) -> list[str]:
        desk = Desk(*roles)
        by = access_queries.by_of(User.objects.get(pk=desk.user_id), trade.by.now)
        by = replace(by, scope=scope)
        return sorted(one.kind for one in mails_queries.MAILS.page(by).rows)

    assert seen("owner") == ["invoice", "purchase_order", "quote", "shipment", "system"]
    assert seen("sales") == ["invoice", "quote", "shipment"]
    assert seen("warehouse") == ["quote", "shipment"]
    assert seen("purchasing") == ["purchase_order", "quote"]
    assert seen("viewer") == ["invoice", "quote", "shipment"]
    assert seen("rep", rep=new_id(trade.by.now)) == []
    assert seen("sales", customer=other) == ["quote"]
    assert invoice.kind != shipment.kind != order.kind


def test_the_list_costs_the_same_for_one_and_for_three(trade: Trade) -> None:
    counts = []
    for more in (1, 2):
        for _ in range(more):
            sent(trade, to=f"{ANN}, {BO}")
        with statements() as said:
            found = mails_queries.MAILS.page(trade.by, search="ann@bar").rows
            assert [len(one.recipients.all()) for one in found] == [2] * len(found)
        counts.append(len(said))
    assert counts == [2, 2]


def test_a_template_of_ones_own_counts_until_it_is_reset(trade: Trade) -> None:
    shipped = mails_queries.template("invoice", "de")
    assert (shipped.is_own, shipped.version) == (False, 0)
    own = mails.set_template(
        trade.by, kind="invoice", language="de", title="R {number}", text="Hallo {contact}", version=0
    )
    assert mails_queries.template("invoice", "de").wording.title == "R {number}"
    with unchanged("mails"), pytest.raises(ChangedMeanwhile):
        mails.set_template(trade.by, kind="invoice", language="de", title="X", text="Y", version=0)
    with unchanged("mails"), pytest.raises(Invalid) as refused:
        mails.set_template(trade.by, kind="invoice", language="de", title="X", text="{valid_until}")
    assert "{valid_until} is not known here" in refused.value.facts["fields"]["text"]
    mails.reset_template(trade.by, kind="invoice", language="de")
    assert mails_queries.template("invoice", "de") == shipped
    with unchanged("mails"):
        mails.reset_template(trade.by, kind="invoice", language="de")
    assert [event.name for event in feed.about([own.id])] == [
        "mails.template_reset",
        "mails.template_changed",
    ]
