"""What stands around every page: the ways in, the menu, theme, marking."""

from collections.abc import Iterator

import pytest
from django.http import HttpRequest
from django.test import RequestFactory, override_settings

from peel.ui import navigation
from peel.ui.navigation import Entry, entries, register
from peel.ui.shell import Shell, initials_of
from tests.ui.drawing import draw

PAGE = '{% extends "ui/page.html" %}{% block title %}Due{% endblock %}{% block main %}<h1>Due</h1>{% endblock %}'


class Somebody:
    initials = "AR"

    def __str__(self) -> str:
        return "Aisha <Rahman>"


def asked(path: str = "/", *, holds: set[str] | None = None, theme: str = "") -> HttpRequest:
    """A request of somebody who holds these permissions, or of nobody."""
    request = RequestFactory().get(path)
    request.person = Somebody() if holds is not None else None  # type: ignore[attr-defined]
    request.may = (holds or set()).__contains__  # type: ignore[attr-defined]
    if theme:
        request.COOKIES["theme"] = theme
    return request


@pytest.fixture(autouse=True)
def ways(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(navigation, "_entries", {})
    register(
        Entry(key="all", label="Components", icon="library", url_name="ui:index", order=2, phone=True, search=True)
    )
    register(Entry(key="heat", label="Heat", icon="users", url_name="ui:heat", order=1, permission="people.see_team"))
    register(
        Entry(key="odd", label="States", phone_label="Odd", icon="flag", url_name="ui:states", order=3, phone=True)
    )
    register(Entry(key="keys", label="Keys", icon="key-round", url_name="ui:heat", order=4, place="account"))
    yield


def test_ways_stand_in_their_order():
    assert [entry.key for entry in entries()] == ["heat", "all", "odd", "keys"]


def test_registering_a_way_again_replaces_it():
    register(Entry(key="heat", label="Warm", icon="users", url_name="ui:heat", order=9))

    assert [entry.label for entry in entries()] == ["Components", "States", "Keys", "Warm"]


def test_a_way_shows_only_to_those_who_may():
    without, with_it = Shell(asked(holds=set())), Shell(asked(holds={"people.see_team"}))

    assert [way.label for way in without.ways] == ["Components", "States"]
    assert [way.label for way in with_it.ways] == ["Heat", "Components", "States"]


def test_nobody_signed_in_sees_no_way_no_menu_and_no_marking():
    drawn = draw(PAGE, asked())

    assert [part for part in ("topnav", "tabbar", "sign-out", "OFFICIAL", 'type="search"') if part in drawn] == []


def test_without_the_middleware_of_people_only_open_ways_show():
    request = asked(holds=set())
    del request.may  # type: ignore[attr-defined]

    assert [way.label for way in Shell(request).ways] == ["Components", "States"]


def test_a_page_marks_the_one_way_it_lies_under():
    here = [way.label for way in Shell(asked("/ui/states/deeper/", holds=set())).ways if way.here]

    assert here == ["States"]


def test_a_page_under_no_way_marks_none():
    assert [way for way in Shell(asked("/somewhere/", holds=set())).ways if way.here] == []


def test_a_phone_has_short_words_in_its_bar_and_the_rest_under_more():
    shell = Shell(asked(holds={"people.see_team"}))

    assert [str(way.phone_label) for way in shell.phone] == ["Components", "Odd"]
    assert [way.label for way in shell.more] == ["Heat"]


def test_a_phone_bar_holds_four():
    for number in range(5):
        register(Entry(key=f"n{number}", label=f"N{number}", icon="flag", url_name="ui:heat", order=number, phone=True))

    assert len(Shell(asked(holds=set())).phone) == 4


def test_search_leads_to_the_page_that_answers_it():
    assert Shell(asked(holds=set())).search_url == "/ui/"
    assert '<form class="search push desk-only" role="search" action="/ui/">' in draw(PAGE, asked(holds=set()))


def test_the_page_escapes_the_name_and_offers_the_way_out():
    drawn = draw(PAGE, asked(holds=set()))

    assert "Aisha &lt;Rahman&gt;" in drawn
    assert '<form method="post" action="/sign-out/">' in drawn
    assert '<a class="skip" href="#main">Skip to main content</a>' in drawn


def test_account_ways_stand_behind_the_initials():
    assert [way.label for way in Shell(asked(holds=set())).account] == ["Keys"]


def test_the_marking_is_official_unless_the_request_says_otherwise():
    request = asked(holds=set())
    assert Shell(request).marking == "OFFICIAL"

    request.marking = "OFFICIAL-SENSITIVE"  # type: ignore[attr-defined]
    assert Shell(request).marking == "OFFICIAL-SENSITIVE"


@pytest.mark.parametrize(("cookie", "shown"), [("dark", 'data-theme="dark"'), ("light", 'data-theme="light"')])
def test_the_theme_chosen_is_drawn_by_the_server(cookie: str, shown: str):
    assert shown in draw(PAGE, asked(theme=cookie))


def test_a_theme_nobody_drew_is_ignored():
    assert "data-theme=" not in draw(PAGE, asked(theme='"><script>')).split("<body", 1)[0]


@override_settings(DEMO=True)
def test_a_demonstration_says_so_on_every_page():
    assert "Demonstration: every person and record is invented" in draw(PAGE, asked())


def test_outside_a_demonstration_nothing_says_so():
    assert "Demonstration" not in draw(PAGE, asked(holds=set()))


@pytest.mark.parametrize(("name", "initials"), [("Aisha Rahman", "AR"), ("aisha", "A"), ("A B C", "AC"), ("", "")])
def test_initials_are_of_the_first_and_last_word(name: str, initials: str):
    assert initials_of(name) == initials


def test_a_fragment_pays_for_no_shell(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("peel.ui.shell.entries_for", lambda request: pytest.fail("asked for the ways in"))

    assert draw("<p>{{ x }}</p>", asked(holds=set()), x=1) == "<p>1</p>"
