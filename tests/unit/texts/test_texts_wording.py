"""What a citizen reads is plain, complete in its tones, and holds to the house's style."""

from __future__ import annotations

import re
from typing import Any

from bot.markdown import to_html, to_plain
from bot.texts import Texts

FORBIDDEN = re.compile(
    r"!|[\u2600-\u27bf\U0001f300-\U0001faff]|\w[*:_]innen\b|[a-zäöüß]Innen\b|\b[Ll]eider\b|\b[Ss]uper\b"
)
FORMAL = re.compile(r"(?<![.?:“] )(?<!\n)\b(Sie|Ihnen|Ihr|Ihre[nmrs]?)\b")
FAMILIAR = re.compile(r"\b(du|dir|dich|dein|deine[nmrs]?|euch|euer|eure[nmrs]?)\b", re.I)
NAMED_WORDS = re.compile(r"„[^“]*“|\*\*[^*]*\*\*|Mit (Sie|du)")
SENTENCE_END = re.compile(r"(?<=[.?:;])\s+(?=[A-ZÄÖÜ„“0-9(])|\n+")
SOURCE = re.compile(r"^(Quelle|Source): .*|\(https?://\S+\)", re.M)
LONGEST = {"sie": 25, "du": 25, "en": 30, "leicht": 12}


def sentences(text: str) -> list[str]:
    return [part for part in SENTENCE_END.split(SOURCE.sub("", text)) if part.strip("•. ")]


def test_every_text_renders_with_plausible_values_in_every_tone(
    texts: Texts, variants: list[Any], plausible: dict[str, Any]
) -> None:
    for name in {variant.name for variant in variants}:
        for tone in texts.tones(name) | {"sie", "du", "leicht", "en"}:
            text = texts.render(name, plausible, tone)
            assert text, (name, tone)
            assert "{" not in to_plain(text), (name, tone)
            assert "utter_" not in to_html(text), (name, tone)


def test_no_text_shouts_praises_winks_or_marks_gender_by_signs(read: dict[Any, str]) -> None:
    found = {str(variant): FORBIDDEN.findall(text) for variant, text in read.items()}
    assert {name: signs for name, signs in found.items() if signs} == {}


def test_sentences_are_short_and_in_leichter_sprache_very_short(read: dict[Any, str]) -> None:
    long = [
        f"{variant}: {sentence}"
        for variant, text in read.items()
        for sentence in sentences(text)
        if len(sentence.split()) > LONGEST[variant.tone] and "utter_volunteer_card_states" not in variant.name
    ]
    assert long == []


def test_the_familiar_tone_never_says_sie_and_the_formal_one_never_du(variants: list[Any]) -> None:
    foreign = {"du": FORMAL, "sie": FAMILIAR, "leicht": FAMILIAR}
    wrong = [
        f"{variant}: {found[0]}"
        for variant in variants
        if variant.tone in foreign
        for found in foreign[variant.tone].finditer(NAMED_WORDS.sub("", variant.text))
    ]
    assert wrong == []


def test_a_text_that_addresses_a_person_stands_in_every_tone_of_its_file(
    variants: list[Any], tones_of_file: dict[str, set[str]]
) -> None:
    there: dict[tuple[str, str], dict[str, str]] = {}
    for variant in variants:
        there.setdefault((variant.file, variant.name), {})[variant.tone] = variant.text
    for (file, name), tones in there.items():
        if "/reading/" in name or name.startswith(("utter_source_", "utter_button_", "utter_page_easy")):
            continue
        needed = tones_of_file[file] if FORMAL.search(tones["sie"]) else tones_of_file[file] - {"du"}
        assert needed <= set(tones), f"{file}.yml: {name} lacks {needed - set(tones)}"


def test_every_standing_answer_ends_with_its_source_and_date(read: dict[Any, str]) -> None:
    for variant, text in read.items():
        if variant.name.startswith("utter_faq/"):
            last = text.split("\n")[-1]
            assert re.match(r"(Quelle|Source): .*\b20\d\d\b", last), str(variant)


def test_a_standing_answer_has_at_most_120_words_beside_its_source(read: dict[Any, str]) -> None:
    for variant, text in read.items():
        if variant.name.startswith("utter_faq/"):
            words = SOURCE.sub("", text).split()
            assert len(words) <= 120, f"{variant}: {len(words)}"


def test_three_members_are_named_in_every_tone(texts: Texts) -> None:
    for tone in ("sie", "du", "leicht", "en"):
        assert re.search(r"\bdrei\b", texts.render("utter_faq/minimum_members", {}, tone)), tone


def test_a_person_in_distress_reads_the_emergency_and_crisis_numbers_in_every_tone(texts: Texts) -> None:
    for tone in ("sie", "du", "leicht", "en"):
        text = to_plain(texts.render("utter_distress", {}, tone))
        numbers = ("112", "0800 111 0 111", "0800 111 0 222", "116 123", "116 016", "116 111", "116 117")
        assert [number for number in numbers if number not in text] == [], tone


def test_where_no_human_helper_is_named_the_bot_says_so_and_where_to_turn(texts: Texts) -> None:
    text = texts.render("utter_contact_coach", {"contact": ""})
    assert "noch niemand benannt" in text
    assert "Rathaus" in text
    assert "Prüfungsverband" in text


def test_an_imprint_that_is_not_filled_in_says_so(texts: Texts) -> None:
    empty = dict.fromkeys(("operator_name", "operator_address", "operator_email", "operator_phone"), "")
    assert "Hier fehlen noch" in texts.render("utter_page_imprint", empty)
    assert "Hier fehlen noch" in texts.render("utter_page_privacy", empty)
