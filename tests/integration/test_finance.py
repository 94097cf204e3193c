"""The finance plan in LibreOffice: recalculated there, every figure is the one of our model."""

from __future__ import annotations

import copy
import json
import re
import shutil
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from documents.dossier import build
from documents.finance.assumptions import assumptions
from documents.finance.model import plan
from documents.finance.workbook import finance_file
from documents.record import load_record

INSTALL = "apt-get install --no-install-recommends libreoffice-calc"
SECONDS = 180
RECALCULATE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">'
    "<value>0</value></prop></item></oor:items>"
)
STORED = re.compile(rb"(</f>)<v>[^<]*</v>")
DETAILS = {
    "guided": True, "kind": "pool", "start": "2027-03-01", "season": "summer", "goods_pct": "12.5", "staff_eur": 62000,
    "rent_eur": 1, "energy_eur": "8200.50", "other_eur": "14000.33", "operating_grant_eur": 40000,
    "first_stock_eur": 2200, "useful_life_years": 7, "loan_rate_pct": "4.35", "loan_years": 2, "tax_pct": "29.83",
}  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile of LibreOffice that recalculates everything it opens."""
    if not shutil.which("soffice"):
        pytest.skip(f"LibreOffice is not installed: {INSTALL}")
    profile = tmp_path_factory.mktemp("profile")
    (profile / "user").mkdir()
    (profile / "user/registrymodifications.xcu").write_text(RECALCULATE)
    probe = tmp_path_factory.mktemp("probe") / "one.csv"
    probe.write_text("1\n")
    if _converted(profile, probe) is None:
        pytest.skip(f"LibreOffice has no spreadsheet part: {INSTALL}")
    return profile


def _converted(profile: Path, *files: Path) -> Path | None:
    """The first of the files as LibreOffice saves it again (all of them stand beside it); None where it did nothing."""
    out = files[0].parent / "out"
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "xlsx"]
    command += ["--outdir", str(out), *map(str, files)]
    subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    made = out / f"{files[0].stem}.xlsx"
    return made if made.exists() else None


def _different(content: bytes, recalculated: Path) -> list[tuple[Any, ...]]:
    """The formulas whose result in LibreOffice is not the value of our model."""
    formulas, ours = load_workbook(BytesIO(content)), load_workbook(BytesIO(content), data_only=True)
    theirs = load_workbook(recalculated, data_only=True)
    cells = [(s.title, c.coordinate) for s in formulas for row in s.iter_rows() for c in row if c.data_type == "f"]
    assert len(cells) > 700
    values = ((sheet, cell, ours[sheet][cell].value, theirs[sheet][cell].value) for sheet, cell in cells)
    return [found for found in values if not _same(found[2], found[3])]


def _with_wrong_values(content: bytes) -> bytes:
    """The same workbook with a wrong figure stored beside each formula."""
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, STORED.sub(rb"\1<v>-1</v>", old.read(name)))
    return buffer.getvalue()


def _records(root: Path) -> dict[str, dict[str, Any]]:
    scenarios = json.loads((root / "tests/data/foundings.json").read_text("utf8"))["scenarios"]
    found = {scenario["id"]: scenario["record"] for scenario in scenarios}
    guided = copy.deepcopy(found["V1"])
    guided["plan"] |= {"years": 5, "details": DETAILS}
    return {"guided": guided, "V4": found["V4"], "empty": {}}


@pytest.mark.parametrize("name", ["guided", "V4", "empty"])
def test_recalculated_every_formula_gives_the_figure_of_the_model(
    office: Path, root: Path, tmp_path: Path, name: str
) -> None:
    made = plan(assumptions(load_record(_records(root)[name])))
    content = finance_file(made, date(2026, 11, 25), "Finanzplan", "Stand")
    file = tmp_path / "plan.xlsx"
    file.write_bytes(_with_wrong_values(content))
    recalculated = _converted(office, file)
    assert recalculated is not None
    assert _different(content, recalculated) == []


def test_plans_of_any_figures_agree_too(office: Path, root: Path, tmp_path: Path) -> None:
    """Twelve plans drawn by lot (the same lots every time), with all the half cents that come along."""
    base = _records(root)["guided"]
    contents = {}
    for seed in range(12):
        record = copy.deepcopy(base)
        record["plan"] |= _drawn(Random(seed))
        made = plan(assumptions(load_record(record)))
        contents[f"plan{seed}"] = finance_file(made, date(2026, 11, 25), "", "")
        (tmp_path / f"plan{seed}.xlsx").write_bytes(_with_wrong_values(contents[f"plan{seed}"]))
    assert _converted(office, *sorted(tmp_path.glob("*.xlsx"))) is not None
    for name, content in contents.items():
        assert _different(content, tmp_path / "out" / f"{name}.xlsx") == [], name


def _drawn(lots: Random) -> dict[str, Any]:
    """A plan with amounts to the cent and rates with two places."""

    def amount(most: int) -> str:
        return f"{lots.randrange(most * 100) / 100:.2f}"

    rates = {name: f"{lots.randrange(3000) / 100:.2f}" for name in ("goods_pct", "loan_rate_pct", "tax_pct")}
    costs = {f"{name}_eur": amount(90_000) for name in ("staff", "rent", "energy", "other", "operating_grant")}
    terms = {"useful_life_years": lots.randint(1, 40), "loan_years": lots.randint(1, 12)}
    season = {"season": lots.choice(["all_year", "summer", "winter"]), "start": f"2027-{lots.randint(1, 12):02}-15"}
    money = ("investment_eur", "equity_eur", "debt_confirmed_eur", "grants_confirmed_eur", "revenue_y1", "revenue_y2")
    return {
        **{name: amount(400_000) for name in money},
        "years": lots.randint(3, 5),
        "details": {
            "guided": True,
            "kind": "pool",
            "first_stock_eur": amount(9_000),
            **rates,
            **costs,
            **terms,
            **season,
        },
    }


def _same(ours: Any, theirs: Any) -> bool:
    numbers = isinstance(ours, int | float) and isinstance(theirs, int | float)
    return abs(ours - theirs) < 1e-6 if numbers else ours == theirs


def test_the_business_plan_with_its_chart_is_a_valid_word_file(root: Path, tmp_path: Path) -> None:
    papers = build(_records(root)["guided"])
    file = tmp_path / papers["D14"].filename
    file.write_bytes(papers["D14"].bytes)
    assert [error.description for error in OpenXmlValidator().validate(str(file)).errors] == []
    assert "word/media/picture" in "".join(ZipFile(file).namelist())
