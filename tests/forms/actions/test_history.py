from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from backoffice.domain.mail import ActionCode, FileAction
from backoffice.domain.mail_facts import CouponFacts
from backoffice.domain.mail_rows import ActionRow
from backoffice.keying.ticks import Ticks
from forms.kit.table import Table
from tests.forms.actions.place import PROMO, Place
from tests.forms.screen_window import Bench, texts
from tests.keyboard_driver import press
from tests.office import OfficeGestures

LONG = "A demande le 02/03 qu'on le rappelle la semaine prochaine pour donner un nouvel IBAN et la date du virement"


@pytest.fixture
def place(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> Place:
    return Place(bench, qtbot, office)


def table(place: Place) -> Table[ActionRow]:
    found = place.history.findChild(Table)
    assert found is not None
    return found


def test_with_nothing_it_says_what_to_do_first(place: Place) -> None:
    place.refresh()
    assert place.says("Tapez 2.6 pour un commentaire")


def test_what_was_done_stands_there_the_newest_first(place: Place) -> None:
    place.record(FileAction(ActionCode.COMMENT, "Autre motif", LONG))
    place.record(FileAction(ActionCode.REFUSAL, "13"), FileAction(ActionCode.CLOSE_LETTER, "RPSI"))
    place.refresh()
    assert [row[1:] for row in texts(table(place))] == [
        ("Clôture du courrier", "", "RPSI - Refus de paiement", "A. Morel", ""),
        ("3.3 Refus", "", "13 - Refus de paiement", "A. Morel", ""),
        ("2.6 Commentaire", LONG, "Autre motif", "A. Morel", ""),
    ]
    assert texts(table(place))[0][0] == "04/03/2024 à 09:00"
    assert not place.says("Tapez 2.6")


def test_the_current_comment_is_whole_under_the_table(place: Place) -> None:
    place.record(FileAction(ActionCode.COMMENT, "Autre motif", LONG))
    place.record(FileAction(ActionCode.REFUSAL, "13"))
    place.refresh()
    assert not place.says(LONG)
    place.history.setFocus()
    press(Qt.Key.Key_Down)
    assert place.says(LONG)
    place.history.show_dossier(None)
    assert not place.says(LONG)
    assert table(place).rows == []


def test_what_was_lifted_says_why(place: Place, office: OfficeGestures) -> None:
    (row,) = place.record(FileAction(ActionCode.STOP_PROMOTION, PROMO))
    office.actions.lift(office.supervisor, uuid4(), row.id, "demande du client")
    place.refresh()
    assert texts(table(place))[0][-1] == "Levé\u00a0: demande du client"


def test_what_came_with_mail_that_was_cancelled_says_so(place: Place, office: OfficeGestures) -> None:
    letter = office.letter(office.batch(), place.client_id, ticks=Ticks(coupon=CouponFacts(refusal=True)))
    office.mail.cancel(office.operator, uuid4(), letter.id)
    place.refresh()
    assert texts(table(place))[0][-1] == "Annulé avec son courrier"
