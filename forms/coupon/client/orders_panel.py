"""*Liste des commandes*: *Réabonnement* per title, and BEN for gifts, ticked as it is decided (P-52, P-64)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from backoffice.domain.debit import Renewal
from backoffice.domain.invoices import OrderRow
from backoffice.french.screen_titles import ORDER_LIST
from forms.actions.value_choice import Tick
from forms.kit.keys import ENTER
from forms.kit.labels import Chip, Words
from forms.kit.panels import Card
from forms.kit.tokens import GAP, MARGIN, Tone

_BENEFICIARY = "B"
_KEYS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_HOW = "Espace coche ou décoche · B la case BEN d'un KDO · ⏎ terminé"
_IMPOSSIBLE = "réabonnement impossible"


class OrdersPanel(Card):
    """The orders of a client while a debit is keyed.

    Signals:
        changed: the operator has ticked another box.
        left: Enter, or up from the first: on with the coupon.
    """

    changed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__(ORDER_LIST)
        self._orders: tuple[OrderRow, ...] = ()
        self._decided: tuple[Renewal, ...] | None = None
        self._lines: list[_OrderLine] = []
        self._grid = QWidget()
        self.body.addWidget(self._grid)
        self.body.addWidget(Words(_HOW, "small", Tone.MUTED))
        self.hide()

    @property
    def renewals(self) -> tuple[Renewal, ...] | None:
        """What is ticked, each with its rule where it is as decided; None while nothing is asked here."""
        if self._decided is None:
            return None
        ticked = (line.renewal() for line in self._lines)
        rules = {(renewal.order, renewal.beneficiary): renewal.rule for renewal in self._decided}
        return tuple(
            Renewal(renewal.order, renewal.beneficiary, rules.get((renewal.order, renewal.beneficiary), ""))
            for renewal in ticked
            if renewal is not None
        )

    @property
    def has_orders(self) -> bool:
        """Whether there is anything to tick."""
        return bool(self._lines) and not self.isHidden()

    def follow(self, orders: tuple[OrderRow, ...], decided: tuple[Renewal, ...] | None) -> bool:
        """Tick what is decided, where it is another than before, nothing where that is None; whether it was."""
        if (orders, decided) == (self._orders, self._decided):
            return False
        if orders != self._orders:
            self._show_orders(orders)
        self._orders, self._decided = orders, decided
        self.setVisible(decided is not None and bool(orders))
        self.apply()
        return True

    def apply(self) -> None:
        """Tick what is decided."""
        self._tick(self._decided or ())

    def take_up(self, renewals: tuple[Renewal, ...] | None) -> None:
        """Show what was ticked before, where anything is asked here."""
        if renewals is not None and self._decided is not None:
            self._tick(renewals)

    def take_focus(self) -> None:
        """Go to the first order that can be ticked."""
        self._step(-1, 1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = next((at for at, each in enumerate(self._lines) if each.has_focus), -1)
        if event.key() in ENTER:
            if not event.isAutoRepeat():
                self.left.emit()
        elif event.key() in _KEYS:
            self._step(line, _KEYS[Qt.Key(event.key())])
        elif event.text().upper() == _BENEFICIARY and line >= 0:
            self._lines[line].beneficiary.click()
        else:
            super().keyPressEvent(event)

    def _step(self, line: int, step: int) -> None:
        """To the next order that can be ticked; up from the first leads back to the coupon."""
        line += step
        while 0 <= line < len(self._lines) and not self._lines[line].box.isEnabled():
            line += step
        if 0 <= line < len(self._lines):
            self._lines[line].box.setFocus(Qt.FocusReason.OtherFocusReason)
        elif line < 0:
            self.left.emit()

    def _tick(self, renewals: tuple[Renewal, ...]) -> None:
        wanted = {renewal.order: renewal for renewal in renewals}
        for line in self._lines:
            line.tick(wanted.get(line.number))

    def _show_orders(self, orders: tuple[OrderRow, ...]) -> None:
        old, self._grid = self._grid, QWidget()
        grid = QGridLayout(self._grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(MARGIN)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(4, 1)
        self._lines = [_OrderLine(order) for order in orders]
        for row, line in enumerate(self._lines):
            for column, part in enumerate(line.parts):
                grid.addWidget(part, row, column, Qt.AlignmentFlag.AlignLeft)
            line.box.clicked.connect(self._change)
            line.beneficiary.clicked.connect(self._change)
        self.body.replaceWidget(old, self._grid)
        old.hide()  # one that the layout is about to show would become a window of its own
        old.deleteLater()

    def _change(self) -> None:
        for line in self._lines:
            line.beneficiary.setEnabled(line.box.isChecked())
        self.changed.emit()


class _Box(Tick):
    """Arrows are for the list it stands in."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _KEYS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _OrderLine:
    """The boxes and words of one order."""

    def __init__(self, order: OrderRow) -> None:
        self.number = order.number
        self._is_gift = order.gift
        self.box = _Box(order.title)
        self.box.setAccessibleName(f"Réabonnement {order.title}, commande {order.number}")
        self.box.setEnabled(order.renewable)
        self.beneficiary = _Box("BEN")
        self.beneficiary.setAccessibleName(f"BEN {order.title}, {order.beneficiary}".rstrip(", "))
        gift = Chip("KDO", Tone.INFO)
        impossible = Words(_IMPOSSIBLE, "small", Tone.WARNING)
        for part, is_meant in ((self.beneficiary, order.gift), (gift, order.gift), (impossible, not order.renewable)):
            if not is_meant:  # the others show with what they stand in; by themselves they would be windows
                part.hide()
        about = f"{order.number} · {order.status}".rstrip(" ·")
        told = Words(f"{about} · {order.beneficiary}".rstrip(" ·"), "small", Tone.MUTED)
        self.parts = (self.box, gift, self.beneficiary, told, impossible)

    @property
    def has_focus(self) -> bool:
        """Whether the operator is at one of the boxes."""
        return self.box.hasFocus() or self.beneficiary.hasFocus()

    def renewal(self) -> Renewal | None:
        """What is ticked."""
        if not self.box.isChecked():
            return None
        return Renewal(self.number, self._is_gift and self.beneficiary.isChecked())

    def tick(self, wanted: Renewal | None) -> None:
        """Tick as `wanted`, or not at all."""
        self.box.setChecked(wanted is not None)
        self.beneficiary.setChecked(wanted is not None and wanted.beneficiary)
        self.beneficiary.setEnabled(wanted is not None)
