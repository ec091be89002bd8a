"""What each action asks for: filled with what the procedure wants where there is one value."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.dossier import Dossier
from backoffice.domain.mail import STOPS, ActionCode, FileAction
from backoffice.french.action_words import BLOCKS, since, title, told, value_words
from backoffice.procedure.action_values import VALUES
from backoffice.procedure.rules import RULES
from forms.actions.value_choice import Remark, Tick, Values
from forms.kit.fields import WordsField, all_usable
from forms.kit.icons import Icon
from forms.kit.labels import Chip, Glyph, Words
from forms.kit.tokens import ROOM, SPACE, Tone
from forms.kit.wording.sentences import typeset

_TICK = "Ne plus relancer ce client"


class Fields(QWidget):
    """The fields of an action, for one client after another. Enter is for the panel they stand in."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(ROOM)
        for part in parts:
            self.column.addWidget(part)
        if parts:
            self.setFocusProxy(parts[0])

    def begin(self, dossier: Dossier) -> str:
        """Ask anew, for this client; gives why there is nothing to record, a sentence, empty where there is."""
        del dossier
        return ""

    def wanted(self) -> tuple[FileAction, ...]:
        """The actions to record; none where something is missing, which is then said at its place."""
        return ()


class ValueFields(Fields):
    """One value: the reason of 2.7, the motive of 3.3, the circular that closes a letter."""

    def __init__(self, code: ActionCode, label: str, rule: str = "") -> None:
        """Ask for the value of `code` under `label`; `rule` is the id of the rule that it is asked for by."""
        self._code = code
        self._values = Values(label, {value: value_words(code, value) for value in VALUES[code]})
        super().__init__(self._values)
        if rule:
            self.column.addLayout(rule_line(rule))

    @override
    def begin(self, dossier: Dossier) -> str:
        self._values.begin()
        return _standing(dossier, self._code)

    @override
    def wanted(self) -> tuple[FileAction, ...]:
        value = self._values.value() if self._values.check() else None
        return () if value is None else (FileAction(self._code, value),)


class ReminderFields(Fields):
    """2.8: a box, ticked."""

    def __init__(self) -> None:
        self._tick = Tick(_TICK)
        self._tick.setAccessibleName(_TICK)
        self._mistake = Remark()
        super().__init__(self._tick, self._mistake)
        self.column.setAlignment(self._tick, Qt.AlignmentFlag.AlignLeft)
        self._tick.toggled.connect(lambda: self._mistake.say(""))

    @override
    def begin(self, dossier: Dossier) -> str:
        self._tick.setChecked(True)
        self._mistake.say("")
        return _standing(dossier, ActionCode.STOP_REMINDERS)

    @override
    def wanted(self) -> tuple[FileAction, ...]:
        if self._tick.isChecked():
            return (FileAction(ActionCode.STOP_REMINDERS),)
        self._mistake.say("Cochez la case pour arrêter les relances, ou revenez au dossier.")
        self._tick.setFocus(Qt.FocusReason.OtherFocusReason)
        return ()


class CommentFields(Fields):
    """2.6: the text and its type."""

    def __init__(self) -> None:
        code = ActionCode.COMMENT
        self._text = WordsField("Commentaire", required=True)
        self._type = Values("Type de commentaire", {value: value_words(code, value) for value in VALUES[code]})
        super().__init__(self._text, self._type)

    @override
    def begin(self, dossier: Dossier) -> str:
        self._text.clear()
        self._type.begin()
        return super().begin(dossier)

    @override
    def wanted(self) -> tuple[FileAction, ...]:
        text = self._text.value() if all_usable([self._text]) else None
        value = self._type.value() if text is not None and self._type.check() else None
        return () if text is None or value is None else (FileAction(ActionCode.COMMENT, value, text),)


class GivenFields(Fields):
    """Actions that are given, and recorded together: those of a deceased client (P-41). Nothing is asked.

    A stop that stands already is not recorded again.
    """

    def __init__(self, actions: Sequence[FileAction], *rules: str) -> None:
        super().__init__()
        self._actions = tuple(actions)
        self._wanted = self._actions
        self._lines = [_Line(action) for action in self._actions]
        for line in self._lines:
            self.column.addWidget(line)
        for rule in rules:
            self.column.addLayout(rule_line(rule))

    @override
    def begin(self, dossier: Dossier) -> str:
        standing = [_standing(dossier, action.code) for action in self._actions]
        for line, stands in zip(self._lines, standing, strict=True):
            line.show_standing(stands)
        self._wanted = tuple(action for action, stands in zip(self._actions, standing, strict=True) if not stands)
        return super().begin(dossier)

    @override
    def wanted(self) -> tuple[FileAction, ...]:
        return self._wanted


class _Line(QWidget):
    """An action with its shape: to be done, or done already."""

    def __init__(self, action: FileAction) -> None:
        super().__init__()
        self._glyph = Glyph(Icon.CHECK, Tone.OK)
        self._stands = Words(role="small", tone=Tone.MUTED)
        self._stands.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(2, 1)
        grid.addWidget(self._glyph, 0, 0)
        grid.addWidget(Words(title(action.code), "strong"), 0, 1)
        grid.addWidget(Words(told(action)), 0, 2)
        grid.addWidget(self._stands, 1, 1, 1, 2)

    def show_standing(self, stands: str) -> None:
        """Show that it is done already and is not done again, where `stands` says so."""
        self._glyph.become(Icon.INFO if stands else Icon.CHECK, Tone.MUTED if stands else Tone.OK)
        self._stands.setText(stands)
        self._stands.setVisible(bool(stands))


def rule_line(rule: str) -> QLayout:
    """A rule's id and its sentence."""
    sentence = Words(RULES[rule].sentence, "small")
    sentence.setWordWrap(True)
    line = QHBoxLayout()
    line.setSpacing(SPACE)
    line.addWidget(Chip(rule, Tone.INFO), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(sentence, 1)
    return line


def _standing(dossier: Dossier, code: ActionCode) -> str:
    """That a stop stands already, and since when; empty where it can be recorded."""
    row = dossier.standing(code) if code in STOPS else None
    return "" if row is None else typeset(f"{BLOCKS[code]} : déjà posé {since(row)}.")
