"""An outbox row as events: parts that fit, choices as numbers, safe HTML, one id for one sending."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import SentButton
from bot.channels.matrix.compose import Answered, answering, parts, texts, transaction


def button(title: str, number: int | None = None, note: str = "") -> SentButton:
    return SentButton("id", number, title, note, "/x")


def test_a_text_comes_as_a_notice_with_its_html() -> None:
    (content,) = texts("Das ist **wichtig**.", ())
    assert content["msgtype"] == "m.notice"
    assert content["body"] == "Das ist wichtig."
    assert content["formatted_body"] == "<p>Das ist <strong>wichtig</strong>.</p>"
    assert content["m.mentions"] == {}


def test_choices_stand_below_with_their_numbers_and_an_aside_without() -> None:
    (content,) = texts("Was?", (button("Kaufen", 1), button("Pachten", 2, "auf Zeit"), button("Später")))
    assert content["body"] == "Was?\n\n1 Kaufen\n2 Pachten (auf Zeit)\n· Später"
    assert "<strong>2</strong> Pachten (auf Zeit)<br" in content["formatted_body"]


def test_nobodys_words_become_markup() -> None:
    (content,) = texts("<script>x</script> [k](javascript:x)", (button("<b>*a*</b>", 1),))
    assert "<script" not in content["formatted_body"]
    assert "javascript:" not in content["formatted_body"].replace("(javascript:x)", "")
    assert "<b>" not in content["formatted_body"]


def test_a_long_text_is_cut_between_paragraphs_if_that_is_possible() -> None:
    assert parts("eins\n\nzwei\n\ndrei", 11) == ["eins\n\nzwei", "drei"]
    assert parts("eins zwei drei", 10) == ["eins zwei ", "drei"]


@given(st.text(alphabet="ab ä€😀\n", max_size=200))
def test_no_part_is_too_large_and_no_sign_is_lost(text: str) -> None:
    found = parts(text, 16)
    assert all(len(part.encode()) <= 16 for part in found)
    assert "".join(found).split() == "".join(text.split("\n")).split() or "".join("".join(found).split()) == "".join(
        text.split()
    )


def test_the_same_row_has_the_same_id_and_another_text_or_part_or_device_another() -> None:
    first = transaction("salt", 1, "Text", "t0")
    assert first == transaction("salt", 1, "Text", "t0")
    others = {
        transaction("salt", 1, "Text", "t1"),
        transaction("salt", 1, "x", "t0"),
        transaction("s", 1, "Text", "t0"),
    }
    assert first not in others
    assert len(others) == 3


def test_an_answer_names_its_question_and_stays_in_its_thread() -> None:
    content = answering({"body": "x"}, Answered("$1", "@a:b", "$root"))
    assert content["m.relates_to"] == {
        "m.in_reply_to": {"event_id": "$1"}, "rel_type": "m.thread", "event_id": "$root", "is_falling_back": False,
    }  # fmt: skip
    assert content["m.mentions"] == {"user_ids": ["@a:b"]}
