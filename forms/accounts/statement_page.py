"""*Relevé de compte*: of one member, or of all that are shown, as one paper."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from typing_extensions import override

from backoffice.domain.documents import MemberStatement, MemberStatements
from backoffice.domain.ledger import Member
from backoffice.french.counted import counted
from forms.accounts.page import AccountsPage
from forms.accounts.services import AccountTools
from forms.kit.buttons import button
from forms.kit.keys import KeyHint
from forms.kit.labels import Words
from forms.kit.panels import Advance
from forms.kit.preview import Preview
from forms.kit.strip import Strip
from forms.kit.tasks import WorkWatch
from forms.kit.tokens import ROOM
from forms.kit.wording.sentences import sentence

_DRAWING = "Le relevé s'établit : il est bientôt là."
_NO_PAPER = "Aucun relevé n'est affiché."


class StatementPage(AccountsPage):
    """Draws statements, shows them, prints them and saves them."""

    def __init__(self, tools: AccountTools) -> None:
        super().__init__(tools)
        self._watch: WorkWatch | None = None
        self._advance: Advance | None = None
        self._has_paper = False
        self._title = Words(role="heading")
        self.notice = Strip()
        self._preview = Preview(tools.desk, "")
        self._preview.failed.connect(lambda error: self.notice.error(sentence(error)))
        self._back = button("Revenir  Échap", self.leave)
        self._lay_out()

    @override
    def begin(self) -> None:
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def hints(self) -> Sequence[KeyHint]:
        why_not = "" if self._has_paper else _DRAWING if self._watch is not None else _NO_PAPER
        return (
            KeyHint("Ctrl+P", "Imprimer", self._preview.print_paper, why_not),
            KeyHint("Ctrl+S", "Enregistrer…", self._preview.save_paper, why_not),
            KeyHint("Esc", "Revenir", self.leave),
        )

    def draw(self, members: Sequence[Member]) -> None:
        """Draw the statements of these members, one after the other."""
        self.stop()
        self._has_paper = False
        self._preview.clear()
        self.notice.hide()
        name = members[0].name if len(members) == 1 else counted(len(members), "adhérent")
        title = f"Relevé de compte · {name}"
        self._title.setText(title)
        watch = WorkWatch(self)
        self._watch = watch
        self._advance = Advance("Relevés", watch)
        self._column.insertWidget(1, self._advance)
        self.changed.emit()
        self._tools.desk.runner.run(
            lambda: drawn(self._tools, tuple(members), title, watch),
            lambda paper: self._show(watch, paper, f"Relevé {name}"),
            lambda error: self._refuse(watch, error),
            self,
        )

    def stop(self) -> None:
        """Draw no more of what is being drawn."""
        if self._watch is not None:
            self._watch.cancel()
        self._end()

    def leave(self) -> None:
        """Back; what is being drawn is not wanted any more."""
        self.stop()
        self.left.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _show(self, watch: WorkWatch, paper: bytes, name: str) -> None:
        if watch is not self._watch:
            return
        self._end()
        if paper:
            self._has_paper = True
            self._preview.show_paper(paper, name)
            self.changed.emit()
        else:
            self.left.emit()  # Arrêter

    def _refuse(self, watch: WorkWatch, error: Exception) -> None:
        if watch is self._watch:
            self._end()
            self.notice.error(sentence(error))

    def _end(self) -> None:
        self._watch = None
        if self._advance is not None:
            self._advance.hide()  # else Qt may still show it, as a window of its own
            self._advance.setParent(None)
            self._advance.deleteLater()
            self._advance = None
        self.changed.emit()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(ROOM)
        head.addWidget(self._title, 1)
        head.addWidget(self._back)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(ROOM)
        self._column.addLayout(head)
        self._column.addWidget(self.notice)
        self._column.addWidget(self._preview, 1)


def drawn(tools: AccountTools, members: tuple[Member, ...], title: str, watch: WorkWatch) -> bytes:
    """The statements as PDF; nothing where they are not wanted any more. Called away from the window's thread."""
    services, who = tools.services, tools.who

    def read() -> Iterator[MemberStatement]:
        for done, member in enumerate(members):
            if watch.cancelled():
                return
            watch.report(done, len(members))
            yield MemberStatement(services.balances.member(who, member.id), services.today(), who.name)

    paper = services.draw(MemberStatements(title, read()))
    return b"" if watch.cancelled() else paper
