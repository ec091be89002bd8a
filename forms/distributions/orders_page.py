"""*Commandes et paiements*: a member is found, their order added to and paid, and the next one is asked for."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.group import Distribution, Group
from backoffice.domain.member_order import OrderForm, OrderLine, PaymentForm
from backoffice.french.account_words import PAID_WITH
from backoffice.french.figures import euros
from forms.distributions.members_list import MembersList
from forms.distributions.members_reading import MemberLine, MemberSheet, read_file, read_members
from forms.distributions.order_panel import OrderPanel
from forms.distributions.page import DistributionPage, DistributionTools
from forms.distributions.payments_card import PaymentsCard
from forms.distributions.words import member_name, sum_of
from forms.kit.gesture import Gesture
from forms.kit.keys import KeyHint
from forms.kit.scroll import Scroll
from forms.kit.tokens import ROOM, scaled, text_scale

_LEFT = 414
_BESIDE_FROM = 980
"""Pixels at 100 %: the list of the members, and the width from which it has room beside the one at the counter."""
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_NOBODY = "Choisissez d'abord un adhérent : F2, puis son numéro ou son nom."


class OrdersPage(DistributionPage):
    """The members on the left, the one at the counter on the right."""

    def __init__(self, tools: DistributionTools) -> None:
        super().__init__(tools)
        self._group: Group | None = None
        self._distribution: Distribution | None = None
        self._awaited: int | None = None
        self._scale = text_scale()
        self._saving = Gesture(tools.desk.runner, self)
        self._taking_off = Gesture(tools.desk.runner, self)
        self._members = MembersList(tools.desk)
        self._order = OrderPanel(tools)
        self._payments = PaymentsCard(tools)
        self._connect()
        self._lay_out()

    @override
    def show_distribution(self, group: Group | None, distribution: Distribution | None) -> None:
        before = self._distribution
        self._group, self._distribution = group, distribution
        if distribution is None or group is None:
            self._members.show_lines(())
            self._show_file(None)
            return
        self._order.take(group, distribution)
        if before is None or before.id != distribution.id:
            self._members.forget()
            self._show_file(None)
        elif self._order.file is not None:
            self._read(self._order.file.member.id)
        self._read_members(group, distribution)

    @override
    def begin(self) -> None:
        if self._order.file is not None and not self._order.entry.is_blank:
            self._order.entry.begin()
        else:
            self._members.begin()

    @override
    def hints(self) -> Sequence[KeyHint]:
        nobody = "" if self._order.file is not None else _NOBODY
        return (
            KeyHint("F2", "Adhérent", self._members.begin),
            KeyHint("F3", "Commande", self._order.table.setFocus, nobody),
            KeyHint("F4", "Paiements", self._payments.table.setFocus, nobody),
            KeyHint("F6", "Enregistrer", self._order.entry.save, self._order.entry.why_not()),
        )

    @override
    def unsaved(self) -> str:
        file = self._order.file
        if file is None or self._order.entry.is_blank:
            return ""
        return f"La saisie pour {member_name(file.member)} n'est pas enregistrée."

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._scale != text_scale():
            self._scale = text_scale()
            self._fit()

    def _escape(self) -> None:
        """Give up what is typed for the member in sight; and with nothing typed, on to the next member."""
        if not self._saving.is_sending:
            if not self._order.entry.is_blank:
                self._order.entry.clear()
            self._members.begin()

    def _choose(self, line: MemberLine) -> None:
        file = self._order.file
        if not self._saving.is_sending and self.unsaved() and file is not None and file.member.id != line.member.id:
            self._order.entry.remind(f"{self.unsaved()} F6 l'enregistre, Échap l'efface.")
            return
        self._awaited = line.member.id
        self._read(line.member.id)

    def _read(self, member_id: int) -> None:
        tools, distribution = self.tools, self._distribution
        if distribution is not None:
            self._run_file(lambda: read_file(tools.services, tools.who, distribution.id, member_id), distribution)

    def _run_file(self, work: Callable[[], MemberSheet], distribution: Distribution) -> None:
        self.tools.desk.runner.run(work, partial(self._take_file, distribution), self.tools.desk.tell, self)

    def _take_file(self, distribution: Distribution, file: MemberSheet) -> None:
        """Show what was read, unless another distribution, or the form of another member, is in hand by now."""
        if self._distribution is None or self._distribution.id != distribution.id:
            return
        shown = self._order.file
        if shown is not None and shown.member.id != file.member.id and self.unsaved():
            return
        self._show_file(file)
        self._members.renew(file.line)
        if self._awaited == file.member.id:
            self._awaited = None
            self._members.forget()
            self._members.table.select(file.line)
            self._order.entry.begin()

    def _show_file(self, file: MemberSheet | None) -> None:
        self._order.show_file(file)
        self._payments.show_file(file)
        self.changed.emit()

    def _read_members(self, group: Group, distribution: Distribution) -> None:
        tools = self.tools
        tools.desk.runner.run(
            lambda: read_members(tools.services, tools.who, group, distribution.id),
            partial(self._show_members, distribution),
            tools.desk.tell,
            self,
        )

    def _show_members(self, distribution: Distribution, lines: Sequence[MemberLine]) -> None:
        if self._distribution is not None and self._distribution.id == distribution.id:
            self._members.show_lines(lines)

    def _save(self) -> None:
        file, distribution = self._order.file, self._distribution
        form = None if distribution is None else self._order.entry.form(distribution.id)
        if file is None or distribution is None or form is None or self._saving.is_sending:
            return
        tools = self.tools

        def work(key: UUID) -> MemberSheet:
            if isinstance(form, OrderForm):
                tools.services.orders.add(tools.who, key, form)
            else:
                tools.services.payments.record(tools.who, key, form)
            return read_file(tools.services, tools.who, distribution.id, file.member.id)

        self._saving.send(work, partial(self._saved, form), self._refused)
        self._members.begin()  # what is typed from here on is the next member
        self._order.entry.show_sending(sending=True)

    def _saved(self, form: OrderForm | PaymentForm, file: MemberSheet) -> None:
        self._order.entry.show_sending(sending=False)
        self._order.entry.clear()
        self._show_file(file)
        self._members.renew(file.line)
        self.tools.desk.strip.ok(f"{member_name(file.member)} : {_recorded(form)}.")

    def _refused(self, error: Exception) -> None:
        self._awaited = None
        self._order.entry.show_sending(sending=False)
        self._order.entry.show_refusal(error)
        self.changed.emit()

    def _take_off(self, line: OrderLine) -> None:
        file, distribution, tools = self._order.file, self._distribution, self.tools
        if file is None or distribution is None:
            return

        def work(key: UUID) -> MemberSheet:
            tools.services.orders.take_off(tools.who, key, line.id)
            return read_file(tools.services, tools.who, distribution.id, file.member.id)

        self._taking_off.send(work, partial(self._taken_off, line), self._order.show_refusal)

    def _taken_off(self, line: OrderLine, file: MemberSheet) -> None:
        self._show_file(file)
        self._members.renew(file.line)
        self.tools.desk.strip.ok(f"{member_name(file.member)} : {line.label}, {euros(line.amount)}, ligne retirée.")

    def _withdrawn(self) -> None:
        if self._order.file is not None:
            self._read(self._order.file.member.id)

    def _connect(self) -> None:
        self._members.chosen.connect(self._choose)
        self._order.entry.save_asked.connect(self._save)
        self._order.entry.changed.connect(self.changed)
        self._order.take_off_asked.connect(self._take_off)
        self._payments.withdrawn.connect(self._withdrawn)
        self._payments.left.connect(self._members.begin)

    def _fit(self) -> None:
        """Be as wide as the text asks for; where room lacks, the members stand above."""
        beside = self.width() >= scaled(_BESIDE_FROM)
        self._sides.setDirection(_ACROSS if beside else _DOWN)
        self._members.setMaximumWidth(scaled(_LEFT) if beside else self.maximumWidth())
        self._members.setMinimumWidth(scaled(_LEFT))
        self._order.fit()

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(ROOM)
        column.addWidget(self._order, 3)
        column.addWidget(self._payments, 2)
        parts = QWidget()
        self._sides = QBoxLayout(_ACROSS, parts)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(ROOM)
        self._sides.addWidget(self._members)
        self._sides.addLayout(column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scroll(parts))
        self._fit()


def _recorded(form: OrderForm | PaymentForm) -> str:
    """`2 lignes · 26,45 € ; chèque 5508018 de 26,45 €, à confirmer`."""
    lines, payment = ((), form) if isinstance(form, PaymentForm) else (form.lines, form.payment)
    said = [sum_of([line.amount for line in lines], "ligne")] if lines else []
    if payment is not None:
        named = " ".join(filter(None, (PAID_WITH[payment.method].lower(), payment.cheque)))
        said.append(f"{named} de {euros(payment.amount)}, à confirmer")
    return " ; ".join(said)
