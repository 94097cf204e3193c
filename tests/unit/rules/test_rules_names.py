"""What the law looks at in a name (§ 3 GenG, § 18 HGB, § 39 KWG), at the bounds."""

from __future__ import annotations

import pytest

from documents.rules.evaluate import evaluate

NAMES = {
    "Dorfladen Musterhausen eG": set(),
    "eingetragene Genossenschaft Werkkollektiv Beispielstadt": set(),
    "EINGETRAGENE GENOSSENSCHAFT Muster": set(),
    "Dorfladen Musterhausen": {"suffix"},
    "Solarkraft e.G.": {"suffix", "suffix_style"},
    "Solarkraft e. G.": {"suffix", "suffix_style"},
    "Solarkraft EG": {"suffix", "suffix_style"},
    "Wegwarte Musterhausen": {"suffix"},
    "Stieg Musterhausen eG": set(),
    "VeG Musterhausen": {"suffix"},
    "eG2 Musterhausen": {"suffix"},
    "Wohnen-eG": set(),
    "Muster AG eG": {"other_form"},
    "Muster (GmbH) eG": {"other_form"},
    "Muster GmbH & Co. eG": {"other_form"},
    "Muster „KG“ eG": {"other_form"},
    "Muster-UG eG": {"other_form"},
    "Sportfreunde e.V. eG": {"other_form"},
    "Agrarhof Musterhausen eG": set(),
    "Muster ag eG": set(),
    "Verein der Freunde eG": {"misleading_word"},
    "Musterakademie eG": {"misleading_word"},
    "Volksbank Muster eG": {"bank_name"},
    "Datenbank Muster eG": {"bank_harmless"},
    "Parkbank und Bank Muster eG": {"bank_name"},
    "Bankett Muster eG": {"bank_harmless"},
    "Bürgersparkasse Muster eG": {"sparkasse"},
    "Raiffeisenmarkt Muster eG": {"raiffeisen"},
    "Muster Investmentfonds eG": {"fund_name"},
    "Dorfladen eG": {"name_generic"},
    "dorfladen, eG.": {"name_generic"},
    "eG": {"name_generic"},
    "Energiegenossenschaft e.G.": {"suffix", "suffix_style", "name_generic"},
    "Dorfladen-Ost eG": set(),
    "": {"suffix", "name_generic"},
}

RULES = (
    "suffix suffix_style other_form misleading_word bank_name bank_harmless sparkasse raiffeisen fund_name name_generic"
)


@pytest.mark.parametrize(("name", "expected"), NAMES.items(), ids=[name or "no name" for name in NAMES])
def test_a_name_is_judged(name: str, expected: set[str]) -> None:
    from documents.rules.table import rules

    record = {"coop": {"name": name}}
    assert {key for key in RULES.split() if evaluate(rules()[key].fires_when, record)} == expected
