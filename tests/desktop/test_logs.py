import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backoffice.domain.errors import Fault, Unavailable
from desktop.logs import Log


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


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(Unavailable) as failure:
        Log(tmp_path / "file")
    assert failure.value.fault is Fault.FOLDER_UNUSABLE
