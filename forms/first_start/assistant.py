"""The assistant of the first start on a workstation, shown by `program` where nobody has said where the data is."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget
from typing_extensions import override

from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.founding import AddressedDatabase
from backoffice.founding import Administrator, FirstStart
from forms.first_start.place_step import PlaceStep
from forms.first_start.secret_step import SecretStep
from forms.kit.busy_line import BusyLine
from forms.kit.buttons import button
from forms.kit.labels import Words
from forms.kit.panels import Card
from forms.kit.questions import Questions
from forms.kit.tasks import TaskRunner
from forms.kit.tokens import SPACE, Tone, scaled
from forms.kit.wording.sentences import sentence
from forms.people.administrator_form import AdministratorForm
from forms.people.emblem import lay_out_in_the_middle

T = TypeVar("T")
_Step = PlaceStep | SecretStep | AdministratorForm

_WIDTH = 560
_TRYING = "Essai de l'adresse…"
_MAKING = "Préparation de la base…"
_SAVED = "La clé est dans {file}. Mettez ce fichier hors de ce poste."


class Assistant(QWidget):
    """One step after the other; Enter goes on, Escape goes back. What is typed is kept nowhere before the last Enter.

    Signals:
        finished: all is there, and the office can be opened.
        failed: the database that the settings name cannot be used; bears the exception.
    """

    finished = Signal()
    failed = Signal(object)

    def __init__(self, start: FirstStart, runner: TaskRunner, questions: Questions) -> None:
        super().__init__()
        self._start = start
        self._runner = runner
        self._questions = questions
        self._database = AddressedDatabase()
        self._before: list[_Step] = []
        self._given = ""
        self.place = PlaceStep(start.folder)
        self.secret = SecretStep(self._save_secret)
        self.administrator = AdministratorForm()
        self._steps = QStackedWidget()
        self._number = Words(tone=Tone.MUTED)
        self._state = Words(tone=Tone.MUTED)
        self._state.setWordWrap(True)
        self._busy = BusyLine()
        self._back = button("Retour", self._step_back)
        self._next = button("Continuer", self._step_on, primary=True)
        self._lay_out()
        for step in (self.place, self.secret, self.administrator):
            step.setParent(self._steps)  # those that are never come to go with it, too
            step.hide()
            step.committed.connect(self._step_on)

    def enter(self) -> None:
        """Begin with the first thing that is not known."""
        if self._start.is_placed:
            self._work(_TRYING, lambda: self._start.look_at(""), self._looked_at, self.failed.emit)
        else:
            self._show(self.place)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._step_back()
        else:
            super().keyPressEvent(event)

    def _step_on(self) -> None:
        step = self._steps.currentWidget()
        if not self._next.isEnabled() or not isinstance(step, _Step) or not step.check():
            return
        self._state.say("")
        if step is self.place:
            address = self.place.address()
            self._work(_TRYING, lambda: self._start.look_at(address), self._looked_at, self._refuse_address)
        elif step is self.secret:
            self._check_secret()
        else:
            self._finish()

    def _step_back(self) -> None:
        if self._before and self._next.isEnabled():
            self._state.say("")
            self._show(self._before.pop())

    def _looked_at(self, database: AddressedDatabase) -> None:
        self._database = database
        if self._start.has_secret:
            self._after_secret()
            return
        address = self._address()
        self._work(
            _TRYING, lambda: self._start.proposed_secret(address), self._ask_secret, lambda _: self._ask_secret("")
        )

    def _ask_secret(self, proposed: str) -> None:
        """Ask for the secret, unless the keyring has had the right one all the while."""
        in_file = not proposed
        if self._database.check_value and proposed and self._fits(proposed):
            self._given = proposed
            self._after_secret()
            return
        self.secret.begin(
            proposed or self._start.new_secret(), is_known=bool(self._database.check_value), in_file=in_file
        )
        self._go_to(self.secret)

    def _fits(self, digits: str) -> bool:
        try:
            self._start.check_secret(digits, self._database)
        except Unavailable:
            return False
        return True

    def _check_secret(self) -> None:
        try:
            self._given = self._start.check_secret(self.secret.text(), self._database)
        except Unavailable as refusal:
            self.secret.refuse(sentence(refusal))
            return
        self._after_secret()

    def _after_secret(self) -> None:
        if self._database.has_people:
            self._finish()
        else:
            self._go_to(self.administrator)

    def _finish(self) -> None:
        address, secret, in_file = self._address(), self._given, self.secret.in_file
        administrator = None
        if not self._database.has_people:
            administrator = Administrator(self.administrator.person(), self.administrator.password.text())
        self._work(
            _MAKING,
            lambda: self._start.finish(address, secret, administrator, in_file=in_file),
            lambda _: self.finished.emit(),
            self._refuse,
        )

    def _refuse_address(self, error: Exception) -> None:
        if not self.place.refuse(error):
            self._refuse(error)

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, Unavailable) and error.fault is Fault.SECRET_MISSING:
            self.secret.set_in_file(True)  # the keyring reads, and keeps nothing
            while self._before and self._steps.currentWidget() is not self.secret:
                self._show(self._before.pop())
        else:
            self._state.say(sentence(error), Tone.ERROR)

    def _work(
        self, words: str, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Do something away from the window's thread; nothing can be pressed meanwhile."""
        self._set_busy(words)

        def answered(answer: T) -> None:
            self._set_busy("")
            done(answer)

        def refused(error: Exception) -> None:
            self._set_busy("")
            self._take_focus()
            failed(error)

        self._runner.run(work, answered, refused, self)

    def _set_busy(self, words: str) -> None:
        self._state.say(words)
        self._busy.setVisible(bool(words))
        for part in (self._steps, self._next, self._back):
            part.setEnabled(not words)

    def _address(self) -> str:
        return "" if self._start.is_placed else self.place.address()

    def _go_to(self, step: _Step) -> None:
        now = self._steps.currentWidget()
        if isinstance(now, _Step) and now is not step:
            self._before.append(now)
        self._show(step)

    def _show(self, step: _Step) -> None:
        if self._steps.indexOf(step) < 0:
            self._steps.addWidget(step)
        self._steps.setCurrentWidget(step)
        at = len(self._before) + 1
        is_last = step is self.administrator or (step is self.secret and self._database.has_people)
        left = 0 if is_last else 1 if step is self.secret or self._start.has_secret else 2
        self._number.setText(f"étape {at} sur {at + left}")
        words = "Terminer" if is_last else "Continuer"
        self._next.setText(words)
        self._next.setAccessibleName(words)
        self._back.setVisible(bool(self._before))
        self._take_focus()

    def _take_focus(self) -> None:
        step = self._steps.currentWidget()
        if isinstance(step, _Step):
            step.take_focus()

    def _save_secret(self, digits: str) -> None:
        file = self._questions.save_path("cle-liasse.txt", "Texte (*.txt)")
        if file is not None:
            try:
                self._start.save_secret(file, digits)
            except Unavailable as refusal:
                self._state.say(sentence(refusal), Tone.ERROR)
            else:
                self._state.say(_SAVED.format(file=file))

    def _lay_out(self) -> None:
        self._back.hide()
        card = Card("Premier démarrage")
        card.setFixedWidth(scaled(_WIDTH))
        card.head.addWidget(self._number)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        foot.addWidget(self._state, 1)
        foot.addWidget(self._back, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(self._next, 0, Qt.AlignmentFlag.AlignBottom)
        card.body.addWidget(self._steps)
        card.body.addWidget(self._busy)
        card.body.addLayout(foot)
        lay_out_in_the_middle(self, self._start.workstation, card)
