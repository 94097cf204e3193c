"""The fingerprint of the training's inputs."""

from pathlib import Path

from data.fingerprint import fingerprint


def test_it_changes_with_a_content_a_name_and_a_new_file_only(tmp_path: Path) -> None:
    (tmp_path / "nlu").mkdir()
    example = tmp_path / "nlu" / "a.yml"
    example.write_text("hallo")
    first = fingerprint([tmp_path / "nlu"])
    assert fingerprint([tmp_path / "nlu"]) == first
    example.write_text("hallo ")
    changed = fingerprint([tmp_path / "nlu"])
    example.rename(example.with_name("b.yml"))
    renamed = fingerprint([tmp_path / "nlu"])
    (tmp_path / "nlu" / "c.yml").touch()
    assert len({first, changed, renamed, fingerprint([tmp_path / "nlu"])}) == 4


def test_compiled_python_and_missing_files_do_not_count(tmp_path: Path) -> None:
    (tmp_path / "core").mkdir()
    first = fingerprint([tmp_path / "core", tmp_path / "missing.yml"])
    (tmp_path / "core" / "__pycache__").mkdir()
    (tmp_path / "core" / "__pycache__" / "x.pyc").write_bytes(b"1")
    assert fingerprint([tmp_path / "core", tmp_path / "missing.yml"]) == first
