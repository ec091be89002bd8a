import json
import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backoffice.domain.errors import Fault, Unavailable
from desktop.logs import LOG_NAMES, Log


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    made = Log(tmp_path / "folder")
    yield made
    made.close()


def lines(log: Log) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.file.read_text(encoding="utf-8").splitlines()]


def test_a_line_says_when_what_and_its_facts(log: Log) -> None:
    log.note("opened", workstation="PC-12")

    (line,) = lines(log)
    assert line["timestamp"].endswith("Z")
    assert {key: line[key] for key in ("event", "level", "workstation")} == {
        "event": "opened",
        "level": "info",
        "workstation": "PC-12",
    }


def test_a_library_is_logged_by_its_place_alone(log: Log) -> None:
    try:
        int("DETAIL: Key (iban)=(FR7699011)")
    except ValueError:
        logging.getLogger("pool").exception("Exception in %s", "postgresql://me:secret@host")

    (line,) = lines(log)
    assert line["event"].startswith("pool:")
    assert line["event"].endswith("ValueError")
    assert not {"FR76", "secret", "Exception in"} & set(log.file.read_text(encoding="utf-8").split())
    assert "secret" not in log.file.read_text(encoding="utf-8")


def test_a_closed_log_hears_nothing_more(log: Log) -> None:
    log.note("closed")
    log.close()

    logging.getLogger("later").warning("something")

    assert [line["event"] for line in lines(log)] == ["closed"]


_ANOTHER_RUN = """
import sys
from pathlib import Path
import desktop.logs
desktop.logs._LARGEST = int(sys.argv[2])
log = desktop.logs.Log(Path(sys.argv[1]))
for number in range(30):
    log.note(sys.argv[3], number=number)
    print(flush=True)
    sys.stdin.readline()
log.close()
"""


def test_two_runs_lose_no_note_of_each_other(tmp_path: Path) -> None:
    """They note in turns, and both files grow beyond their size on the way."""
    words = [sys.executable, "-c", _ANOTHER_RUN, str(tmp_path), "1000"]
    runs = [
        subprocess.Popen([*words, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ours
        for name in ("one", "other")
    ]
    for _ in range(30):
        for run in runs:
            assert run.stdin is not None
            assert run.stdout is not None
            run.stdout.readline()
            run.stdin.write("\n")
            run.stdin.flush()
    for run in runs:
        run.communicate()
        assert run.returncode == 0
    noted = [
        (line["event"], line["number"])
        for file in tmp_path.glob(LOG_NAMES)
        for line in map(json.loads, file.read_text(encoding="utf-8").splitlines())
    ]
    assert sorted(noted) == [(name, number) for name in ("one", "other") for number in range(30)]


def test_logs_of_earlier_months_go_and_nothing_else_does(tmp_path: Path) -> None:
    month = time.time() - 31 * 86_400
    for name in ("liasse.log", "liasse-20240101-090000-7.log.1", "liasse-20240102-090000-8.log", "liasse.db"):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (month, month))
    os.utime(tmp_path / "liasse-20240102-090000-8.log")  # a run that is still noting

    log = Log(tmp_path)
    log.close()

    assert {file.name for file in tmp_path.iterdir()} == {"liasse-20240102-090000-8.log", "liasse.db", log.file.name}


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(Unavailable) as failure:
        Log(tmp_path / "file")
    assert failure.value.fault is Fault.FOLDER_UNUSABLE
