"""Amounts of euros as people type them, to decimal text with two places ("1000.50").

German custom decides: a dot parts thousands, a comma parts cents. What could be read both ways is asked, never guessed.
"""

from __future__ import annotations

import re
from decimal import Decimal

from data.language import fold
from documents.answers.numbers import number_in_words
from documents.answers.result import Answer, Ask, NotAnAnswer, Parsed, Refused
from documents.answers.words import without_fillers, words

_BLANKS = "[ \u00a0\u2009\u202f]"
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.'’\u00a0\u2009\u202f ][0-9]{3})+(?:,[0-9]{1,2})?")
_PLAIN = re.compile(r"[0-9]+(?:,[0-9]{1,2})?")
_NO_CENTS = re.compile(r",?\s*[-–—]{1,2}$|,\s*[-–—]{1,2}$")
_PER = re.compile(r"\s*\b(?:pro|je)\s+\w+\s*$")  # "100 Euro pro Anteil"
_LONGEST = 15  # digits; more is no amount of a cooperative


def amount(text: str, low: Decimal | None = None, high: Decimal | None = None) -> Answer:
    """`text` as an amount between `low` and `high` (both allowed). Value: decimal text with two places."""
    bare, other_unit = _without_currency(_PER.sub("", without_fillers(text)))
    if other_unit:
        return Refused("utter_founding_amount_other_unit", {"unit": other_unit})
    if not bare:
        return NotAnAnswer()
    read = _read(bare)
    return _within(read, low, high) if isinstance(read, Decimal) else read


def money(value: Decimal) -> str:
    """An amount as it is stored: decimal text with two places."""
    return str(value.quantize(Decimal("0.01")))


def _read(bare: str) -> Decimal | Answer:
    """The number in a text without its currency, or what is to be said about it."""
    if _says_about(bare):
        return _about(bare)
    if re.match(r"[-–−]\s*[0-9]|minus\b", bare, re.I):
        return Refused("utter_founding_amount_negative")
    number = re.sub(rf"({_BLANKS})+", " ", _NO_CENTS.sub("", bare)).strip()
    if sum(c.isdigit() for c in number) > _LONGEST:
        return Refused("utter_founding_number_too_long")
    if _GROUPED.fullmatch(number) or _PLAIN.fullmatch(number):
        return Decimal(re.sub(r"[.'’ ]", "", number).replace(",", "."))
    worded = _in_words(number)
    return worded if worded is not None else _unclear(number)


def _in_words(number: str) -> Decimal | None:
    """ "tausend euro fünfzig" (the currency is a bar by now), "einhundert und fünfzig", "2,5 Millionen"."""
    if split := re.fullmatch(r"(.+?)\s*\|\s*(.+)", number):
        euros, cents = (_side(part) for part in split.groups())
        return euros + cents / 100 if euros is not None and cents is not None and cents < 100 else None
    return _side(number)


def _side(part: str) -> Decimal | None:
    part = part.strip()
    if re.fullmatch(r"[0-9]{1,12}", part):
        return Decimal(part)
    if scaled := re.fullmatch(r"([0-9]+(?:,[0-9]+)?) ?([A-Za-zäöü]+)", part):
        factor = words().amounts.scales.get(fold(scaled[2]))
        return Decimal(scaled[1].replace(",", ".")) * factor if factor else None
    return number_in_words(part)


def _unclear(number: str) -> Answer:
    """What looks like a number but not like a German one: asked with its readings, or refused."""
    if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+", number):
        whole, last = Decimal(number.replace(",", "")), number.rsplit(",", 1)
        small = [Decimal(number.replace(",", "."))] if len(last[0]) <= 3 and number.endswith("0") else []
        return Ask("utter_founding_amount_unclear", {"said": number}, tuple(money(v) for v in [whole, *small]))
    if re.fullmatch(r"[0-9]+\.[0-9]{1,2}", number):
        return Ask("utter_founding_amount_unclear", {"said": number}, (money(Decimal(number)),))
    if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+\.[0-9]{2}", number):
        return Ask("utter_founding_amount_unclear", {"said": number}, (money(Decimal(number.replace(",", ""))),))
    if short := re.fullmatch(r"([0-9]+(?:[.,][0-9]+)?) ?([A-Za-z]+)\.?", number):
        factor = words().amounts.short_scales.get(short[2].lower())
        value = Decimal(short[1].replace(",", ".")) * factor if factor else None
        return Ask("utter_founding_amount_unclear", {"said": number}, (money(value),)) if value else NotAnAnswer()
    return Refused("utter_founding_amount_garbled", {"said": number}) if _only_digits(number) else NotAnAnswer()


def _only_digits(number: str) -> bool:
    return bool(re.fullmatch(r"[0-9.,'’ -]*[0-9][0-9.,'’ -]*", number))


def _says_about(bare: str) -> bool:
    if re.fullmatch(r"[0-9.,]+\s*(?:-|–|bis|oder|/)\s*[0-9.,]+", bare):
        return True
    return bool(set(fold(bare).split()) & set(words().amounts.about)) and bool(_numbers(bare))


def _about(bare: str) -> Answer:
    """ "ca. 100", "zwischen 50 und 100": the statutes need one figure, so it is asked."""
    return Ask("utter_founding_amount_about", {"said": bare}, tuple(money(v) for v in _numbers(bare)[:2]))


def _numbers(bare: str) -> list[Decimal]:
    return [
        Decimal(re.sub(r"[.']", "", found).replace(",", "."))
        for found in re.findall(
            r"(?<![0-9.,])(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,12})(?:,[0-9]{1,2})?(?![0-9.,]*[0-9])", bare
        )
    ]


def _within(value: Decimal, low: Decimal | None, high: Decimal | None) -> Answer:
    if low is not None and value < low:
        return Refused("utter_founding_amount_too_low", {"value": money(value), "low": money(low)})
    if high is not None and value > high:
        return Refused("utter_founding_amount_too_high", {"value": money(value), "high": money(high)})
    return Parsed(money(value))


def _without_currency(text: str) -> tuple[str, str]:
    """The text without "Euro", "€" or "EUR" (a bar where one stands between two numbers), and a unit that is none."""
    spaced = re.sub(r"([€$%])", r" \1 ", text)
    parts = [p for p in re.split(r"\s+", spaced.strip()) if p]
    kept: list[str] = []
    for part in parts:
        glued = re.fullmatch(r"([0-9.,]+)(eur|euro|dm|chf|usd)", part, re.I)
        number, unit = (glued[1], glued[2]) if glued else ("", part)
        kept += [number] if number else []
        bare = unit.strip(".,;:!?()").lower() if unit not in "€$%" else unit
        if bare in words().amounts.foreign and kept:
            return "", unit
        kept += [("|" if bare in words().amounts.euro else unit)]
    return " ".join(kept).strip("| ").replace("| |", "|"), ""
