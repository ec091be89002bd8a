"""What the financial system has not answered, by age."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from backoffice.domain.cancellation import ErpAnswer, RequestState
from backoffice.domain.cancelling_progress import WaitingRequest
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.money import Money
from backoffice.domain.people import Role
from forms.erp.overdue_requests import OverdueRequest, short_moment
from forms.kit.table import Table
from forms.kit.tokens import Tone
from tests.forms.closing.conftest import Dress
from tests.forms.erp.watch import Watch, at
from tests.forms.screen_window import button, click, texts
from tests.keyboard_driver import press

NOW = datetime(2024, 3, 5, 8, 0, tzinfo=UTC)


def request(asked_at: datetime, next_at: datetime | None = None) -> WaitingRequest:
    ref = ClientRef("J", 121, "52134466")
    state, sent = RequestState.SENT, asked_at if next_at else None
    return WaitingRequest("1", 1, ref, "Mme DURAND", "F1", Money(20_30), state, asked_at, "C. Dupuis", 1, sent, next_at)


@pytest.mark.parametrize(
    ("minutes", "age", "tone"),
    [
        (0, "< 1 min", Tone.MUTED),
        (29, "29 min", Tone.MUTED),
        (30, "30 min", Tone.WARNING),
        (65, "1 h 05", Tone.WARNING),
        (12 * 60, "12 h 00", Tone.ERROR),
        (47 * 60, "1 j", Tone.ERROR),
        (-3, "< 1 min", Tone.MUTED),
    ],
)
def test_an_age_grows_in_words_and_in_colour(minutes: int, age: str, tone: Tone) -> None:
    row = OverdueRequest.at(request(NOW - timedelta(minutes=minutes, seconds=30)), NOW)
    assert (row.age, row.tone) == (age, tone)


def test_a_line_is_another_one_only_once_it_reads_otherwise() -> None:
    asked = request(NOW - timedelta(minutes=2), NOW + timedelta(minutes=1))
    assert OverdueRequest.at(asked, NOW) == OverdueRequest.at(asked, NOW + timedelta(seconds=30))
    assert OverdueRequest.at(asked, NOW) != OverdueRequest.at(asked, NOW + timedelta(minutes=1))
    assert OverdueRequest.at(asked, NOW + timedelta(minutes=1)).is_due
    assert OverdueRequest.at(request(NOW), NOW).is_due


def test_of_today_the_hour_is_enough() -> None:
    assert short_moment(NOW, "05/03/2024") == "09:00"
    assert short_moment(NOW, "06/03/2024") == "05/03 09:00"


def test_the_empty_lists_say_where_something_would_come_from(watch: Watch) -> None:
    watch.open()
    assert watch.sees("Tout ce qui a été demandé a sa réponse.")
    assert watch.sees("Rien en quarantaine.")
    assert not watch.sees("À trancher")
    assert at() == "Sans réponse"
    press(Qt.Key.Key_F8)
    assert "Rien n'est en quarantaine" in watch.told()


def test_what_waits_is_listed_oldest_first_with_its_sendings(watch: Watch) -> None:
    watch.payment(10_00, 20_30)
    watch.later(hours=13)
    watch.payment(7_15)
    watch.together.round.run()
    watch.open()

    first, second, third = texts(watch.waiting)
    assert first[0].startswith("13 h")
    assert first[1:6] == ("J 121 52134461", "Mme DURAND Marie", "F1", "10,00", "envoyée")
    assert (first[6][-5:], first[7], first[8]) == ("09:00", "C. Dupuis", "2")
    assert [row[3] for row in (first, second, third)] == ["F1", "F2", "F1"]
    assert third[0] == "< 1 min"
    assert watch.sees("3 demandes")


def test_it_reads_again_by_itself_and_keeps_the_current_line(watch: Watch) -> None:
    _, requests = watch.payment(10_00, 20_30, 7_15)
    watch.open()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    kept = watch.waiting.current_row()
    assert kept is not None
    watch.together.erp.say(ErpAnswer.CANCELLED, requests[0])
    watch.together.round.run()
    watch.qtbot.waitUntil(lambda: len(watch.waiting.rows) == 2, timeout=10_000)
    after = watch.waiting.current_row()
    assert after is not None
    assert after.request == kept.request


def test_f5_and_coming_in_ask_for_a_round_at_once(watch: Watch) -> None:
    screen = watch.open()
    assert watch.asked == 1
    press(Qt.Key.Key_F5)
    click(button(screen, "Interroger"))
    assert watch.asked == 3


def test_whether_it_answers_is_said_by_word(watch: Watch) -> None:
    screen = watch.open()
    screen.show_link(None)
    watch.until_seen("répond")
    screen.show_link(Unavailable(Fault.ERP_UNREACHABLE, system="Tryton"))
    watch.until_seen("ne répond pas")


def test_while_the_database_is_away_it_is_said_once(watch: Watch) -> None:
    administrator = watch.together.desk.person("d.leroy", "D. Leroy", Role.ADMINISTRATOR)
    screen = watch.open(who=administrator)  # refused each time, as out of reach
    assert "ne permet pas" in watch.told()
    watch.bench.strip.hide()
    screen.show_link(None)
    watch.settle()
    assert watch.told() == ""


def test_every_button_in_sight_has_a_name(watch: Watch) -> None:
    watch.refused_then_cancelled()
    screen = watch.open(demo=True)
    found = [made for made in screen.findChildren(QAbstractButton) if made.isVisible()]
    named = [made for made in found if not isinstance(made.parent(), Table)]
    assert len(named) == 4
    assert all(made.accessibleName() for made in named)


@pytest.mark.parametrize("percent", [100, 160])
def test_large_text_in_a_small_window_can_still_be_settled(watch: Watch, dress: Dress, percent: int) -> None:
    dress(percent)
    watch.bench.resize(900, 600)
    watch.refused_then_cancelled()
    watch.open()
    press(Qt.Key.Key_Return)
    assert at() == "Commentaire"
    press(Qt.Key.Key_A)
    press(Qt.Key.Key_Return)
    assert at() == "Accepter"
