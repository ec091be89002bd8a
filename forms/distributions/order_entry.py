"""What is added to a member's order, and the payment that comes with it: one form, recorded in one gesture."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.group import Distribution, Group
from backoffice.domain.member_order import NewLine, OrderForm, PaymentForm
from backoffice.domain.money import Money, total
from forms.distributions.line_fields import LineFields
from forms.distributions.members_reading import MemberSheet
from forms.distributions.payment_fields import PaymentFields
from forms.distributions.words import sum_of
from forms.kit.buttons import allow, button
from forms.kit.icons import Icon
from forms.kit.inline_question import Notice, override_question
from forms.kit.labels import Words
from forms.kit.tokens import ROOM, SPACE, Tone
from forms.kit.wording.sentences import sentence

_NOTHING = "Rien à enregistrer : ajoutez une ligne, ou un paiement."
_NOBODY = "Choisissez d'abord un adhérent."
_CAGNOTTE = "Cagnotte : la commande se prend sur le solde ; un paiement crédite le compte."
_SAVE, _SAVING = " Enregistrer", " Enregistrement…"


class OrderEntry(QWidget):
    """The form of one member.

    Signals:
        save_asked: it is complete, and is to be recorded.
        changed: lines or payment are others; what can be recorded may have changed.
        lines_changed: other lines are to be recorded.

    Attributes:
        foot: the line of *Enregistrer*.
    """

    save_asked = Signal()
    changed = Signal()
    lines_changed = Signal()

    def __init__(self, name: str) -> None:
        """Make the form; `name` is who overrides a warning."""
        super().__init__()
        self._file: MemberSheet | None = None
        self._lines: list[NewLine] = []
        self._may_not = _NOBODY
        self._forced = False
        self._line = LineFields()
        self._payment = PaymentFields(self._missing)
        self.foot = QHBoxLayout()
        self._question = override_question(name)
        self._notice = Notice()
        self._told = Words(tone=Tone.MUTED)
        self._told.setWordWrap(True)
        self._save = button("Enregistrer", self.save, Icon.SAVE, primary=True)
        self._connect()
        self._lay_out()

    @property
    def lines(self) -> Sequence[NewLine]:
        """The lines that are to be recorded."""
        return self._lines

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed that leaving would lose."""
        return not self._lines and self._line.is_blank and self._payment.method is None

    def take(self, group: Group, distribution: Distribution) -> None:
        """Offer what the group offers, and say why nothing can be recorded where the distribution is done."""
        done = sentence(RuleBroken(Broken.DISTRIBUTION_VALIDATED)) if distribution.validated else ""
        self._may_not = done
        self._payment.offer(group.recordable)
        self._line.setEnabled(not done)
        self._payment.setEnabled(not done)
        self._cagnotte = group.has_cagnotte
        self._show()

    def show_file(self, file: MemberSheet | None) -> None:
        """Ask for this member; another one is another form."""
        self._file = file
        self._show()

    def clear(self) -> None:
        """Ask anew."""
        self._lines.clear()
        self._line.clear()
        self._payment.clear()
        self._notice.say("")
        self._drop_question()
        self.lines_changed.emit()
        self._show()

    def begin(self) -> None:
        """Put the focus where a line begins, or on what is asked."""
        if self._question.text():
            self._question.setFocus()
        else:
            self._line.begin()

    def drop(self, line: NewLine) -> None:
        """Take off a line that was not recorded yet."""
        if self.isEnabled():  # what is on its way stays
            self._lines = [each for each in self._lines if each is not line]
            self._changed_lines()

    def why_not(self) -> str:
        """Why nothing can be recorded just now; empty where it can."""
        if self._file is None:
            return _NOBODY
        return self._may_not or (_NOTHING if self.is_blank else "")

    def save(self) -> None:
        """*Enregistrer*: with a warning in sight, all the same."""
        if self._question.text():
            self._forced = True
        if self.why_not():
            self._notice.say(self.why_not(), Tone.INFO)
        elif (self._line.is_blank or self._line.add()) and self._payment.is_usable():
            self.save_asked.emit()

    def form(self, distribution_id: int) -> OrderForm | PaymentForm | None:
        """What is to be recorded: lines, with a payment or without, or a payment alone."""
        if self._file is None:
            return None
        member_id = self._file.member.id
        payment = self._payment.form(distribution_id, member_id, forced=self._forced)
        if self._lines:
            return OrderForm(distribution_id, member_id, tuple(self._lines), payment)
        return payment

    def show_sending(self, *, sending: bool) -> None:
        """Take no key while it is on its way."""
        self._notice.say("")
        self._drop_question()
        self.setEnabled(not sending)
        self._save.setText(_SAVING if sending else _SAVE)

    def show_refusal(self, error: Exception) -> None:
        """Say what was refused where it concerns; everything typed is still there."""
        if isinstance(error, RuleBroken) and error.code is Broken.PAYMENT_DUPLICATE:
            self._save.hide()
            self._question.ask(sentence(error))
        elif not (isinstance(error, RuleBroken) and self._payment.show_refusal(error)):
            self._notice.say(sentence(error))
            self.begin()

    def remind(self, text: str) -> None:
        """Say what is to be done here before anything else."""
        self._notice.say(text, Tone.WARNING)
        self.begin()

    def fit(self) -> None:
        """Be as wide as the text asks for."""
        self._line.fit()
        self._payment.fit()

    def _missing(self) -> Money:
        """What would bring the account to zero, once all that waits has come."""
        new = total(line.amount for line in self._lines)
        return new if self._file is None else new - self._file.account.balance - self._file.account.waiting

    def _after_lines(self) -> None:
        if self._payment.isVisibleTo(self):
            self._payment.begin()
        else:
            self.save()

    def _take_line(self, line: NewLine) -> None:
        self._lines.append(line)
        self._changed_lines()

    def _changed_lines(self) -> None:
        self._notice.say("")
        self.lines_changed.emit()
        self._show()

    def _edited(self) -> None:
        self._notice.say("")
        self._drop_question()
        self._show()

    def _drop_question(self) -> None:
        self._forced = False
        self._question.hide()
        self._save.show()

    def _review(self) -> None:
        self._drop_question()
        self._payment.review()

    def _show(self) -> None:
        told = self._may_not
        if not told and self._lines:
            told = f"À enregistrer : {sum_of([line.amount for line in self._lines], 'ligne')}"
        elif not told and self._cagnotte:
            told = _CAGNOTTE
        self._told.say(told, Tone.INFO if self._lines else Tone.MUTED)
        allow(self._save, self.why_not())
        self.changed.emit()

    def _connect(self) -> None:
        self._cagnotte = False
        self._line.added.connect(self._take_line)
        self._line.passed.connect(self._after_lines)
        self._line.edited.connect(self._edited)
        self._payment.edited.connect(self._edited)
        self._payment.committed.connect(self.save)
        self._question.accepted.connect(self.save)
        self._question.dismissed.connect(self._review)

    def _lay_out(self) -> None:
        self.foot.setSpacing(ROOM)
        self.foot.addWidget(self._told, 1)
        self.foot.addWidget(self._save)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        whole.addWidget(self._line)
        whole.addWidget(self._payment)
        whole.addWidget(self._notice)
        whole.addWidget(self._question)
        whole.addLayout(self.foot)
