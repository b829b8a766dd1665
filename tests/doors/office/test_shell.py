"""The office's shell: who gets in, what they see, how a refusal is said."""

import json
import re
import uuid

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from tradepost.domain.access.models import Grant

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
DESIGN = ["design", "design_list", "design_document", "design_form", "design_grid", "today", "find"]


@pytest.fixture
def signed_in(client):
    """`signed_in("warehouse")` is a client of a user with that role."""

    def make(role):
        user = get_user_model().objects.create_user(
            f"{role}@tradepost.example", name=f"<i>{role}</i>", id=uuid.uuid4()
        )
        Grant.objects.create(id=uuid.uuid4(), user=user, role=role)
        client.force_login(user, backend=BACKEND)
        return client

    return make


@pytest.mark.parametrize("name", DESIGN)
def test_nobody_is_sent_to_sign_in(client, name):
    answer = client.get(reverse(f"office:{name}"))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("name", DESIGN)
def test_pages_render_without_inline_script_or_style(signed_in, name):
    answer = signed_in("viewer").get(reverse(f"office:{name}"))
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "<i>viewer</i>" not in html
    assert " style=" not in html
    assert "<style" not in html
    assert " onclick=" not in html
    for script in html.split("<script")[1:]:
        tag = script.split(">")[0]
        assert "src=" in tag or 'type="application/json"' in tag


def test_a_list_costs_the_same_statements_for_any_number_of_rows(signed_in, django_assert_max_num_queries):
    client = signed_in("owner")
    with django_assert_max_num_queries(4):
        client.get("/office/design/list/?q=SO-20480")
    with django_assert_max_num_queries(4):
        answer = client.get("/office/design/list/")
    assert len(answer.content) < 60_000


def test_a_part_is_answered_when_only_the_table_is_asked(signed_in):
    client = signed_in("owner")
    headers = {"HX-Request": "true", "HX-Target": "section#tp-rows"}
    answer = client.get("/office/design/list/?q=&state=held&placed-from=&sort=", headers=headers)
    html = answer.content.decode()
    assert html.lstrip().startswith('<section class="tp-rows" id="tp-rows"')
    assert 'data-hx-swap-oob="true"' in html
    assert answer["HX-Push-Url"] == "/office/design/list/?state=held"


def test_names_are_escaped_in_a_list(signed_in):
    html = signed_in("owner").get("/office/design/list/").content.decode()
    assert "<b>Bold" not in html
    assert "&lt;b&gt;Bold &amp; Sons&lt;/b&gt;" in html


def test_an_impossible_address_says_so_and_shows_the_list(signed_in):
    answer = signed_in("owner").get("/office/design/list/?export=csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert b"".join(answer.streaming_content).count(b"\r\n") == 138


def test_a_verb_answers_post_only(signed_in):
    assert signed_in("owner").get("/office/design/verb/").status_code == 405


def test_a_refusal_in_a_dialog_stays_there_with_what_was_typed(signed_in):
    client = signed_in("owner")
    typed = {"tracking": "refuse", "carrier": "dhl", "_verb": "ship"}
    answer = client.post("/office/design/verb/", typed, headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Nothing is reserved for this order." in html
    assert 'value="refuse"' in html
    assert 'id="id_ship_tracking"' in html


def test_without_script_a_refusal_is_a_message_on_the_page(signed_in):
    client = signed_in("owner")
    answer = client.post("/office/design/verb/", {"tracking": "refuse", "carrier": "dhl"}, follow=True)
    assert answer.redirect_chain == [("/office/design/document/", 302)]
    assert "Nothing is reserved for this order." in answer.content.decode()


def test_a_verb_that_was_done_leads_on(signed_in):
    client = signed_in("owner")
    answer = client.post(
        "/office/design/verb/", {"tracking": "0034", "carrier": "dhl"}, headers={"HX-Request": "true"}
    )
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/office/design/document/")


def test_the_grid_hears_its_errors_by_line(signed_in):
    client = signed_in("owner")
    asked = {"id": "x", "head": {}, "lines": [{"key": "a", "item": "ASS-000"}, {"key": "b", "item": "?"}]}
    answer = client.post("/office/design/submit/", json.dumps(asked), content_type="application/json")
    assert answer.status_code == 422
    assert answer.json() == {
        "code": "invalid",
        "message": "This order cannot be placed yet.",
        "fields": {"customer": "Choose a customer."},
        "lines": {"b": {"item": "No item has this code."}},
    }


@pytest.mark.parametrize("body", ["", "[]", "{", '{"lines": 3}'])
def test_the_grid_refuses_what_it_cannot_read(signed_in, body):
    answer = signed_in("owner").post("/office/design/preview/", body, content_type="application/json")
    assert answer.status_code == 422


def test_the_search_box_answers_json_and_a_page(signed_in):
    client = signed_in("owner")
    assert client.get("/office/find/?q=zz-nothing", headers={"Accept": "application/json"}).json() == {
        "hits": []
    }
    assert "“&lt;b&gt;nothing”" in client.get("/office/find/?q=<b>nothing").content.decode()


def test_pages_that_are_not_there_and_not_allowed_speak_words(client, signed_in):
    answer = signed_in("owner").get("/office/no-such-page/")
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.content.decode()


def test_sign_in_shows_our_own_page(client):
    html = client.get("/accounts/login/").content.decode()
    assert "tp-plain-page" in html
    assert "build/office.css" in html


def test_the_design_page_shows_every_part_in_every_state(signed_in):
    html = signed_in("viewer").get("/office/design/").content.decode()
    parts = dict(re.findall(r'data-part="(\w+)"(.*?)(?=data-part=|</main>)', html, re.DOTALL))
    wanted = {
        "spacing": ['data-step="4"', 'data-step="24"'],
        "colours": [f'data-colour="{tone}"' for tone in ("accent", "info", "active", "good", "warn", "bad", "quiet")],
        "density": ['data-density="comfortable"', 'data-density="compact"'],
        "charts": ['class="tp-bars"', 'role="img" aria-label="April: –"', 'aria-label="January: 410"'],
        "dialogs": ['<dialog class="tp-dialog" id="tp-verb-asks"', "tp-danger-fill", "data-opens"],
        "toasts": [f'class="tp-toast" data-tone="{tone}"' for tone in ("info", "good", "warn", "bad")],
        "fields": ["has-error", 'class="tp-error"', " disabled"],
        "filters": ["has-error", 'aria-busy="true"', " disabled"],
        "buttons": ["tp-error", 'aria-busy="true"', " disabled"],
        "jobs": [f'data-state="{state}"' for state in ("queued", "running", "done", "failed", "cancelled")],
    }  # fmt: skip
    assert {
        name: [mark for mark in marks if mark not in parts.get(name, "")] for name, marks in wanted.items()
    } == {name: [] for name in wanted}
    assert "hx-get" not in parts["jobs"], "nothing on the page asks for what is not there"
