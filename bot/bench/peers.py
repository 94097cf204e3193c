"""The stock Rasa assistant (TensorFlow, DIET, ResponseSelector) on the same examples, measured in the same run."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import yaml

from bot.bench.load import Ask, under_load
from bot.bench.row import Row
from bot.bench.said import message
from bot.core_process import free_port
from bot.paths import ROOT
from data.fingerprint import fingerprint

RASA = ROOT / ".peers/rasa/bin/rasa"
EPOCHS = 3  # speed does not depend on them, accuracy is not compared; DIET takes 45 s for each on two cores
RETRIEVAL = "faq"
PIPELINE: list[dict[str, Any]] = [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": EPOCHS},
    {"name": "EntitySynonymMapper"},
    {"name": "ResponseSelector", "retrieval_intent": RETRIEVAL, "epochs": EPOCHS},
    {"name": "FallbackClassifier", "threshold": 0.4},
]


def peers() -> list[Row]:
    """Rows of the stock assistant; none where it is not installed (`make bench-peers` installs it)."""
    if not RASA.exists():
        print("gemeinwerk: stock Rasa is not installed; make bench-peers installs it", file=sys.stderr)
        return []
    folder = _prepared()
    rows = []
    if not (folder / "models").exists():
        began = time.perf_counter()
        _rasa(folder, "train", "--fixed-model-name", "stock")
        rows.append(Row("peer", "stock Rasa: training", time.perf_counter() - began, "s"))
    return rows + asyncio.run(_measure(folder))


def _prepared() -> Path:
    """The stock project, made anew when our examples changed."""
    digest = fingerprint([ROOT / "nlu/intents", ROOT / "domain/domain.yml"])[:12]
    folder = ROOT / ".peers" / f"stock-{digest}"
    folder.mkdir(parents=True, exist_ok=True)
    intents, answers = _intents()
    domain = {
        "version": "3.1",
        "intents": intents,
        "responses": {a: [{"text": a}] for a in answers},
        "actions": [f"utter_{RETRIEVAL}"],
    }
    rules = [{"rule": i, "steps": [{"intent": i}, {"action": f"utter_{i}"}]} for i in intents]
    config = {"recipe": "default.v1", "language": "de", "pipeline": PIPELINE, "policies": [{"name": "RulePolicy"}]}
    for name, content in (
        ("domain.yml", domain),
        ("rules.yml", {"version": "3.1", "rules": rules}),
        ("config.yml", config),
    ):
        (folder / name).write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf8")
    (folder / "credentials.yml").write_text("rest:\n", "utf8")
    return folder


def _intents() -> tuple[list[str], list[str]]:
    names = [
        entry["intent"]
        for file in sorted((ROOT / "nlu/intents").glob("*.yml"))
        for entry in yaml.safe_load(file.read_text("utf8"))["nlu"]
        if "intent" in entry
    ]
    return sorted({name.partition("/")[0] for name in names}), sorted({f"utter_{name}" for name in names})


def _rasa(folder: Path, *arguments: str) -> None:
    data = ["--data", str(ROOT / "nlu/intents"), "rules.yml"] if arguments[0] == "train" else []
    subprocess.run(
        [str(RASA), *arguments, *data], cwd=folder, env=_environment(), check=True, stdout=subprocess.DEVNULL
    )


def _environment() -> dict[str, str]:
    return os.environ | {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}


async def _measure(folder: Path) -> list[Row]:
    async with _running(folder) as (address, ready, memory):
        rows = [Row("peer", "stock Rasa: start", ready, "s"), Row("peer", "stock Rasa: memory", memory, "MB")]
        async with httpx.AsyncClient(base_url=address, timeout=60, trust_env=False) as http:
            return rows + await under_load(_ask(http), "peer", "stock Rasa")


def _ask(http: httpx.AsyncClient) -> Ask:
    async def ask(who: str, n: int) -> None:
        sender = f"{who}.{n // 20}"  # a new conversation every 20 turns, since the stock store slows down
        await http.post("/webhooks/rest/webhook", json={"sender": sender, "message": message(n)})

    return ask


@asynccontextmanager
async def _running(folder: Path) -> AsyncIterator[tuple[str, float, float]]:
    port, began = free_port(), time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *(str(RASA), "run", "--enable-api", "-i", "127.0.0.1", "-p", str(port), "-m", "models/stock.tar.gz"),
        cwd=folder,
        env=_environment(),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        async with httpx.AsyncClient(base_url=address, trust_env=False) as http:
            while not await _answers(http):
                await asyncio.sleep(0.2)
        memory = int((Path("/proc") / str(process.pid) / "statm").read_text().split()[1]) * 4096 / 1024 / 1024
        yield address, time.perf_counter() - began, memory
    finally:
        process.terminate()
        await process.wait()


async def _answers(http: httpx.AsyncClient) -> bool:
    try:
        return (await http.get("/status")).status_code == 200
    except httpx.HTTPError:
        return False
