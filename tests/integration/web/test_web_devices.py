"""Going on elsewhere, signing out, files: what belongs to whom."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from data.links import DEVICE, new_link
from data.people import speaker
from data.reply import Say
from data.tables.account import Citizen, Conversation, WebSession


def invited(plain: Any) -> tuple[str, str]:
    """Six words and the link, as the page shows them."""
    plain.open("/geraet")
    plain.send("@action='/geraet'")
    words = " ".join(plain.page.xpath("//ol[@class='words']/li/text()"))
    return words, "-".join(words.split())


def test_six_words_bring_a_second_device_into_the_same_talk(plain: Any, other: Any) -> None:
    plain.say("Unser Laden schließt")
    words, _ = invited(plain)
    assert "30 Minuten" in plain.text()
    assert plain.count("//svg | //*[local-name()='svg']") == 1
    other.open("/weiter")
    other.send("@action='/weiter'", words=words.upper())
    assert "Unser Laden schließt" in other.text()
    other.say("Hallo von hier")
    plain.open("/gespraech")
    assert "Hallo von hier" in plain.text()


def test_a_link_opens_nothing_before_it_is_confirmed_and_nothing_twice(plain: Any, other: Any) -> None:
    plain.say("Unser Laden schließt")
    _, token = invited(plain)
    other.open(f"/weiter/{token}")
    assert "Unser Laden" not in other.text()
    assert other.count("//form[starts-with(@action,'/weiter/')]") == 1
    other.send("starts-with(@action,'/weiter/')")
    assert "Unser Laden schließt" in other.text()
    other.http.cookies.clear()
    other.open(f"/weiter/{token}")
    assert other.status == 410
    assert other.count("//form[starts-with(@action,'/weiter/')]") == 0


def test_pages_with_a_secret_are_not_kept_by_the_browser(plain: Any) -> None:
    plain.say("Hallo")
    _, token = invited(plain)
    assert "no-store" in plain.headers["cache-control"]
    plain.open(f"/weiter/{token}")
    assert "no-store" in plain.headers["cache-control"]


def test_wrong_words_stay_in_the_field(plain: Any) -> None:
    plain.open("/weiter")
    plain.send("@action='/weiter'", words="haus baum")
    assert plain.status == 422
    assert plain.page.xpath("//input[@id='words']/@value") == ["haus baum"]


def test_a_talk_from_the_terminal_goes_on_here(shelf: Any, plain: Any) -> None:
    with shelf.database.write() as session:
        who = speaker(session, "terminal", "anna", "anna", shelf.now())
        session.get_one(Conversation, who.conversation_id).asked = {"topic": "founding"}
        link = new_link(session, DEVICE, who.conversation_id, shelf.now())
    plain.open(f"/weiter/{link.token}")
    plain.send("starts-with(@action,'/weiter/')")
    assert "geht Ihr Gespräch weiter" in plain.text()
    plain.say("Hallo")
    with shelf.database.read() as session:
        assert len(session.scalars(select(Citizen)).all()) == 1


def test_signing_out_says_first_what_it_means(plain: Any) -> None:
    plain.say("Hallo")
    plain.open("/abmelden")
    assert plain.count("//a[@href='/geraet']") >= 1
    plain.open("/gespraech")
    assert "Hallo" in plain.text()


def test_after_signing_out_the_browser_knows_nothing(shelf: Any, plain: Any) -> None:
    plain.say("Hallo")
    before = plain.http.cookies.get("gemeinwerk")
    plain.open("/abmelden")
    plain.send("@action='/abmelden'")
    assert "cookies" in plain.headers["clear-site-data"]
    assert plain.http.cookies.get("gemeinwerk") is None
    plain.http.cookies.set("gemeinwerk", before)
    plain.open("/gespraech")
    assert "Hallo" not in plain.text()
    with shelf.database.read() as session:
        assert session.scalars(select(WebSession)).all() == []


def test_a_foreign_page_cannot_sign_anybody_out(plain: Any) -> None:
    plain.say("Hallo")
    assert plain.http.post("/abmelden", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    plain.open("/gespraech")
    assert "Hallo" in plain.text()


def given_file(shelf: Any, plain: Any, name: str = "D01_Satzung für & <alle>.docx") -> str:
    """A file of this person, in an answer; gives its address."""
    plain.say("Hallo")
    with shelf.database.write() as session:
        citizen = session.scalars(select(Citizen.id)).first()
        file_id = shelf.files.keep(session, b"inhalt", name, "application/msword", citizen, shelf.now())
    shelf.core.answers["datei"] = [Say(say="utter_blueprints_certainty_confirmed", files=[file_id])]
    plain.say("datei")
    return str(plain.page.xpath("//ul[@class='files']//a/@href")[0])


def test_a_file_comes_under_its_own_name_and_is_never_opened_in_place(shelf: Any, plain: Any) -> None:
    answer = plain.http.get(given_file(shelf, plain))
    assert answer.content == b"inhalt"
    disposition = answer.headers["content-disposition"]
    assert disposition.startswith("attachment; filename*=utf-8''D01_Satzung%20f%C3%BCr")
    assert "no-store" in answer.headers["cache-control"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_file_is_for_its_owner_alone(shelf: Any, plain: Any, other: Any) -> None:
    address = given_file(shelf, plain)
    assert other.http.get(address).status_code == 404
    other.say("Hallo")
    assert other.http.get(address).status_code == 404
    assert other.http.get("/datei/999999999999").status_code == 404


def test_a_list_is_handed_to_the_conversation_as_a_file(shelf: Any, plain: Any) -> None:
    plain.say("Hallo")
    plain.send("@enctype", files={"datei": ("..\\..\\mitglieder liste.csv", b"Name;Ort\n", "text/csv")})
    assert plain.status == 200
    assert shelf.core.heard[-1].startswith("/upload")
    assert "mitglieder liste.csv" in plain.text("//*[contains(@class,'mine')][last()]")


def test_a_photo_is_answered_with_words_and_not_kept(shelf: Any, plain: Any) -> None:
    plain.say("Hallo")
    plain.send("@enctype", files={"datei": ("bild.jpg", b"\xff\xd8", "image/jpeg")})
    assert "Bilder kann ich nicht ansehen" in plain.text()
    assert not [path for path in shelf.files.folder.rglob("*") if path.is_file()]
