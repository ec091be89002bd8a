from pathlib import Path

import pytest

from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.money import Money
from forms.closing.tape_text import read_tape, read_tape_file


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("", []),
        ("22,45", [22_45]),
        ("22,45\n13.10\r\n1 234,56 €\n", [22_45, 13_10, 1_234_56]),
        ("22,45;13,10;20", [22_45, 13_10, 20_00]),
        ("22,45\t13,10", [22_45, 13_10]),
        ("\n 22,45 \n\n;\n13,10", [22_45, 13_10]),
        ("numero;Montant;nom\n5508018;22,45;DURAND\n5508019;13,10;MARTIN\n", [22_45, 13_10]),
        ('"montant"\n"22,45"\n', [22_45]),
    ],
)
def test_reads_one_amount_or_many(text: str, cents: list[int]) -> None:
    assert read_tape(text) == tuple(map(Money, cents))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("22,45\ntotal", "total"),
        ("22,45\n-13,10", "-13,10"),
        ("nom;22,45", "nom"),
        ("montant;nom\n;DURAND", ""),
        ("nom;montant\nDURAND", ""),
    ],
)
def test_refuses_what_is_no_amount_and_says_which(text: str, fault: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        read_tape(text)
    assert refusal.value.code is Broken.AMOUNT_UNREADABLE
    assert refusal.value.facts["text"] == fault


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_reads_a_file_as_it_comes(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "bande.csv"
    file.write_bytes("n° de chèque;montant\r\n5508018;22,45 €\r\n".encode(encoding))
    assert read_tape_file(file) == (Money(22_45),)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as failure:
        read_tape_file(tmp_path / "bande.csv")
    assert failure.value.fault is Fault.FILE_UNREADABLE
    assert failure.value.facts["file"] == "bande.csv"
