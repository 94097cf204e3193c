"""What the page refuses, and what it tells browsers: headers, foreign forms, limits, errors in German."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.pages.limits import UPLOAD_BYTES
from data.tables.messages import Inbox

PAGES = ["/", "/gespraech", "/datenschutz", "/impressum", "/barrierefrei", "/leicht", "/weiter", "/nirgends"]


def kept(shelf: Any) -> int:
    """Messages that came in."""
    with shelf.database.read() as session:
        return session.scalar(select(func.count()).select_from(Inbox)) or 0


@pytest.mark.parametrize("path", PAGES)
def test_every_page_tells_the_browser_to_trust_nobody_else(plain: Any, path: str) -> None:
    plain.open(path)
    policy = plain.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert plain.headers["x-content-type-options"] == "nosniff"
    assert plain.headers["referrer-policy"] == "same-origin"
    assert plain.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_asks_anybody_else_for_anything(plain: Any, path: str) -> None:
    plain.open(path)
    loaded = plain.page.xpath("//script/@src | //link/@href | //img/@src")
    assert all(address.startswith("/static/") for address in loaded)


def test_a_form_of_another_site_is_refused(shelf: Any, plain: Any) -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        answer = plain.http.post("/gespraech", data={"text": "Hallo"}, headers=headers)
        assert answer.status_code == 403
    assert kept(shelf) == 0


def test_a_form_without_our_token_keeps_its_words_and_asks_to_send_again(shelf: Any, plain: Any) -> None:
    plain.say("Hallo")
    plain.page.xpath("//form[@id='schreiben']//input[@name='csrf']")[0].set("value", "forged")
    plain.say("Zweite Nachricht")
    assert plain.status == 403
    assert plain.typed() == "Zweite Nachricht"
    plain.say("Zweite Nachricht")
    assert plain.status == 200
    assert kept(shelf) == 2


def test_whoever_sends_too_much_is_told_to_wait_and_loses_nothing(plain: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.pages.limits.Buckets._filled", lambda _self, bucket, _now: bucket.tokens)
    plain.say("Hallo")
    for number in range(70):
        plain.say(f"Nachricht {number}")
        if plain.status == 429:
            break
    assert plain.status == 429
    assert int(plain.headers["retry-after"]) >= 1
    assert plain.typed().startswith("Nachricht")


def test_guessing_six_words_ends_soon(plain: Any) -> None:
    plain.open("/weiter")
    seen = []
    for number in range(12):
        plain.open("/weiter") if plain.count("//form[@action='/weiter']") == 0 else None
        plain.send("@action='/weiter'", words=f"haus baum hof weg tor see{number}")
        seen.append(plain.status)
    assert seen[0] == 422
    assert seen[-1] == 429


def test_a_file_beyond_the_limit_is_refused_before_it_is_kept(shelf: Any, plain: Any) -> None:
    plain.say("Hallo")
    plain.send("@enctype", files={"datei": ("liste.csv", b"x" * (UPLOAD_BYTES + 200_000), "text/csv")})
    assert plain.status == 413
    assert "5 MB" in plain.text()
    assert not list(shelf.files.folder.rglob("*.part"))
    assert kept(shelf) == 1


def test_a_page_that_does_not_exist_says_so_in_german(plain: Any) -> None:
    plain.open("/nirgends")
    assert plain.status == 404
    assert "gibt es nicht" in plain.text()


def test_a_method_that_a_page_does_not_know_is_no_traceback(plain: Any) -> None:
    answer = plain.http.put("/gespraech")
    assert answer.status_code == 405
    assert "Traceback" not in answer.text


def test_a_broken_form_is_no_traceback(plain: Any) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = plain.http.post("/gespraech", content=b"--y\r\nbroken", headers=headers)
    assert answer.status_code in (200, 400)
    assert "Traceback" not in answer.text


def test_a_fault_of_ours_is_a_page_in_german_with_all_headers(plain: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("bot.pages.door.Door.visit", broken)
    plain.open("/gespraech")
    assert plain.status == 500
    assert "schiefgegangen" in plain.text()
    assert "secret detail" not in plain.source
    assert "content-security-policy" in plain.headers


def test_static_files_are_kept_for_a_year_under_their_hash(plain: Any) -> None:
    plain.open("/")
    for address in plain.page.xpath("//link/@href"):
        answer = plain.http.get(address)
        assert "immutable" in answer.headers["cache-control"]
        assert re.search(r"\.[0-9a-f]{12}\.", address)
    assert plain.http.get("/static/look.000000000000.css").status_code == 404
    assert plain.http.get("/static/..%2fsite.py").status_code == 404


def test_the_first_visit_weighs_at_most_200_kilobytes(plain: Any) -> None:
    plain.open("/")
    plain.say("Unser Freibad soll schließen")
    addresses = plain.page.xpath("//link/@href | //script/@src")
    weight = len(plain.source.encode()) + sum(len(plain.http.get(address).content) for address in addresses)
    assert weight <= 200_000


def test_the_page_says_that_it_is_well(plain: Any) -> None:
    answer = plain.http.get("/gesund")
    assert (answer.status_code, answer.text) == (200, "ok")


def test_behind_tls_the_cookie_never_travels_in_the_open() -> None:
    from zoneinfo import ZoneInfo

    from starlette.responses import Response

    from bot.pages.door import Door
    from bot.pages.headers import security_headers
    from bot.pages.sessions import Visit

    door = Door(None, "https://gemeinwerk.musterhausen.de")  # type: ignore[arg-type]
    response = Response()
    door.remember(response, Visit("secret", 1, "c", 1, None, "sie", ZoneInfo("Europe/Berlin")))
    cookie = response.headers["set-cookie"]
    assert cookie.startswith("__Host-gemeinwerk=secret")
    assert "Secure" in cookie
    assert "Strict-Transport-Security" in security_headers(secure=True)
