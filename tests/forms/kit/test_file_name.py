from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.kit.file_name import file_name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("BE-2024-000123", "BE-2024-000123.pdf"),
        ("Relevé Éditions de l'Étang", "Relevé Éditions de l'Étang.pdf"),
        ("Relevé ACME / Nord : « A|B »", "Relevé ACME Nord « A B ».pdf"),
        (r"..\..\Windows\System32", "Windows System32.pdf"),
        ("/etc/passwd", "etc passwd.pdf"),
        ("Dupont & Cie.", "Dupont & Cie.pdf"),
        ("CON", "_CON.pdf"),
        ("nul", "_nul.pdf"),
        ("Aux . Bains", "_Aux . Bains.pdf"),
        ("com1.tar", "_com1.tar.pdf"),
        ("LPT³", "_LPT³.pdf"),
        ("Conrad", "Conrad.pdf"),
        ("a\nb\tc\x00d", "a b c d.pdf"),
        ("???", "_.pdf"),
        ("", "_.pdf"),
    ],
)
def test_a_name_that_every_system_takes(words: str, name: str) -> None:
    assert file_name(words, ".pdf") == name


def test_a_long_name_is_cut_and_keeps_its_ending() -> None:
    name = file_name("𐍈" * 60 + " . " + "é" * 200, ".xlsx")
    assert name.endswith("é.xlsx")
    assert len(name.encode()) < 256 + 120


@given(words=st.text(max_size=300))
def test_whatever_the_name_it_is_one_file_here(words: str) -> None:
    name = file_name(words, ".pdf")
    assert Path(name).name == name
    assert name.isprintable() or not words.isprintable()
    assert name.removesuffix(".pdf")[-1:] not in (".", " ", "")
