"""Sends coupons to the database for the queue: answered, kept on this workstation and sent again."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.dossier import Dossier
from backoffice.domain.errors import RuleBroken, Unavailable
from backoffice.domain.mail_rows import MailRow
from backoffice.domain.method import Channel, channel_of
from backoffice.domain.people import Actor
from backoffice.domain.unread_files import UnreadFile
from backoffice.keying.brought_back import entry_of
from backoffice.keying.entry import Entry
from backoffice.keying.recorded_form import ChequeForm, MailForm
from backoffice.services.clients.clients import Clients
from backoffice.services.keying.recording import Recording, Resent
from forms.kit.tasks import TaskRunner

_RETRY = 3000
"""Milliseconds between two tries while something waits."""

_Answered = list[tuple[Resent, Dossier | None]]


class CouponSending(QObject):
    """Sends coupons and keeps what was typed until there is an answer.

    Signals:
        recorded: a coupon is in the books; bears its receipt, or its mail where it has none.
        refused: it is not, and does not wait, but is aside; bears the `Entry` and the exception.
        refused_another: likewise what somebody else had sent, who finds it aside; bears their `Actor` too.
        kept: the database is out of reach, the coupon waits on this workstation; bears the `Entry` and the fault.
        slimpay_asked: a coupon is in the books whose IBAN is to be typed at SlimPay (P-69); bears the client's id.
        unkept: the folder of what waits, or that of what is put aside, fails; bears the fault.
        unread: files in which coupons may wait could not be read; bears them, each once.
        found: coupons wait from an earlier session; bears how many.
        caught_up: nothing waits any more; bears how many were recorded in the end.
        changed: `under_way` or `waiting` has changed.
    """

    recorded = Signal(object)
    refused = Signal(object, object)
    refused_another = Signal(object, object, object)
    kept = Signal(object, object)
    slimpay_asked = Signal(int)
    unkept = Signal(object)
    unread = Signal(object)
    found = Signal(int)
    caught_up = Signal(int)
    changed = Signal()

    def __init__(self, recording: Recording, clients: Clients, runner: TaskRunner, who: Actor) -> None:
        super().__init__()
        self._recording = recording
        self._clients = clients
        self._runner = runner
        self._who = who
        self._sent: dict[UUID, tuple[Entry, ChequeForm | MailForm]] = {}
        self._kept: dict[UUID, tuple[Entry, ChequeForm | MailForm]] = {}
        self._trying = False
        self._told = False
        self._unread: list[UnreadFile] = []
        self.waiting = 0
        self._timer = QTimer(self, interval=_RETRY)
        self._timer.timeout.connect(self._send_again)

    @property
    def under_way(self) -> int:
        """How many coupons were sent and have no answer yet."""
        return len(self._sent)

    def keep(self, form: ChequeForm | MailForm) -> None:
        """Put a form on this workstation's disk, before it leaves the screen.

        Raises:
            RuleBroken, Unavailable: as `Recording.keep`; it must stay on the screen.
        """
        self._recording.keep(self._who, form)

    def send(self, entry: Entry, form: ChequeForm | MailForm) -> None:
        """Record a coupon that is kept."""
        self._sent[form.key] = (entry, form)
        self.changed.emit()
        self._runner.run(
            partial(self._work, form), partial(self._record, form.key), partial(self._fail, form.key), self
        )

    def look(self) -> None:
        """Send again what a crash, or the end of an earlier session, has left on this workstation."""
        self._runner.run(self._count, self._find, self._give_up, self)

    def _count(self) -> tuple[int, tuple[UnreadFile, ...]]:
        return self._recording.waiting(), self._recording.unread()

    def _work(self, form: ChequeForm | MailForm) -> ReceiptRow | MailRow:
        if isinstance(form, MailForm):
            return self._recording.record_mail(self._who, form)
        return self._recording.record(self._who, form)

    def _record(self, key: UUID, row: ReceiptRow | MailRow) -> None:
        _, form = self._sent.pop(key)
        self.changed.emit()
        self.recorded.emit(row)
        self._tell_slimpay(form)

    def _tell_slimpay(self, form: ChequeForm | MailForm) -> None:
        change = form.change if isinstance(form, MailForm) else None
        if change is not None and channel_of(change.code) is Channel.SLIMPAY:
            self.slimpay_asked.emit(form.client_id)

    def _fail(self, key: UUID, error: Exception) -> None:
        entry, form = self._sent.pop(key)
        if isinstance(error, Unavailable):  # it was kept before it was sent, and waits
            self._kept[key] = (entry, form)
            self.waiting += 1
            self._timer.start()
            self.kept.emit(entry, error)
        else:
            self.refused.emit(entry, error)
        self.changed.emit()

    def _find(self, counted: tuple[int, tuple[UnreadFile, ...]]) -> None:
        count, unread = counted
        self._unread.extend(unread)
        if count and not self.waiting:
            self.waiting = count
            self.changed.emit()
            self.found.emit(count)
            self._send_again()
            self._timer.start()
        elif not self._trying:  # what a round has to say would take its place
            self._tell_unread()

    def _tell_unread(self) -> None:
        if self._unread:
            unread, self._unread = tuple(self._unread), []
            self.unread.emit(unread)

    def _send_again(self) -> None:
        if not self._trying:
            self._trying = True
            self._runner.run(self._resend, self._catch_up, self._give_up, self)

    def _resend(self) -> _Answered:
        return [(answer, self._file_of(answer)) for answer in self._recording.resend()]

    def _file_of(self, answer: Resent) -> Dossier | None:
        """The client's file for a coupon that is refused, to bring it back with."""
        if answer.refusal is None or answer.form.key in self._kept:
            return None
        try:
            return self._clients.dossier(self._who, answer.form.client_id)
        except (RuleBroken, Unavailable):  # the answer matters more
            return None

    def _catch_up(self, answers: _Answered) -> None:
        self._trying = self._told = False
        self._timer.stop()
        self.waiting = 0
        for answer, dossier in answers:
            entry, form = self._kept.pop(answer.form.key, (None, answer.form))
            if answer.refusal is None:
                self._tell_slimpay(form)
            elif answer.who is None or answer.who.person_id == self._who.person_id:
                self.refused.emit(entry or entry_of(form, dossier), answer.refusal)
            else:
                self.refused_another.emit(entry_of(form, dossier), answer.refusal, answer.who)
        self.changed.emit()
        self.caught_up.emit(sum(answer.refusal is None for answer, _ in answers))
        self._tell_unread()
        self._ask_again()
        self.look()

    def _ask_again(self) -> None:
        """What a round that broke off halfway has not answered is sent again, under the same key."""
        unanswered, self._kept = list(self._kept.values()), {}
        for entry, form in unanswered:
            self.send(entry, form)

    def _give_up(self, error: Exception) -> None:
        """Still out of reach: the timer tries again, unless trying is what fails."""
        self._trying = False
        if not isinstance(error, Unavailable):
            self._timer.stop()
        elif "folder" in error.facts and not self._told:
            self._told = True
            self.unkept.emit(error)
        self._tell_unread()
