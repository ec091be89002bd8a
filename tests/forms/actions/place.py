"""Where the widgets of a dossier stand while they are tried: what the coupon screen does with them."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from PySide6.QtWidgets import QLabel, QVBoxLayout
from pytestqt.qtbot import QtBot

from backoffice.domain.dossier import Dossier
from backoffice.domain.mail import ActionForm, FileAction
from backoffice.domain.mail_rows import ActionRow
from backoffice.domain.people import Actor
from backoffice.services.clients.actions import Actions
from forms.actions.blocks import Blocks
from forms.actions.history import History
from forms.actions.page import ActionPage
from forms.actions.services import ActionServices
from forms.kit.screen import Screen
from printing.papers import draw
from tests.forms.screen_window import Bench, why_not
from tests.office import FIRST_DAY, OfficeGestures

PROMO = "1 - Non prospectable"


class Place:
    """Blocks, panels and history for one client, refreshed as the coupon screen refreshes them."""

    def __init__(
        self,
        bench: Bench,
        qtbot: QtBot,
        office: OfficeGestures,
        who: Actor | None = None,
        actions: Actions | None = None,
        columns: Mapping[str, Any] | None = None,
    ) -> None:
        who, actions = who or office.operator, actions or office.actions
        self.bench, self.qtbot, self.office = bench, qtbot, office
        self.client_id = office.client(**(columns or {}))
        own = ActionServices(actions, office.methods, office.cancelling, draw, why_not(who), FIRST_DAY.date)
        self.page = ActionPage(own, bench.desk, who)
        self.blocks = Blocks(actions, bench.desk, who, why_not(who))
        self.history = History(bench.desk)
        self.recorded: list[int] = []
        self.lifted: list[int] = []
        self.left = 0
        self.page.recorded.connect(self.recorded.append)
        self.page.left.connect(self._leave)
        self.blocks.lifted.connect(self.lifted.append)
        self.blocks.left.connect(self._leave)
        self.screen = Screen()
        column = QVBoxLayout(self.screen)
        for widget in (self.blocks, self.page, self.history):
            column.addWidget(widget)
        bench.open(self.screen, qtbot)

    def dossier(self) -> Dossier:
        return self.office.dossier(self.client_id)

    def done(self) -> list[FileAction]:
        """What is on the file and not lifted, the oldest first."""
        return [row.action for row in reversed(self.dossier().actions) if not row.lifted]

    def record(self, *actions: FileAction) -> tuple[ActionRow, ...]:
        """Another workstation records this."""
        return self.office.actions.record(self.office.operator, ActionForm(uuid4(), self.client_id, actions))

    def open(self, code: str) -> None:
        self.page.open(code, self.dossier())

    def refresh(self) -> None:
        self.blocks.show_dossier(self.dossier())
        self.history.show_dossier(self.dossier())

    def says(self, words: str) -> bool:
        return any(words in label.text() for label in self.screen.findChildren(QLabel) if label.isVisible())

    def until_recorded(self, times: int = 1) -> None:
        self.qtbot.waitUntil(lambda: len(self.recorded) == times)

    def settle(self) -> None:
        """Wait for all that was asked of the database so far, and its answers."""
        answered: list[bool] = []
        self.bench.runner.run(lambda: True, answered.append, lambda _: None, self.screen)
        self.qtbot.waitUntil(lambda: bool(answered))

    def _leave(self) -> None:
        self.left += 1
