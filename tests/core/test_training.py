"""What is trained is complete, and the same inputs give the same archive."""

import hashlib
import tarfile
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]


def contents(archive: Path) -> dict[str, str]:
    """Name and hash of every file that holds no time of training."""
    with tarfile.open(archive) as files:
        return {
            member.name: hashlib.sha256(files.extractfile(member).read()).hexdigest()
            for member in files
            if member.isfile() and member.name.rpartition("/")[2] != "metadata.json"
        }


def test_the_same_inputs_give_the_same_model(train, model: Path, few_examples: Path, tmp_path: Path) -> None:
    assert contents(train(few_examples, tmp_path)) == contents(model)


def test_every_intent_has_examples_and_a_rule_whose_action_the_domain_knows() -> None:
    domain = yaml.safe_load((ROOT / "domain/domain.yml").read_text("utf8"))
    rules = [
        rule for file in (ROOT / "stories").glob("*.yml") for rule in yaml.safe_load(file.read_text("utf8"))["rules"]
    ]
    answered = {rule["steps"][0]["intent"] for rule in rules}
    spoken = {
        entry["intent"].split("/")[0]
        for file in (ROOT / "nlu/intents").glob("*.yml")
        for entry in yaml.safe_load(file.read_text("utf8"))["nlu"]
        if "intent" in entry
    }
    assert spoken <= set(domain["intents"])
    assert set(domain["intents"]) <= answered
    assert {rule["steps"][1]["action"] for rule in rules} <= set(domain["actions"])


def test_no_intent_has_fewer_than_forty_examples() -> None:
    for file in (ROOT / "nlu/intents").glob("*.yml"):
        for entry in yaml.safe_load(file.read_text("utf8"))["nlu"]:
            if "intent" in entry:
                assert entry["examples"].count("- ") >= 40, entry["intent"]
