"""The setup speaks both languages everywhere, and its README tells every code it leaves with."""

import re
from collections import Counter

from installer.places import HERE, version

SCRIPT = (HERE / "setup" / "liasse.nsi").read_text(encoding="utf-8")
SENTENCES = (HERE / "setup" / "sentences.nsh").read_text(encoding="utf-8")
README = (HERE / "README.md").read_text(encoding="utf-8")


def test_every_sentence_is_in_both_languages_and_said_somewhere() -> None:
    told = Counter(re.findall(r"^LangString (\w+) ", SENTENCES, re.MULTILINE))

    assert set(told.values()) == {2}
    assert {*told} == set(re.findall(r"\$\((\w+)\)", SCRIPT))


def test_every_exit_code_is_in_the_readme() -> None:
    codes = set(re.findall(r"^!define [A-Z_]+ (\d+)", SCRIPT, re.MULTILINE))

    assert len(codes) > 8
    assert codes <= set(re.findall(r"^\| (\d+) \|", README, re.MULTILINE))


def test_every_switch_is_in_the_readme() -> None:
    switches = set(re.findall(r'GetOptions\} \$R7 "(/\w+)"', SCRIPT))

    assert switches == {"/AllUsers", "/CurrentUser", "/NoDesktop"}
    assert [switch for switch in (*switches, "/S", "/D=") if f"`{switch}" not in README] == []


def test_the_version_is_one_that_windows_takes() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", version())
