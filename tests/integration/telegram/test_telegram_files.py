"""Files over Telegram, both ways: limits, names, bundles; and the commands behind "/"."""

from __future__ import annotations

from typing import Any

from emulator.people import Person, group, text_of
from emulator.world import ApiError, Fault
from sqlalchemy import select

from data.files import UPLOAD_BYTES
from data.tables.files import File


def kept(running: Any) -> list[tuple[str, int]]:
    with running.database.read() as session:
        return [(row.name, row.size) for row in session.scalars(select(File))]


def test_a_file_is_kept_for_its_sender_before_it_is_answered(running: Any, erika: Person) -> None:
    erika.send_file("../../Liste\u202e der\x00 Gründer.csv", b"Name;Ort\n")
    erika.hears(r'Gesagt: /upload\{"file"')
    assert kept(running) == [("Liste der Gründer.csv", 9)]


def test_a_large_file_is_refused_with_the_limit_and_not_fetched(running: Any, erika: Person) -> None:
    erika.send_file("Satzung Entwurf (3) endgültig.docx", b"x" * (UPLOAD_BYTES + 1))
    erika.hears("zu groß.*5 MB")
    assert kept(running) == []
    assert "getFile" not in [method for method, _ in running.world.calls]


def test_a_file_whose_size_was_not_told_is_refused_after_fetching(running: Any, erika: Person) -> None:
    file_id = running.world.fresh_id("file")
    running.world.files[file_id] = ("a.csv", b"x" * (UPLOAD_BYTES + 1))
    erika.send(document={"file_id": file_id, "file_unique_id": "u", "file_name": "a.csv"})
    erika.hears("zu groß")
    assert kept(running) == []


def test_a_file_that_cannot_be_fetched_is_said_to_be_missing(running: Any, erika: Person) -> None:
    running.world.faults.append(Fault("getFile", ApiError(400, "Bad Request: wrong file_id")))
    erika.send_file("a.csv", b"a;b")
    erika.hears("nicht bei mir angekommen")
    erika.send_file("a.csv", b"a;b")
    erika.hears("upload")


def papers(running: Any, erika: Person, names: list[str]) -> None:
    """Files that the scripted core hands over."""
    erika.say("hallo")
    erika.hears("Datenschutz")
    with running.database.write() as session:
        for name in names:
            kind = "application/zip" if name.endswith(".zip") else "application/octet-stream"
            content = name.encode()
            running.core.papers.append(running.files.keep(session, content, name, kind, 1, running.now()))


def documents(running: Any, chat: int) -> list[str]:
    return [m["document"]["file_name"] for m in running.world.from_bot(chat) if "document" in m]


def test_fifteen_papers_come_in_bundles_under_their_names(running: Any, erika: Person) -> None:
    names = [*(f"D{number:02}_Satzung.docx" for number in range(1, 15)), "Gruendungsunterlagen.zip"]
    papers(running, erika, names)
    erika.say("papiere")
    erika.hears("Die Unterlagen")
    erika.wait(lambda _: documents(running, erika.id) == names)
    calls = [method for method, _ in running.world.calls if method in ("sendDocument", "sendMediaGroup")]
    assert calls == ["sendMediaGroup", "sendMediaGroup"]
    sent = next(m["document"] for m in running.world.from_bot(erika.id) if "document" in m)
    assert running.world.files[sent["file_id"]] == ("D01_Satzung.docx", b"D01_Satzung.docx")


def test_a_group_gets_the_archive_of_many_papers_alone(running: Any, erika: Person) -> None:
    village = group(running.world, -100500)
    papers(running, erika, [*(f"D{number:02}.docx" for number in range(1, 13)), "Alles.zip"])
    erika.say("papiere @gemeinwerk_probe_bot", village)
    erika.wait(lambda _: documents(running, village) == ["Alles.zip"], village)


def test_a_second_try_goes_on_where_the_first_one_stopped(running: Any, erika: Person) -> None:
    papers(running, erika, ["D01.docx", "D02.docx"])
    running.world.faults.append(Fault("sendMediaGroup", ApiError(429, "Too Many Requests", retry_after=1)))
    erika.say("papiere")
    erika.wait(lambda _: len(documents(running, erika.id)) == 2)
    assert [text_of(m) for m in running.world.from_bot(erika.id)].count("Die Unterlagen.") == 1


def test_files_whose_answer_got_lost_come_again_below_their_mark(running: Any, erika: Person) -> None:
    papers(running, erika, ["D01.docx", "D02.docx"])
    running.world.faults.append(Fault("sendMediaGroup", lost=True))
    erika.say("papiere")
    erika.wait(lambda _: len(documents(running, erika.id)) == 4)
    said = [text_of(m) for m in running.world.from_bot(erika.id)]
    assert said[2:] == ["Die Unterlagen.", "", "", "(wiederholt)\n\nDie Unterlagen.", "", ""]


def test_commands_are_published_with_a_shorter_list_for_groups(running: Any, erika: Person) -> None:
    erika.wait(lambda _: len(running.world.commands) == 2)
    private = {entry["command"]: entry["description"] for entry in running.world.commands["all_private_chats"]}
    rooms = {entry["command"] for entry in running.world.commands["all_group_chats"]}
    assert private["loeschen"] == "Alles über Sie löschen"
    assert "hilfe" in rooms
    assert rooms < set(private)
    assert {"loeschen", "auskunft"}.isdisjoint(rooms)


def test_a_link_hands_over_a_command_or_a_code(running: Any, erika: Person) -> None:
    erika.say("/start")
    erika.hears("/greet")
    erika.say("/start weiter")
    erika.hears("/resume_founding")
    erika.say("/start aB3_x-9")
    erika.hears('/link_account{"value": "aB3_x-9"}')
    assert running.core.heard == ["/greet", "/resume_founding", '/link_account{"value": "aB3_x-9"}']
