"""What the bot does: one file per topic, each with a table of its actions; `build` gives them to the core."""

from __future__ import annotations
