"""The one style sheet, over Fusion, written from the tokens."""

from string import Template

from forms.kit.tokens import GAP, LARGE, LIGHT, RADIUS, ROOM, ROW, SPACE, Palette
from resources.paths import icon_file

_FIELD = 20
"""The height of a field's text, in pixels at 100 %: with its padding and border, 30."""
_TICK = 14
_RING = 5
_ICON = 16
_NAV_ICON = 18
_SMALL = 0.92
_HEADING = 1.15
_TITLE = 1.5

# An item's text stands 3 px inside its padding, a header's does not: hence its 11.
_WORDS = """
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="info"] { color: $accent; }
QLabel[tone="ok"] { color: $ok; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="error"] { color: $error; }
QLabel[role="title"] { font-size: ${title}pt; font-weight: 600; }
QLabel[role="heading"] { font-size: ${heading}pt; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="large"] { font-size: ${large}pt; font-weight: 600; }
QLabel[role="small"] { font-size: ${small}pt; }
QLabel[role="label"] { font-size: ${small}pt; color: $muted; font-weight: 600; }
QLabel[role="chip"] {
    font-size: ${small}pt; font-weight: 600; padding: 2px ${space}px; border-radius: ${radius}px; background: $raised;
}
QLabel[role="chip"][tone="info"] { background: $soft; }
QLabel[role="chip"][tone="ok"] { background: $ok_soft; }
QLabel[role="chip"][tone="warning"] { background: $warning_soft; }
QLabel[role="chip"][tone="error"] { background: $error_soft; }
QLabel[role="ribbon"] {
    background: $warning; color: $surface; font-weight: 600; padding: ${gap}px ${room}px;
    qproperty-alignment: AlignCenter;
}
QToolTip {
    color: $text; background: $surface; border: 1px solid $border; padding: ${gap}px ${space}px;
}
"""

_FIELDS = """
QLineEdit, DigitsEdit, QPlainTextEdit, QTextEdit {
    background: $surface; color: $text; border: 1px solid $border; border-radius: ${radius}px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit, DigitsEdit { padding: 4px 8px; min-height: ${field}px; }
QLineEdit:hover, DigitsEdit:hover, QPlainTextEdit:hover, QTextEdit:hover { border-color: $muted; }
QLineEdit:focus, DigitsEdit:focus { border: 2px solid $accent; padding: 3px 7px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; }
QLineEdit:disabled, QLineEdit:read-only, DigitsEdit:disabled {
    background: $ground; color: $muted; border-color: $hair;
}
QLineEdit[wrong="true"], DigitsEdit[wrong="true"] {
    border: 2px solid $error; padding: 3px 7px; background: $error_soft;
}
QLineEdit[large="true"] { font-size: ${large}pt; font-weight: 600; min-height: ${large_field}px; }
QLineEdit[cell="true"], QLineEdit[cell="true"]:focus { border-radius: 0; padding: 0 6px; min-height: 0; }
QCheckBox, QRadioButton {
    spacing: ${space}px; padding: 3px 5px; border: 2px solid transparent; border-radius: ${radius}px;
}
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator, QRadioButton::indicator {
    width: ${tick}px; height: ${tick}px; border: 1px solid $border; background: $surface;
}
QCheckBox::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: ${radio}px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$ticked"); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $ground; border-color: $hair; }
QCheckBox::indicator:checked:disabled { background: $disabled; }
QRadioButton::indicator:checked { border: ${ring}px solid $accent; width: ${dot}px; height: ${dot}px; }
QComboBox {
    background: $surface; border: 1px solid $border; border-radius: ${radius}px; padding: 4px 8px;
    min-height: ${field}px;
    selection-background-color: $soft; selection-color: $text;
}
QComboBox:focus, QComboBox:on { border: 2px solid $accent; padding: 3px 7px; }
QComboBox:disabled { background: $ground; color: $disabled; border-color: $hair; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("$down"); width: 14px; height: 14px; }
QComboBox QAbstractItemView {
    background: $surface; border: 1px solid $border; outline: 0; padding: ${gap}px;
    selection-background-color: $soft; selection-color: $text;
}
QComboBox QAbstractItemView::item { min-height: ${row}px; }
QProgressBar {
    border: none; background: $raised; border-radius: ${radius}px; min-height: ${space}px; max-height: ${space}px;
}
QProgressBar::chunk { background: $accent; border-radius: ${radius}px; }
QProgressBar[role="thin"] { min-height: 3px; max-height: 3px; border-radius: 0; background: transparent; }
QProgressBar[role="thin"]::chunk { border-radius: 0; }
"""

_BUTTONS = """
QPushButton, QToolButton, QTableView, QMenu, QTabBar { icon-size: ${icon}px; }
QToolButton[role="nav"] { icon-size: ${nav}px; }
QPushButton {
    background: $surface; color: $text; border: 1px solid $border; border-radius: ${radius}px;
    padding: 4px 12px; min-height: ${field}px;
}
QPushButton:hover { background: $raised; }
QPushButton:pressed { background: $hair; }
QPushButton:focus { border: 2px solid $accent; padding: 3px 11px; }
QPushButton:disabled { color: $disabled; background: $ground; border-color: $hair; }
QPushButton[primary="true"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[primary="true"]:hover, QPushButton[primary="true"]:pressed {
    background: $accent_pressed; border-color: $accent_pressed;
}
QPushButton[primary="true"]:focus { border: 2px solid $text; }
QPushButton[primary="true"]:disabled { color: $disabled; background: $raised; border-color: $hair; }
QPushButton[role="key"] { background: transparent; border-color: transparent; padding: 2px 8px; font-weight: 400; }
QPushButton[role="key"]:hover { background: $raised; }
QPushButton[role="key"]:focus { border: 2px solid $accent; padding: 1px 7px; }
QPushButton[role="segment"] { border-radius: 0; margin-left: -1px; font-weight: 600; color: $muted; }
QPushButton[role="segment"]:checked { background: $soft; color: $accent; border-color: $accent; }
QPushButton[role="segment"]:focus { border: 2px solid $accent; }
QPushButton[role="segment"][place="first"] {
    margin-left: 0; border-top-left-radius: ${radius}px; border-bottom-left-radius: ${radius}px;
}
QPushButton[role="segment"][place="last"] {
    border-top-right-radius: ${radius}px; border-bottom-right-radius: ${radius}px;
}
QToolButton { border: 2px solid transparent; border-radius: ${radius}px; padding: 3px; background: transparent; }
QToolButton:hover { background: $raised; }
QToolButton:pressed { background: $hair; }
QToolButton:focus { border-color: $accent; }
QToolButton[role="nav"] { padding: 6px ${space}px; color: $muted; }
QToolButton[role="nav"]:hover { color: $text; }
QToolButton[role="nav"]:checked { background: $soft; color: $accent; font-weight: 600; }
"""

_TABLES = """
QTableView {
    background: $surface; border: 1px solid $hair; border-radius: ${radius}px; outline: 0;
    selection-background-color: $soft; selection-color: $text;
}
QTableView:focus { border-color: $accent; }
QTableView::item { border: none; border-bottom: 1px solid $hair; padding: 0 ${space}px; }
QTableView::item:selected { background: $soft; }
QTableView::item:selected:!active { background: $soft; }
QHeaderView { background: $raised; border: none; }
QHeaderView::section {
    background: $raised; color: $muted; font-weight: 600; border: none; border-bottom: 1px solid $hair;
    padding: 0 11px; min-height: ${row}px; max-height: ${row}px;
}
QHeaderView::section:hover { color: $text; }
QHeaderView::up-arrow { image: url("$up"); width: 12px; height: 12px; subcontrol-position: center right; }
QHeaderView::down-arrow { image: url("$down"); width: 12px; height: 12px; subcontrol-position: center right; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 3px; margin: 3px; min-height: 24px; min-width: 24px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""

_PANELS = """
QMainWindow, QDialog { background: $ground; }
QFrame#card { background: $surface; border: 1px solid $hair; border-radius: ${radius}px; }
QFrame#rail { background: $surface; border: none; border-right: 1px solid $hair; }
QFrame#head { background: $surface; border: none; border-bottom: 1px solid $hair; }
QFrame#keys { background: $surface; border: none; border-top: 1px solid $hair; }
QFrame#strip { border: 1px solid $accent; border-radius: ${radius}px; background: $soft; }
QFrame#strip[tone="ok"] { border-color: $ok; background: $ok_soft; }
QFrame#strip[tone="warning"] { border-color: $warning; background: $warning_soft; }
QFrame#strip[tone="error"] { border-color: $error; background: $error_soft; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $soft; }
QTabBar::tab {
    background: transparent; color: $muted; padding: 6px ${room}px; border: none; border-bottom: 2px solid transparent;
}
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:focus { color: $accent; }
QTabWidget::pane { border: none; border-top: 1px solid $hair; }
QMenu { background: $surface; border: 1px solid $border; padding: ${gap}px; }
QMenu::item { padding: 5px 20px 5px ${room}px; border-radius: ${radius}px; }
QMenu::item:selected { background: $soft; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $hair; margin: ${gap}px; }
QScrollArea { background: transparent; border: none; }
QPdfView { background: $raised; border: 1px solid $hair; }
"""

_SHEET = Template(_WORDS + _FIELDS + _BUTTONS + _TABLES + _PANELS)


def sheet(palette: Palette, scale: float, points: float) -> str:
    """The style sheet in the colours of `palette`.

    Args:
        palette: the colours.
        scale: how much larger than the system's own the text is, 1.0 being as large.
        points: the size of the text, in points.
    """
    return _SHEET.substitute(
        {name: getattr(palette, name) for name in Palette.__slots__},
        disabled=palette.border,
        up=icon_file("grey-up").as_posix(),
        down=icon_file("grey-down").as_posix(),
        gap=GAP,
        space=SPACE,
        room=ROOM,
        radius=RADIUS,
        row=round(ROW * scale),
        tick=round(_TICK * scale),
        dot=round(_TICK * scale) + 2 - 2 * round(_RING * scale),
        ring=round(_RING * scale),
        nav=round(_NAV_ICON * scale),
        icon=round(_ICON * scale),
        radio=round(_TICK * scale) // 2 + 1,
        ticked=icon_file("tick-light" if palette is LIGHT else "tick-dark").as_posix(),
        field=round(_FIELD * scale),
        large_field=round(_FIELD * LARGE * scale),
        large=f"{points * LARGE:.1f}",
        small=f"{points * _SMALL:.1f}",
        heading=f"{points * _HEADING:.1f}",
        title=f"{points * _TITLE:.1f}",
    )
