"""What a gesture's kind is called in the database: a word that stays, in place of a class's name."""

import pkgutil
import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from importlib import import_module
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

import backoffice.domain
import backoffice.keying
from backoffice.domain.batch import BatchKind, Closing, NewBatch, Preclosing
from backoffice.domain.cancellation import AskingAgain, MessageSettling, PaymentToCancel
from backoffice.domain.cheque import ChequeCorrection
from backoffice.domain.collection import BankFileAgain, BankFiling
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.gesture import Gesture, fingerprint
from backoffice.domain.group import GroupMethod, GroupSetup, NewDistribution, NewGroup
from backoffice.domain.ledger import NewMember, Opening
from backoffice.domain.mail import ActionCode, ActionForm, ActionLifting, FileAction
from backoffice.domain.mandate import MandateChange, MandateState
from backoffice.domain.means import MethodChange, MethodForm
from backoffice.domain.member_files import ConfirmationsFile, OpeningsFile
from backoffice.domain.member_order import (
    NewLine,
    OrderForm,
    PaymentForm,
    TakingOff,
    ValidationForm,
    ValidationUndoing,
    Withdrawal,
)
from backoffice.domain.method import Channel
from backoffice.domain.money import Money
from backoffice.domain.paper import MailSlipKind, MailSlipPrinting, MailSlipReprint, SlipPrinting, SlipReprint
from backoffice.domain.people import NewPerson, PersonChange, Role
from backoffice.domain.sealing import SecretChange
from backoffice.domain.tape import Tape
from backoffice.domain.undoing import MailCancelling, Reversal
from backoffice.domain.unpaid import UnpaidForm
from backoffice.keying.recorded_form import ChequeForm, MailForm
from backoffice.storage import gestures
from backoffice.storage.database import Database, Transaction
from tests.coupons import GUARDED
from tests.office import FIRST_DAY, WHY, OfficeGestures
from tests.older import migrate_to, say_version

_KEY, _DAY = UUID(int=1), date(2024, 3, 4)
_PAYMENT = PaymentForm(1, 1, GroupMethod.CASH, Money(5_00))
OLDER: tuple[Gesture, ...] = (
    NewBatch(_DAY, with_invoice=True, kind=BatchKind.PARTNER),
    Preclosing(1),
    Closing(1),
    Reversal(1),
    PaymentToCancel(1, WHY),
    AskingAgain(1),
    MessageSettling(1, accepted=True, comment="Vu"),
    Tape(1, (Money(20_30),)),
    SlipPrinting(1),
    SlipReprint(1),
    MailCancelling(1),
    ActionLifting(1, "Erreur"),
    MandateChange(1, MandateState.REVOKED, "Demande"),
    BankFiling(Channel.CARD, _DAY, _DAY),
    BankFileAgain(1),
    MailSlipPrinting(MailSlipKind.NONE, 1),
    MailSlipReprint(1),
    SecretChange("ab"),
    NewPerson("a.morel", "A. Morel", Role.OPERATOR),
    PersonChange(1, "A. Morel", Role.OPERATOR, active=True),
    ChequeForm(_KEY, 1, 1, Money(20_30), None, "5508018", ()),
    ChequeCorrection(_KEY, 1, Money(20_30), None, "5508018"),
    MailForm(_KEY, 1, 1),
    ActionForm(_KEY, 1, ()),
    MethodForm(_KEY, 1, MethodChange(99)),
    UnpaidForm(_KEY, 1, Money(20_30), "Rejet"),
    NewGroup("AMAP"),
    GroupSetup(1, managed=True, methods=(GroupMethod.CASH,), negative_allowed=False),
    NewDistribution(1, "Légumes", _DAY),
    NewMember(1, "101", "MARTIN Luc"),
    Opening(1, Money(-5_00)),
    _PAYMENT,
    OrderForm(1, 1, (NewLine("Panier", Money(5_00)),), _PAYMENT),
    TakingOff(1),
    Withdrawal(1, "Erreur"),
    ValidationForm(1, ()),
    ValidationUndoing(1),
    OpeningsFile(1, "ab", ""),
    ConfirmationsFile(1, "ab"),
)
"""One of every kind that databases before 0010 hold."""

_RENAMED: Mapping[type, str] = {PaymentToCancel: "PaymentCancelling"}


def _called(form: Gesture) -> str:
    """The name of its class in those days."""
    return _RENAMED.get(type(form), type(form).__name__)


def _words() -> dict[type, str]:
    modules = [
        import_module(f"{package.__name__}.{each.name}")
        for package in (backoffice.domain, backoffice.keying)
        for each in pkgutil.iter_modules(package.__path__)
    ]
    classes = {each for module in modules for each in vars(module).values() if isinstance(each, type)}
    return {each: vars(each)["word"] for each in classes if "word" in vars(each)}


def test_no_two_kinds_share_a_word_and_none_bears_a_class_s_name() -> None:
    words = _words()

    assert words.keys() >= {type(each) for each in OLDER}
    assert [word for word, times in Counter(words.values()).items() if times > 1] == []
    assert [word for word in words.values() if not re.fullmatch(r"[a-z_]+(\.[a-z_]+)?", word) or len(word) > 40] == []


@pytest.mark.parametrize("form", OLDER, ids=lambda form: type(form).__name__)
def test_a_gesture_of_any_kind_is_known_again_after_the_migration(older: OfficeGestures, form: Gesture) -> None:
    key = uuid4()
    older.database.write(lambda tx: _record_as_before(tx, older, key, form))
    older.database.write(_migrate)
    assert _stored(older.database, key) == form.word
    assert older.database.write(lambda tx: older.office.once(tx, older.operator, key, form)) is False
    with pytest.raises(RuleBroken) as refusal:
        older.database.write(lambda tx: older.office.once(tx, older.operator, key, Preclosing(9)))
    assert refusal.value.code is Broken.GESTURE_REUSED


def test_a_day_of_the_earlier_version_gives_the_same_answers(
    older: OfficeGestures, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        for form in OLDER:
            before.setattr(type(form), "word", _called(form))
        made = _day(older)
        answers = [again() for again in made]
    assert _kinds(older.database) > {"ChequeForm", "MailForm", "Closing"}
    counted = _count(older.database)

    older.database.write(_migrate)

    assert [again() for again in made] == answers
    assert _count(older.database) == counted
    assert _kinds(older.database) <= {form.word for form in OLDER}
    assert older.checking.run() == ()


@pytest.fixture
def older(database: Database) -> OfficeGestures:
    """An office in a database as 0009 left it."""
    database.write(lambda tx: say_version(tx, "0009"))
    return OfficeGestures(database)


def _migrate(tx: Transaction) -> None:
    migrate_to(tx, "0010")


def _record_as_before(tx: Transaction, desk: OfficeGestures, key: UUID, form: Gesture) -> None:
    assert gestures.record(tx, desk.operator, key, _called(form), fingerprint(form), FIRST_DAY)


def _stored(database: Database, key: UUID) -> str:
    wanted = key.hex if database.writing_engine.dialect.name == "sqlite" else key
    query = text("SELECT name FROM gestures WHERE key = :key")
    return str(database.read(lambda tx: tx.execute(query, {"key": wanted}).scalar_one()))


def _kinds(database: Database) -> set[str]:
    return {str(kind) for kind in database.read(lambda tx: tx.scalars(text("SELECT name FROM gestures")).all())}


def _count(database: Database) -> int:
    return int(database.read(lambda tx: tx.execute(text("SELECT count(*) FROM gestures")).scalar_one()))


def _day(desk: OfficeGestures) -> list[Callable[[], object]]:
    """A batch from its opening to its closing; gives each gesture to be made again."""
    who, over, client = desk.operator, desk.supervisor, desk.client()
    batch = desk.batches.open(who, (opened := uuid4()), (new := NewBatch(FIRST_DAY.date(), True, BatchKind.PARTNER)))
    cheque = desk.form(batch, client, 20_31)
    correction = ChequeCorrection(uuid4(), desk.cheques.record(who, cheque).id, Money(20_30), None, "5508018")
    letter = desk.mail_form(batch, client, GUARDED)
    actions = ActionForm(uuid4(), client, (FileAction(ActionCode.COMMENT, "Autre motif", "Vu"),))
    change, key = MethodForm(uuid4(), client, MethodChange(99)), iter([uuid4() for _ in range(6)])
    desk.corrections.correct(who, correction)
    again: list[Callable[[], object]] = [
        partial(desk.batches.open, who, opened, new),
        partial(desk.cheques.record, who, cheque),
        partial(desk.corrections.correct, who, correction),
        partial(desk.mail.record, who, letter),
        partial(desk.actions.record, who, actions),
        partial(desk.methods.change, who, change),
        partial(desk.batches.preclose, who, next(key), batch.id),
        partial(desk.control.keep, who, next(key), Tape(batch.id, (Money(20_30),))),
        partial(desk.slips.print_receipt_slip, who, next(key), batch.id),
        partial(desk.mail_slips.print_slip, who, next(key), MailSlipKind.NONE, batch.id),
        partial(desk.batches.close, who, next(key), batch.id),
        partial(desk.slips.reprint, over, next(key), 1),
    ]
    for each in again:
        each()
    return again
