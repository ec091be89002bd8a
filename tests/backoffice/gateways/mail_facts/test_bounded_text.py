from pathlib import Path

import pytest

from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.fact_faults import FactFault, FactFaultKind, FactsRefused
from backoffice.domain.importing import UnreadableReason
from backoffice.gateways.mail_facts.bounded_text import read_text

MEGABYTE = 1024 * 1024


def reason(path: Path) -> tuple[object, ...]:
    with pytest.raises(Unavailable) as failure:
        read_text(path, 1)
    assert failure.value.fault is Fault.FILE_UNREADABLE
    return tuple(failure.value.facts[name] for name in ("file", "reason", "line"))


@pytest.mark.parametrize("content", ["é", "\ufeffé"])
def test_a_text_is_read_without_its_mark(tmp_path: Path, content: str) -> None:
    (tmp_path / "x").write_text(content, encoding="utf-8")
    assert read_text(tmp_path / "x", 1) == "é"


def test_a_text_may_be_as_large_as_said_and_no_larger(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b" " * 2 * MEGABYTE)
    assert len(read_text(tmp_path / "x", 2)) == 2 * MEGABYTE
    (tmp_path / "x").write_bytes(b" " * (2 * MEGABYTE + 1))
    with pytest.raises(FactsRefused) as refused:
        read_text(tmp_path / "x", 2)
    assert refused.value.faults == (FactFault("", FactFaultKind.FILE_TOO_LARGE, "2"),)


def test_what_cannot_be_read_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x").write_bytes(b"a\nb\n\xff")
    assert reason(tmp_path / "x") == ("x", UnreadableReason.NOT_UTF8, 3)
    assert reason(tmp_path / "y") == ("y", UnreadableReason.ABSENT, 0)
    assert reason(tmp_path) == (tmp_path.name, UnreadableReason.NOT_A_FILE, 0)
    for error, why in {PermissionError: UnreadableReason.FORBIDDEN, OSError: UnreadableReason.DEVICE}.items():
        monkeypatch.setattr(Path, "open", _failing(error))
        assert reason(tmp_path / "x") == ("x", why, 0)


def _failing(error: type[OSError]) -> object:
    def fails(*_: object) -> None:
        raise error

    return fails
