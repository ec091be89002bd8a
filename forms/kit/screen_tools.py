"""What the workplace lends to every screen: background work, questions, the strip and the export."""

from dataclasses import dataclass
from typing import Any

from forms.kit.export import Exporter
from forms.kit.questions import Questions
from forms.kit.strip import Strip
from forms.kit.table import Table
from forms.kit.tasks import TaskRunner
from forms.kit.wording.sentences import sentence


@dataclass(frozen=True, slots=True, weakref_slot=True)  # signals take `tell` by a weak reference
class ScreenTools:
    """The tools of a screen.

    Attributes:
        runner: for work away from the window, in order: the database's.
        network: for what waits for somebody else's service, and must hold up nothing else.
        questions: for what must be asked.
        strip: for what has happened.
        exporter: answers Ctrl+E of tables.
    """

    runner: TaskRunner
    network: TaskRunner
    questions: Questions
    strip: Strip
    exporter: Exporter

    def tell(self, error: Exception) -> None:
        """Say in the strip what went wrong: a `failed` for `TaskRunner.run` where nothing else is to be done."""
        self.strip.error(sentence(error))

    def serve(self, table: Table[Any], title: str) -> None:
        """Let `table` speak in the strip, and answer its Ctrl+E; `title` names the sheet."""
        self.exporter.serve(table, title)
        table.refused.connect(self.strip.warn_of)
