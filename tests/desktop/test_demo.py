from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from backoffice.demonstration import people
from backoffice.domain.errors import Broken, RuleBroken
from desktop.demo import open_demo
from desktop.options import Options
from tests.desktop.running import LONG, Running
from tests.keyboard_driver import write


def test_the_demo_opens_with_passwords_filled_in_and_leaves_nothing(
    running: Running, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr("tempfile.tempdir", None)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("LIASSE_DATABASE", f"sqlite:///{tmp_path / 'real.db'}")
    running.start(Options(demo=True))
    login = running.login()
    assert login.password.text() != ""
    assert "DÉMONSTRATION" in running.ribbon()
    assert len(list((tmp_path / "temporary").iterdir())) == 1

    running.work("T. Nguyen")
    assert running.places() == [
        *("Lots", "Tri", "Clients", "Paiements", "Bordereaux", "Comptes", "Distributions"),
        *("Prélèvements", "Remboursements", "SlimPay", "Système financier", "Import"),
    ]
    running.window.close()
    qtbot.waitUntil(running.window.isHidden, timeout=LONG)

    assert list((tmp_path / "temporary").iterdir()) == []
    assert not (tmp_path / "real.db").exists()


def test_its_people_have_passwords_and_its_clients_are_there() -> None:
    told: list[str] = []
    demo = open_demo(lambda *far: told.append(far[2]), lambda: False)
    try:
        first = people()[0]
        who = demo.services.people.log_in(first.login, demo.passwords[first.login], "DÉMO")
        assert len(demo.services.clients.search(who, "durand").clients) > 0
        assert any("clients.csv" in words for words in told)
        basket, savings = demo.services.groups.all(who)
        assert (basket.has_cagnotte, savings.has_cagnotte) == (False, True)
        coming, past = demo.services.member_orders.distributions(who, basket.id)
        assert (past.validated, coming.validated, coming.waiting > 0) == (True, False, True)
        assert demo.services.checking.run() == ()
    finally:
        demo.services.close()
        demo.remove()
    assert not Path(demo.folder.name).exists()


def test_a_demo_that_is_not_wanted_any_more_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    with pytest.raises(RuleBroken) as refusal:
        open_demo(lambda *_: None, lambda: True)

    assert refusal.value.code is Broken.IMPORT_CANCELLED
    assert list(tmp_path.iterdir()) == []


def test_a_real_window_has_no_ribbon(running: Running) -> None:
    running.start(Options())
    running.first()
    write("Dominique Leroy")

    assert running.ribbon() == ""
