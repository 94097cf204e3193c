"""The finder of audit associations: those of the Land or of all, who knows the business first."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from actions.plan import associations
from actions.services import Services
from data.content import parse
from data.library.loading import BLUEPRINTS
from data.library.supporters import SupporterFile
from documents.derive import complete


@pytest.fixture(scope="module")
def services() -> Services:
    supporters = parse(BLUEPRINTS / "supporters" / "audit-association.yml", SupporterFile).placed()
    library = SimpleNamespace(content=SimpleNamespace(supporters=supporters), checked_on=lambda: "2026-11-22")
    return cast(Services, SimpleNamespace(library=library))


def names(state: str | None, sector: str, services: Services) -> list[str]:
    record = complete({"coop": {"seat_state": state, "sector": sector}})
    found = cast(Any, associations(record, services)[0].with_["associations"])
    return [entry["name"] for entry in found]


def test_a_shop_in_hessen_is_led_to_those_who_serve_it(services: Services) -> None:
    found = names("Hessen", "retail", services)
    assert found[0].startswith("Prüfungsverband deutscher Konsum")
    assert not any("Bayern" in name or "Thüringer" in name for name in found)


def test_the_own_land_comes_first(services: Services) -> None:
    assert names("Bayern", "energy", services)[0] == "Genossenschaftsverband Bayern (GVB)"
    assert names("Baden-Württemberg", "retail", services)[0].startswith("Baden-Württembergischer")


def test_a_specialist_is_named_for_its_own_business_alone(services: Services) -> None:
    assert any("vtw" in name for name in names("Thüringen", "culture", services))
    assert not any("vtw" in name for name in names("Thüringen", "energy", services))


def test_without_a_land_at_least_the_nationwide_ones_are_named(services: Services) -> None:
    assert any("PkmG" in name for name in names(None, "other", services))
