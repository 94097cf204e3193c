"""The weights of the score, read from `weights.yml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

from data.content import parse

FILE = Path(__file__).with_suffix(".yml")


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Shares(_Table):
    """What each part counts; together 1."""

    skills: float = Field(ge=0, le=1)
    interests: float = Field(ge=0, le=1)
    distance: float = Field(ge=0, le=1)
    times: float = Field(ge=0, le=1)
    freshness: float = Field(ge=0, le=1)
    fairness: float = Field(ge=0, le=1)

    @model_validator(mode="after")
    def _whole(self) -> Shares:
        if abs(sum(self.model_dump().values()) - 1) > 1e-9:
            raise ValueError("the weights must add up to 1")
        return self


class Weights(_Table):
    """All numbers of the matching: days, kilometres, and the nearness of meanings (0–1)."""

    weights: Shares
    fresh_days: float = Field(gt=0)
    radius_km: float = Field(gt=0)
    near_enough: float = Field(gt=0, lt=1)


@cache
def weights() -> Weights:
    """The table, read once. Raises ContentError with file and line."""
    return parse(FILE, Weights)
