"""What *Enregistrer* takes off the screen is on this workstation's disk by then, and what is not read there is told."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from argon2 import PasswordHasher
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from backoffice.domain.batch import Batch
from backoffice.domain.people import RIGHTS, Role
from backoffice.gateways.aside_folder import AsideFolder
from backoffice.gateways.outbox import Outbox
from backoffice.services.batches.batches import Batches
from backoffice.services.clients.clients import Clients
from backoffice.services.keying.asides import Asides
from backoffice.services.keying.cheques import Cheques, WordsPolicy
from backoffice.services.keying.mail import Mail
from backoffice.services.keying.recording import Recording
from backoffice.services.office.office import Office
from backoffice.services.office.people import People
from backoffice.storage.database import Database
from forms.actions.method_fields import MethodFields
from forms.coupon.outgoing.sending import CouponSending
from tests.cards import VISA
from tests.dying import KILLED
from tests.forms.coupon.aliases import HeldAliases
from tests.forms.coupon.conftest import Open
from tests.forms.coupon.debits import F2, F5, type_card
from tests.forms.coupon.outgoing.doomed import NUMBERS
from tests.forms.coupon.outgoing.test_once import SlowRecording
from tests.forms.coupon.outgoing.test_sending import THRESHOLD
from tests.forms.coupon.workplace import NUMBER, REFERENCE, CouponWorkplace, recording
from tests.office import AUDIT_KEY, VAULT, Clock, OfficeGestures


def _files(folder: Path, place: str) -> list[Path]:
    return sorted((folder / place).glob("*.json"))


def _key_card_ahead(place: CouponWorkplace) -> None:
    """*Enregistrer* on a coupon whose card is on its way to its alias."""
    place.office.client()
    type_card(place)
    place.enter(2)


def test_a_coupon_is_on_the_disk_before_it_leaves_the_screen(
    open_window: Open, office: OfficeGestures, batch: Batch, tmp_path: Path
) -> None:
    """The worker is busy with another, and has not even begun with this one."""
    office.client()
    slow = recording(office, tmp_path, SlowRecording)
    place = open_window(batch, saving=slow)
    place.key("20,30")
    place.enter()
    assert place.is_ready
    (file,) = _files(tmp_path, "outbox")
    assert NUMBER in file.read_text(encoding="utf-8")

    slow.answer.set()
    place.settle()
    place.settle()
    assert len(place.receipts(batch)) == 1
    assert _files(tmp_path, "outbox") == []


def test_a_coupon_ahead_of_its_card_is_aside_on_the_disk_without_it(
    place: CouponWorkplace, batch: Batch, aliases: HeldAliases, tmp_path: Path
) -> None:
    aliases.answer.clear()
    _key_card_ahead(place)
    assert place.is_ready
    (file,) = _files(tmp_path, "aside")
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert (kept["wiped"], kept["assigned"]["card"]) == (True, None)
    assert VISA not in file.read_text(encoding="utf-8")
    assert "la carte sera à retaper" in place.screen.unsaved()

    aliases.answer.set()
    place.until(lambda: len(place.mail(batch)) == 1)
    place.settle()
    assert _files(tmp_path, "aside") == _files(tmp_path, "outbox") == []
    assert place.screen.unsaved() == ""


def test_where_the_disk_refuses_it_a_coupon_ahead_of_its_card_stays_on_the_screen(
    place: CouponWorkplace, batch: Batch, aliases: HeldAliases, tmp_path: Path
) -> None:
    (tmp_path / "aside").write_text("a file where the folder should be")
    aliases.answer.clear()
    _key_card_ahead(place)
    assert not place.is_ready
    assert place.cheque.notice.text().startswith("On ne peut pas écrire dans le dossier")

    (tmp_path / "aside").unlink()
    aliases.answer.set()
    place.network_settles()
    place.save()
    assert len(place.mail(batch)) == 1


def test_the_next_session_finds_the_coupon_whose_card_never_came(
    open_window: Open, batch: Batch, aliases: HeldAliases
) -> None:
    aliases.answer.clear()
    first = open_window(batch)
    _key_card_ahead(first)
    first.screen.stop()

    place = open_window(batch)
    place.settle()
    assert "Mis de côté avant cette session" in place.strip.text()
    place.press(F5)
    place.settle()
    said = [label.text() for label in place.part(MethodFields).findChildren(QLabel) if label.isVisible()]
    assert any("Retapez-le" in words for words in said)
    assert place.reference.field.text() == REFERENCE
    aliases.answer.set()
    first.network_settles()
    first.settle()


def test_a_card_that_comes_for_a_coupon_aside_is_on_the_disk_too(
    place: CouponWorkplace, office: OfficeGestures, aliases: HeldAliases, tmp_path: Path
) -> None:
    office.client()
    aliases.answer.clear()
    type_card(place)
    place.enter()
    place.press(F2)
    (file,) = _files(tmp_path, "aside")
    assert json.loads(file.read_text(encoding="utf-8"))["wiped"]
    aliases.answer.set()
    place.network_settles()
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert (kept["wiped"], kept["assigned"]["card"]["last4"]) == (False, "0154")


def test_what_cannot_be_read_is_told_by_name_after_what_was_sent(
    open_window: Open, office: OfficeGestures, batch: Batch, tmp_path: Path
) -> None:
    outbox = Outbox(tmp_path / "outbox")
    outbox.put(office.operator, office.form(batch, office.client(), 20_30))
    cut = tmp_path / "outbox" / "cut.json"
    cut.write_text('{"format": 1, "kind": "cheque"')

    place = open_window(batch)
    place.until(lambda: "cut.illisible" in place.strip.text())
    assert "saisissez-le de nouveau" in place.strip.text()
    place.settle()
    assert "cut.illisible" in place.strip.text()
    assert len(place.receipts(batch)) == 1


def test_what_cannot_be_read_of_those_aside_is_told(open_window: Open, batch: Batch, tmp_path: Path) -> None:
    (tmp_path / "aside").mkdir()
    (tmp_path / "aside" / "empty.json").touch()
    place = open_window(batch)
    place.until(lambda: "empty.illisible" in place.strip.text())


def test_a_copied_file_is_sent_once_and_the_rounds_come_to_an_end(
    open_window: Open, office: OfficeGestures, batch: Batch, tmp_path: Path
) -> None:
    form = office.form(batch, office.client(), 20_30)
    folder = tmp_path / "outbox"
    Outbox(folder).put(office.operator, form)
    shutil.copy(folder / f"{form.key}.json", folder / f"{form.key} - Copie.json")
    place = open_window(None)
    caught: list[int] = []
    place.screen.findChildren(CouponSending)[0].caught_up.connect(caught.append)
    place.screen.resume(batch)
    place.until(lambda: "Copie.illisible" in place.strip.text())
    QTest.qWait(300)
    place.settle()
    assert caught == [1]
    assert len(place.receipts(batch)) == 1


def test_killed_while_the_database_is_locked_no_coupon_is_lost(sqlite_url: str, tmp_path: Path) -> None:
    """Four cheques and a card were taken off the screen, and not one was recorded."""
    doomed = [sys.executable, "-m", "tests.forms.coupon.outgoing.doomed", sqlite_url, str(tmp_path)]
    ended = subprocess.run(doomed, check=False, timeout=60, capture_output=True, text=True, env=os.environ)  # noqa: S603 - our own
    assert ended.returncode == KILLED, ended.stderr

    database = Database(sqlite_url)
    office = Office(database, AUDIT_KEY, Clock(), RIGHTS)
    people, clients = People(office, PasswordHasher()), Clients(office, VAULT)
    store, batches = AsideFolder(tmp_path / "aside"), Batches(office)
    cheques = Cheques(office, WordsPolicy(THRESHOLD, lambda: False))
    again = Recording(cheques, Mail(office, VAULT), people, Outbox(tmp_path / "outbox"), store)
    assert sorted(each.receipt.cheque_number for each in again.resend() if each.receipt) == list(NUMBERS)
    (operator,) = (each for each in people.active() if each.role is Role.OPERATOR)
    who = people.actor(operator.id, "PC-12")
    (batch,) = batches.listing(who)
    (aside,) = Asides(store, clients, batches, office).of_batch(who, batch.batch.id)
    assert (aside.title, aside.wiped, aside.assigned.card) == ("J 121 10000004", True, None)
    database.close()
