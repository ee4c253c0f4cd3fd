"""The live page, the manifest, and the pages for when something is wrong."""

import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory

from peel.ui import views
from peel.ui.components.marks import TONES
from peel.ui.templatetags import ui

LIVE = Path(views.__file__).parent / "templates/ui/live"


@pytest.mark.parametrize("address", ["/ui/", "/ui/states/", "/ui/heat/"])
def test_a_live_page_answers_without_anybody_signed_in(address: str):
    answer = Client().get(address)

    assert answer.status_code == 200


def test_the_live_page_draws_every_component():
    drawn = "".join(path.read_text("utf-8") for path in LIVE.glob("*.html"))
    tags = [
        draw.__name__
        for draw in (*ui.LINES, *ui.LINES_WITH_CONTEXT, *ui.BLOCKS, *ui.BLOCKS_WITH_CONTEXT, *ui.TWO_PARTS)
    ]
    from_python = {"status", "key", "rating", "private_words"}

    assert [name for name in tags if f"{{% {name} " not in drawn and name not in from_python] == []


def test_the_live_page_draws_every_tone():
    drawn = Client().get("/ui/").content.decode()

    assert [tone for tone in TONES if f'class="{f"status {tone}".strip()}"' not in drawn] == []


def test_a_live_page_has_ids_only_once():
    for address in ("/ui/", "/ui/states/"):
        ids = re.findall(r'\sid="([^"]+)"', Client().get(address).content.decode())

        assert sorted({name for name in ids if ids.count(name) > 1}) == [], address


def test_the_policy_forbids_inline_script_and_style_blocks():
    policy = Client().get("/ui/")["Content-Security-Policy"]

    assert "script-src 'self';" in f"{policy};"
    assert "style-src 'self';" in f"{policy};"


def test_the_manifest_makes_peel_installable():
    answer = Client().get("/ui/peel.webmanifest")
    manifest = json.loads(answer.content)

    assert answer["Content-Type"] == "application/manifest+json"
    assert [manifest["start_url"], manifest["display"], manifest["scope"]] == ["/", "standalone", "/"]
    assert [icon["sizes"] for icon in manifest["icons"]] == ["192x192", "512x512", "512x512"]
    assert [icon["src"] for icon in manifest["icons"] if not finders.find(icon["src"].removeprefix("/static/"))] == []


def test_an_address_with_nothing_there_says_so_in_the_design():
    answer = Client().get("/nothing/here/")

    assert answer.status_code == 404
    assert b"There is nothing at this address" in answer.content


def test_a_refusal_says_who_can_help():
    answer = views.permission_denied(RequestFactory().get("/team/"), PermissionDenied("Ask Sgt <Price>."))

    assert answer.status_code == 403
    assert b"Ask Sgt &lt;Price&gt;." in answer.content


def test_a_refusal_without_a_reason_says_what_to_do():
    answer = views.permission_denied(RequestFactory().get("/team/"), PermissionDenied())

    assert "ask your force’s administrator" in answer.content.decode()


def test_a_failure_draws_its_page_without_knowing_who_asks():
    answer = views.server_error(RequestFactory().get("/"))

    assert answer.status_code == 500
    assert b"Our fault, not yours" in answer.content


def test_a_form_that_came_too_late_says_so():
    answer = views.form_expired(RequestFactory().post("/"), reason="no cookie")

    assert answer.status_code == 403
    assert b"open too long" in answer.content


def test_a_request_nobody_understands_says_so():
    assert views.bad_request(RequestFactory().get("/"), ValueError()).status_code == 400


def test_a_form_without_its_secret_gets_the_page_that_says_so():
    answer = Client(enforce_csrf_checks=True).post("/ui/")

    assert answer.status_code == 403
    assert b"open too long" in answer.content
