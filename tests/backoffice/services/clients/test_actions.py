"""Actions typed on a client's file, and the stops that a supervisor lifts (P-41, P-81)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from uuid import uuid4

import pytest
from sqlalchemy import select

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.mail import ActionCode, ActionForm, FileAction
from backoffice.domain.mail_rows import ActionRow
from backoffice.domain.paper import Paper
from backoffice.domain.people import Role
from backoffice.storage.database import Database
from backoffice.storage.schema import audit_events
from tests.coupons import GUARDED
from tests.office import OfficeGestures

STOP = FileAction(ActionCode.STOP_PROMOTION, "1 - Non prospectable", rule="P-41")
REMINDERS = FileAction(ActionCode.STOP_REMINDERS, rule="P-41")
COMMENT = FileAction(ActionCode.COMMENT, "Autre motif", "CLT DCD", "P-41")
CLOSING = FileAction(ActionCode.CLOSE_LETTER, "XXXX", rule="P-41")
DECEASED = (STOP, REMINDERS, COMMENT, CLOSING)
REFUSAL = (FileAction(ActionCode.REFUSAL, "13", rule="P-81"), FileAction(ActionCode.CLOSE_LETTER, "RPSI", rule="P-81"))


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


def _recorded(desk: OfficeGestures, client_id: int, *actions: FileAction) -> tuple[ActionRow, ...]:
    return desk.actions.record(desk.operator, ActionForm(uuid4(), client_id, actions))


def _code(desk: OfficeGestures, form: ActionForm) -> Broken:
    with pytest.raises(RuleBroken) as refusal:
        desk.actions.record(desk.operator, form)
    return refusal.value.code


def test_a_deceased_client_in_one_gesture(desk: OfficeGestures) -> None:
    client = desk.client()
    form = ActionForm(uuid4(), client, DECEASED)
    rows = desk.actions.record(desk.operator, form)
    assert tuple(row.action for row in rows) == DECEASED
    assert {(row.operator, row.lifted, row.lift_reason) for row in rows} == {("A. Morel", False, "")}
    assert desk.actions.record(desk.operator, form) == rows
    dossier = desk.dossier(client)
    assert dossier.actions == tuple(reversed(rows))
    assert dossier.standing(ActionCode.STOP_REMINDERS) == rows[1]
    assert desk.checking.run() == ()


def test_all_of_a_form_or_nothing(desk: OfficeGestures) -> None:
    client = desk.client()
    _recorded(desk, client, REMINDERS)
    assert _code(desk, ActionForm(uuid4(), client, DECEASED)) is Broken.ACTION_STANDS
    assert [row.action for row in desk.dossier(client).actions] == [REMINDERS]


def test_a_refusal_to_pay(desk: OfficeGestures) -> None:
    client = desk.client()
    _recorded(desk, client, *REFUSAL)
    _recorded(desk, client, *REFUSAL)
    assert len(desk.dossier(client).actions) == 4


def test_a_stop_stands_once_and_can_be_made_again_when_it_is_lifted(desk: OfficeGestures) -> None:
    client = desk.client()
    assert _code(desk, ActionForm(uuid4(), client, (STOP, STOP))) is Broken.ACTION_STANDS
    (first,) = _recorded(desk, client, STOP)
    assert _code(desk, ActionForm(uuid4(), client, (STOP,))) is Broken.ACTION_STANDS
    desk.letter(desk.batch(), client, Paper.DISCARD, GUARDED)
    assert len(desk.dossier(client).actions) == 1
    desk.actions.lift(desk.supervisor, uuid4(), first.id, "Erreur de client")
    assert desk.dossier(client).standing(ActionCode.STOP_PROMOTION) is None
    (second,) = _recorded(desk, client, STOP)
    assert desk.dossier(client).standing(ActionCode.STOP_PROMOTION) == second


def test_a_stop_of_one_client_is_not_another_s(desk: OfficeGestures) -> None:
    _recorded(desk, desk.client(), STOP)
    _recorded(desk, desk.client(ClientRef("J", 121, "2")), STOP)


def test_two_threads_stop_promotions_once(desk: OfficeGestures) -> None:
    client, start = desk.client(), Barrier(8)

    def press(_: int) -> Broken | None:
        start.wait()
        try:
            _recorded(desk, client, STOP)
        except RuleBroken as refusal:
            return refusal.code
        return None

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(press, range(8)))
    assert sorted(map(str, answers)) == sorted(["None", *["action.stands"] * 7])


@pytest.mark.parametrize(
    ("actions", "code"),
    [
        ((), Broken.ACTION_MISSING),
        ((replace(COMMENT, text="\n"),), Broken.COMMENT_MISSING),
        ((replace(STOP, value=""),), Broken.ACTION_VALUE_UNKNOWN),
        ((replace(REFUSAL[0], value=""),), Broken.ACTION_VALUE_UNKNOWN),
    ],
)
def test_an_action_that_lacks_what_it_needs(
    desk: OfficeGestures, actions: tuple[FileAction, ...], code: Broken
) -> None:
    assert _code(desk, ActionForm(uuid4(), desk.client(), actions)) is code


def test_who_may_not(desk: OfficeGestures) -> None:
    client = desk.client()
    (stop,) = _recorded(desk, client, STOP)
    trainer = desk.person("t.nguyen", "T. Nguyen", Role.TRAINER)
    with pytest.raises(RuleBroken) as refusal:
        desk.actions.record(trainer, ActionForm(uuid4(), client, (COMMENT,)))
    assert refusal.value.code is Broken.ROLE_MAY_NOT
    for who in (trainer, desk.operator, desk.person("d.leroy", "D. Leroy", Role.ADMINISTRATOR)):
        with pytest.raises(RuleBroken) as refusal:
            desk.actions.lift(who, uuid4(), stop.id, "Erreur")
        assert refusal.value.code is Broken.ROLE_MAY_NOT
    assert _code(desk, ActionForm(uuid4(), 10**6, (COMMENT,))) is Broken.CLIENT_UNKNOWN


def test_a_lift_is_made_once_with_its_reason(desk: OfficeGestures) -> None:
    client, key = desk.client(), uuid4()
    (stop,) = _recorded(desk, client, STOP)
    lifted = desk.actions.lift(desk.supervisor, key, stop.id, " Le client est vivant ")
    assert lifted == replace(stop, lifted=True, lift_reason="Le client est vivant")
    assert desk.actions.lift(desk.supervisor, key, stop.id, " Le client est vivant ") == lifted
    assert desk.dossier(client).actions == (lifted,)
    assert desk.checking.run() == ()


def test_what_cannot_be_lifted(desk: OfficeGestures) -> None:
    def code(action_id: int, reason: str = "Erreur") -> Broken:
        with pytest.raises(RuleBroken) as refusal:
            desk.actions.lift(desk.supervisor, uuid4(), action_id, reason)
        return refusal.value.code

    stop, reminders, comment, closing = _recorded(desk, desk.client(), *DECEASED)
    assert {code(row.id) for row in (comment, closing)} == {Broken.ACTION_NOT_LIFTABLE}
    assert code(10**6) is Broken.ACTION_UNKNOWN
    assert code(stop.id, "  ") is Broken.REASON_MISSING
    assert code(stop.id, "\x07") is Broken.TEXT_UNUSABLE
    desk.actions.lift(desk.supervisor, uuid4(), reminders.id, "Erreur")
    assert code(reminders.id) is Broken.ACTION_LIFTED


def test_two_supervisors_lift_once(desk: OfficeGestures) -> None:
    (stop,) = _recorded(desk, desk.client(), STOP)
    start = Barrier(4)

    def press(_: int) -> Broken | None:
        start.wait()
        try:
            desk.actions.lift(desk.supervisor, uuid4(), stop.id, "Erreur")
        except RuleBroken as refusal:
            return refusal.code
        return None

    with ThreadPoolExecutor(4) as threads:
        assert sorted(map(str, threads.map(press, range(4)))) == ["None", *["action.lifted"] * 3]


def test_the_trail_tells_of_actions_without_their_texts(desk: OfficeGestures) -> None:
    (_, comment) = _recorded(desk, desk.client(), STOP, COMMENT)
    desk.actions.lift(desk.supervisor, uuid4(), comment.id - 1, "Secret")
    told = desk.database.read(lambda tx: dict(tx.execute(select(audit_events.c.kind, audit_events.c.facts)).all()))
    assert '"actions":"2.7 2.6"' in told["actions recorded"]
    assert f'"action":{comment.id - 1}' in told["stop lifted"]
    assert "DCD" not in str(told)
    assert "Secret" not in str(told)


def test_the_file_shows_its_newest_actions(desk: OfficeGestures) -> None:
    client = desk.client()
    for place in range(6):
        _recorded(desk, client, *(replace(COMMENT, text=f"{place}-{line}") for line in range(10)))
    texts = [row.action.text for row in desk.dossier(client).actions]
    assert (len(texts), texts[0], texts[-1]) == (50, "5-9", "1-0")
