"""Which page is in front, and for whom: *Sélection d'un client*, the dossier, its actions, names, the procedure."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.dossier import ClientIdentity, ClientRow, Dossier
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.mail_rows import OtherChequeRow, SetAsideRow
from backoffice.domain.people import Actor
from forms.actions.codes import CHANGE_METHOD, CODES
from forms.actions.page import ActionPage
from forms.coupon.batch.last_lines import LastLines
from forms.coupon.batch.strip import BatchStrip
from forms.coupon.batch.watch import NO_BATCH, BatchWatch
from forms.coupon.client.credit_offer import CreditOfferBar
from forms.coupon.client.names_search import NamesSearch
from forms.coupon.client.reference_bar import ReferenceBar
from forms.coupon.client.selection_page import SelectionPage
from forms.coupon.client.unknown_page import UnknownPage
from forms.coupon.codes_page import CodesPage
from forms.coupon.decision.panel import DecisionPanel
from forms.coupon.decision.procedure_page import ProcedurePage
from forms.coupon.dossier_page import DossierPage
from forms.coupon.pages import Body
from forms.coupon.services import CouponServices
from forms.kit.screen_tools import ScreenTools
from forms.kit.wording.sentences import sentence


@dataclass(frozen=True, slots=True)
class CouponWidgets:
    """Everything that stands on the screen.

    Attributes:
        watch: the batch, as the database has it.
        strip: the line of the batch.
        reference: where a client is looked up.
        offer: what of the client's credit can be applied.
        body: the pages, one at a time, with the decision and the last lines beside.
    """

    watch: BatchWatch
    strip: BatchStrip
    reference: ReferenceBar
    selection: SelectionPage
    dossier: DossierPage
    actions: ActionPage
    codes: CodesPage
    names: NamesSearch
    unknown: UnknownPage
    procedure: ProcedurePage
    decision: DecisionPanel
    lines: LastLines
    offer: CreditOfferBar
    body: Body


def made_parts(services: CouponServices, desk: ScreenTools, who: Actor, parent: QObject) -> CouponWidgets:
    """Make the parts."""
    selection = SelectionPage(desk)
    dossier = DossierPage(services, desk, NO_BATCH, who)
    actions = ActionPage(services.for_actions, desk, who)
    codes = CodesPage()
    names = NamesSearch(services.clients, desk, who)
    unknown = UnknownPage(services.unknown_mails, desk, who)
    procedure = ProcedurePage(services.payee)
    decision = DecisionPanel(dossier.form.departure, services.payee)
    lines = LastLines(services, desk, who)
    return CouponWidgets(
        watch=BatchWatch(services, desk, who, parent),
        strip=BatchStrip(),
        reference=ReferenceBar(),
        selection=selection,
        dossier=dossier,
        actions=actions,
        codes=codes,
        names=names,
        unknown=unknown,
        procedure=procedure,
        decision=decision,
        lines=lines,
        offer=CreditOfferBar(services.credits, desk, who),
        body=Body((selection, dossier, actions, codes, names, unknown, procedure), (decision, lines)),
    )


_STILL_UNKNOWN = " Introuvable quand même\u00a0: Ctrl+I."


class Navigation(QObject):
    """The ways between the pages of the screen.

    Signals:
        leaving: what was typed on a coupon is about to leave the screen.
        changed: another page, or another client.
        left: back to the batches.
    """

    leaving = Signal()
    changed = Signal()
    left = Signal()

    def __init__(self, parts: CouponWidgets, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._form = parts.dossier.form
        self._connect()

    @property
    def is_in_sight(self) -> bool:
        """Whether the screen is the one that is shown."""
        return self._parts.body.isVisible()

    @property
    def is_blank(self) -> bool:
        """Whether the next coupon is not begun: one that comes back may take its place."""
        parts = self._parts
        return parts.body.is_in_front(parts.selection) and not parts.reference.field.text().strip()

    def begin(self) -> None:
        """*Sélection d'un client*, with an empty form."""
        self._parts.dossier.begin()
        self._parts.reference.field.clear()
        self._parts.reference.show_dossier(None)
        self._show(self._parts.selection)
        self.focus_reference()

    def back_to_selection(self) -> None:
        """F2: one key back to *Sélection d'un client*; nothing that was typed is lost."""
        self.leaving.emit()
        self.begin()

    def focus_reference(self) -> None:
        """Wait for the next coupon."""
        if self.is_in_sight:  # an answer that comes late must not take the focus from another screen
            self._parts.reference.field.take_focus()

    def go_back(self) -> None:
        """From the names, an action or the procedure back to the coupon, or to the empty desk."""
        parts = self._parts
        self._show(parts.dossier if parts.dossier.is_in_use else parts.selection)
        self.go_on()

    def go_on(self) -> None:
        """The focus on what is to be done next."""
        if self._form.dossier is not None:
            self._form.go_on()
        else:
            self.focus_reference()

    def step_back(self) -> None:
        """Escape: from the coupon to the reference, to *Sélection d'un client*, to the batches."""
        parts, field = self._parts, self._parts.reference.field
        if not parts.body.is_in_front(parts.dossier) and parts.dossier.is_in_use:
            self.go_back()
        elif parts.dossier.is_in_use and not field.edit.hasFocus():
            field.take_focus()
        elif parts.dossier.is_in_use:
            self.back_to_selection()
        elif field.text():
            field.clear()
        else:
            self.left.emit()

    def toggle_procedure(self) -> None:
        """F1: the rules, and back."""
        procedure = self._parts.procedure
        if self._parts.body.is_in_front(procedure):
            self.go_back()
        else:
            procedure.show_rules(self._form.said.rules)
            self._show(procedure)
            procedure.setFocus()

    def record_unknown(self) -> None:
        """Ctrl+I: the client is not found; what was typed as a reference is what could be read."""
        parts = self._parts
        self._show(parts.unknown)
        parts.unknown.begin(parts.watch.batch.id, parts.reference.field.text().strip())

    def show_codes(self) -> None:
        """F11: the action codes."""
        self._show(self._parts.codes)
        self._parts.codes.take_focus()

    def open_action(self, code: str) -> None:
        """An action code was typed: its panel, for the client who is open."""
        parts, dossier = self._parts, self._form.dossier
        if code not in CODES:
            parts.reference.field.show_error(f"{code} n'est pas un code d'action\u00a0: F11 les montre tous.")
            self.focus_reference()
            return
        if dossier is None:
            told = f"{code} est un code d'action\u00a0: cherchez d'abord le client, puis tapez-le sur son dossier."
            parts.reference.field.show_error(told)
            self.focus_reference()
            return
        parts.reference.field.show_ref(dossier.client.ref)
        self._show(parts.actions)
        parts.actions.open(code, dossier)

    def change_method(self) -> None:
        """F4: the new means of payment of the coupon where it has one, else action 2.4."""
        if self._form.judged.asked is not None:
            self._form.method.take_focus()
        else:
            self.open_action(CHANGE_METHOD)

    def show_dossier(self) -> None:
        """The dossier's page, whoever it is of."""
        self._show(self._parts.dossier)

    def _show(self, page: QWidget) -> None:
        self._parts.body.show_page(page)
        self.changed.emit()

    def _enter(self) -> None:
        """Enter on a reference."""
        field, shown = self._parts.reference.field, self._form.dossier
        refs = field.value()
        if refs is None or (shown is not None and str(shown.client.ref) == field.text()):
            self.go_back()
        else:
            self._look_up(refs)

    def _look_up(self, refs: tuple[ClientRef, ...]) -> None:
        """Open a client's file; what was typed on another client's coupon is set aside."""
        parts = self._parts
        if self._form.dossier is not None:
            self.leaving.emit()
            parts.dossier.begin()
        parts.reference.show_dossier(None)
        self._show(parts.dossier)
        parts.dossier.look_up(refs, parts.watch.batch.kind)

    def _found(self, dossier: Dossier) -> None:
        field, ref = self._parts.reference.field, dossier.client.ref
        if ref in (field.value() or ()):  # it was typed as something that can be several
            field.show_ref(ref)
        self._parts.reference.show_dossier(dossier)
        self.changed.emit()

    def _ask_which(self, clients: Sequence[ClientIdentity]) -> None:
        self._back_to_reference()
        self._parts.reference.choice.offer(clients)
        self.changed.emit()

    def _not_found(self, error: Exception) -> None:
        QApplication.beep()
        unknown = isinstance(error, RuleBroken) and error.code in (Broken.CLIENT_UNKNOWN, Broken.PARTNER_UNKNOWN)
        self._parts.reference.field.show_error(sentence(error) + _STILL_UNKNOWN * unknown)
        self._back_to_reference()
        self.changed.emit()

    def _back_to_reference(self) -> None:
        if not self._form.is_touched:
            self._show(self._parts.selection)
        self.focus_reference()

    def _search_names(self, name: str) -> None:
        self._show(self._parts.names)
        self._parts.names.begin(name)

    def _pick(self, row: ClientIdentity | ClientRow | SetAsideRow | OtherChequeRow) -> None:
        shown = self._form.dossier
        self._parts.reference.field.show_ref(row.ref)
        if shown is not None and shown.client.ref == row.ref:
            self.go_back()
        else:
            self._look_up((row.ref,))

    def _connect(self) -> None:
        parts, reference = self._parts, self._parts.reference
        reference.field.committed.connect(self._enter)
        reference.field.edited.connect(self.changed)
        for field in (reference.field, self._form.cheque.number):
            field.action_asked.connect(self.open_action)
        reference.names_asked.connect(self._search_names)
        reference.choice.picked.connect(self._pick)
        parts.names.picked.connect(self._pick)
        parts.selection.picked.connect(self._pick)
        for page in (parts.names, parts.unknown, parts.procedure):
            page.closed.connect(self.go_back)
        for leaf in (parts.codes, parts.actions):
            leaf.left.connect(self.go_back)
        parts.codes.chosen.connect(self.open_action)
        parts.actions.recorded.connect(self._done)
        parts.dossier.found.connect(self._found)
        parts.dossier.several.connect(self._ask_which)
        parts.dossier.not_found.connect(self._not_found)
        parts.dossier.around.blocks.asked.connect(self.open_action)
        parts.dossier.around.blocks.lifted.connect(parts.dossier.read_again)
        parts.dossier.around.blocks.left.connect(self.go_on)
        self._form.client_wanted.connect(self.focus_reference)

    def _done(self, client_id: int) -> None:
        """An action is recorded: back to the dossier, which shows it, as do the sums of the batch (4.3)."""
        self._parts.dossier.read_again(client_id)
        self._parts.watch.refresh()
        if self._parts.body.is_in_front(self._parts.actions):
            self.go_back()
