"""*Import*: the files of a folder, tried first, then imported; what became of each, and the reasons line by line."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from typing_extensions import override

from backoffice.domain.import_rows import ImportFile
from backoffice.domain.importing import ImportOutcome, ImportReport, WorkProgress
from backoffice.domain.people import Actor
from backoffice.services.office.importing import Importing
from forms.importing.tables import fault_table, file_table, grouped
from forms.kit.buttons import allow, button
from forms.kit.field_alignment import level
from forms.kit.fields import WordsField
from forms.kit.icons import Icon
from forms.kit.keys import KeyHint
from forms.kit.labels import Words
from forms.kit.panels import Advance, Card
from forms.kit.screen import Screen
from forms.kit.screen_tools import ScreenTools
from forms.kit.tasks import WorkWatch
from forms.kit.tokens import MARGIN, ROOM, ROW, SPACE, Tone, scaled
from forms.kit.wording.import_words import STEPS
from forms.kit.wording.sentences import sentence

_EXPECTED = (
    "Le dossier contient partenaires.csv, clients.csv, factures.csv ou commandes.csv. L'essai à blanc lit et contrôle "
    "tout sans rien écrire."
)
_BUSY = "Une importation est en cours : attendez-la, ou arrêtez-la."
_LEAVING = "Une importation est en cours : le fichier en main ne sera pas importé, les précédents le sont."


class ImportScreen(Screen):
    """Chooses a folder, tries it or imports it, and reports."""

    def __init__(self, importing: Importing, desk: ScreenTools, who: Actor) -> None:
        super().__init__()
        self._importing = importing
        self._desk = desk
        self._who = who
        self._watch: WorkWatch | None = None
        self._advance: Advance | None = None
        self.folder = WordsField("Dossier", required=True)
        self._browse = button("Parcourir…", self._choose, Icon.IMPORT)
        self._trial = button("Essai à blanc", self._try)
        self._import = button("Importer", self._run, primary=True)
        self.summary = Words(role="strong")
        self.files = file_table()
        self.faults = fault_table()
        self._folder_card = Card()
        self._faults_card = Card("Raisons des refus")
        self._lay_out()
        desk.serve(self.files, "Import")
        desk.serve(self.faults, "Import, refus")
        self.folder.committed.connect(self._try)

    @property
    def at_work(self) -> bool:
        """Whether an import is under way."""
        return self._watch is not None

    def hints(self) -> Sequence[KeyHint]:
        """Choose, try, import."""
        reason = _BUSY if self.at_work else ""
        return (
            KeyHint("F2", "Dossier", self._choose, reason),
            KeyHint("F5", "Essai à blanc", self._try, reason),
            KeyHint("F6", "Importer", self._run, reason),
        )

    def unsaved(self) -> str:
        """What leaving would stop."""
        return _LEAVING if self.at_work else ""

    def enter(self) -> None:
        """Begin with the folder."""
        self.folder.take_focus()

    @override
    def stop(self) -> None:
        """Stop what is under way, as *Arrêter* does."""
        if self._watch is not None:
            self._watch.cancel()

    def _choose(self) -> None:
        chosen = self._desk.questions.folder("Dossier à importer")
        if chosen is not None:
            self.folder.set_value(str(chosen))
            self._trial.setFocus()

    def _try(self) -> None:
        self._begin(dry_run=True)

    def _run(self) -> None:
        self._begin(dry_run=False)

    def _begin(self, *, dry_run: bool) -> None:
        if self.at_work or not self.folder.check():
            return
        folder, watch = Path(self.folder.text().strip()), WorkWatch(self)
        self._watch = watch
        self._advance = Advance("Essai à blanc" if dry_run else "Importation", watch)
        self._folder_card.body.addWidget(self._advance)
        self._forget()
        self._allow()
        self.setFocus()  # not on Arrêter: a second Enter must not stop what the first one has begun
        self._desk.runner.run(
            lambda: self._importing.run(
                self._who, folder, lambda progress: _tell(watch, progress), watch.cancelled, dry_run=dry_run
            ),
            self._report,
            self._refuse,
            self,
        )

    def _report(self, report: ImportReport) -> None:
        self._end()
        self.summary.say(*_summary(report))
        self.files.show_rows(report.files)
        faults = [fault for file in report.files for fault in file.faults]
        self.faults.show_rows(faults)
        self._faults_card.setVisible(bool(faults))
        if report.is_sound and report.dry_run:
            self._import.setFocus()
        else:
            (self.faults if faults else self.folder).setFocus()

    def _refuse(self, error: Exception) -> None:
        self._end()
        self.folder.show_error(sentence(error))
        self.folder.take_focus()

    def _forget(self) -> None:
        self.summary.say("")
        self.files.setVisible(False)
        self.files.show_rows(())
        self.faults.show_rows(())
        self._faults_card.hide()

    def _end(self) -> None:
        if self._advance is not None:
            self._advance.hide()  # else Qt may still show it, as a window of its own
            self._advance.setParent(None)
            self._advance.deleteLater()
        if self._watch is not None:
            self._watch.deleteLater()
        self._advance = self._watch = None
        self.files.setVisible(True)
        self._allow()

    def _allow(self) -> None:
        for control in (self._browse, self._trial, self._import):
            allow(control, _BUSY if self.at_work else "")
        self.folder.setEnabled(not self.at_work)
        self.hints_changed.emit()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        line.addWidget(self.folder, 1)
        for control in (self._browse, self._trial, self._import):
            line.addLayout(level(control))
        told = Words(_EXPECTED, tone=Tone.MUTED)
        told.setWordWrap(True)
        self._folder_card.body.addWidget(told)
        self._folder_card.body.addLayout(line)
        self._faults_card.body.addWidget(self.faults)
        self._faults_card.hide()
        policy = self.files.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.files.setSizePolicy(policy)
        self.files.setMinimumHeight(scaled(ROW) * (len(ImportFile) + 1) + MARGIN)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, ROOM, MARGIN, ROOM)
        whole.setSpacing(ROOM)
        whole.addWidget(Words("Import", "title"))
        whole.addWidget(self._folder_card)
        whole.addWidget(self.summary)
        whole.addWidget(self.files, 1)
        whole.addWidget(self._faults_card, 4)


def _tell(watch: WorkWatch, progress: WorkProgress) -> None:
    watch.report(progress.done, progress.total, f"{progress.file} · {STEPS[progress.step]}")


def _summary(report: ImportReport) -> tuple[str, Tone]:
    more = sum(file.more_faults for file in report.files)
    if report.is_sound:
        said = "Essai à blanc : tout est bon, rien n'a été écrit." if report.dry_run else "Importation terminée."
        return said, Tone.OK
    if any(file.outcome is ImportOutcome.CANCELLED for file in report.files):
        return "Arrêté : les fichiers qui ne sont pas marqués importés ne le sont pas.", Tone.WARNING
    said = "Des lignes sont refusées : leur fichier n'est pas importé. Corrigez-les et recommencez."
    return said + (f" {grouped(more)} autres refus ne sont pas listés." if more else ""), Tone.ERROR
