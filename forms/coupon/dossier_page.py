"""*Dossier client*: looks the client up, and shows the coupon's form with what else is known."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backoffice.domain.batch import Batch, BatchKind
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.people import Actor
from backoffice.domain.rows import ClientIdentity, Dossier
from backoffice.keying.entry import Entry
from forms.coupon.client.changed_words import changes
from forms.coupon.client.client_tabs import Surroundings
from forms.coupon.coupon_form import CouponForm
from forms.coupon.recorder import Recorder
from forms.coupon.services import CouponServices
from forms.kit.screen_tools import Desk
from forms.kit.tokens import ROOM

_STALE = frozenset(
    {
        Broken.DECISION_OVERTAKEN,
        Broken.INVOICES_CHANGED,
        Broken.SETTLED_OVER_PENDING,
        Broken.NO_INVOICE,
        Broken.CLIENT_BLOCKED,
        Broken.ORDER_UNKNOWN,
        Broken.ORDER_NOT_RENEWABLE,
        Broken.NO_IBAN_ON_FILE,
        Broken.MANDATE_INACTIVE,
    }
)
"""Refusals that say that the client's file is not any more what is on the screen."""


class DossierPage(QWidget):
    """One client's file and coupon.

    Signals:
        found: the file is open; bears it.
        several: the reference can mean any of these clients; bears them.
        not_found: there is none to open; bears the exception.

    Attributes:
        form: the coupon.
        recorder: its *Enregistrer*.
        around: what else is known of the client.
    """

    found = Signal(object)
    several = Signal(object)
    not_found = Signal(object)

    def __init__(self, services: CouponServices, desk: Desk, batch: Batch, who: Actor) -> None:
        super().__init__()
        self._clients = services.clients
        self._desk = desk
        self._who = who
        self._looked_for: tuple[ClientRef, ...] = ()
        self.form = CouponForm(services, desk, batch, who)
        self.recorder = Recorder(self.form)
        self.around = Surroundings(services, desk, who)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(ROOM)
        whole.addWidget(self.form)
        whole.addWidget(self.around, 1)

    @property
    def is_in_use(self) -> bool:
        """Whether a client is open or being looked up, or anything is typed."""
        return bool(self._looked_for) or self.form.dossier is not None or self.form.is_touched

    def begin(self) -> None:
        """An empty form; an answer that is still to come is not wanted any more."""
        self._looked_for = ()
        self.around.show_dossier(None)
        self.form.clear()

    def look_up(self, refs: tuple[ClientRef, ...], kind: BatchKind) -> None:
        """Find the client of one of these references and open the file; what is typed in the meantime stays."""
        self._looked_for = refs
        self.around.show_dossier(None)
        self.form.clear(keep_typed=True)
        self.form.await_dossier(coming=True)
        self.form.cheque.amount.take_focus()
        self._desk.runner.run(
            lambda: self._clients.look_up(self._who, refs, kind),
            partial(self._answer, refs),
            partial(self._give_up, refs),
            self,
        )

    def bring_back(self, entry: Entry, error: Exception | None) -> None:
        """Show a coupon as it stood and, where it was refused, why; its file is read again if it has changed."""
        self._looked_for = ()
        self.form.take_up(entry)
        self.around.show_dossier(entry.dossier)
        if error is None:
            self.form.go_on()
        elif entry.dossier is not None and isinstance(error, RuleBroken) and error.code in _STALE:
            before = entry.dossier
            self._desk.runner.run(
                lambda: self._clients.dossier(self._who, before.client.id),
                partial(self._open_anew, error, before),
                lambda _: self.recorder.show_refusal(error),
                self,
            )
        else:
            self.recorder.show_refusal(error)

    def read_again(self, client_id: int) -> None:
        """Something was done to a client's file: where it is the one in sight, show it as it is now."""
        shown = self.form.dossier
        if shown is not None and shown.client.id == client_id:
            self._desk.runner.run(
                lambda: self._clients.dossier(self._who, client_id), self._renew, self._desk.tell, self
            )

    def _renew(self, dossier: Dossier) -> None:
        shown = self.form.dossier
        if shown is not None and shown.client.id == dossier.client.id:
            self.form.renew(dossier)
            self.around.show_dossier(dossier)

    def _answer(self, refs: tuple[ClientRef, ...], found: Dossier | tuple[ClientIdentity, ...]) -> None:
        if self._looked_for != refs:
            return
        self._looked_for = ()
        if isinstance(found, Dossier):
            self._show(found)
        else:
            self.form.await_dossier(coming=False)
            self.several.emit(found)

    def _open_anew(self, error: RuleBroken, before: Dossier, dossier: Dossier) -> None:
        shown = self.form.dossier
        if shown is not None and shown.client.id == dossier.client.id:
            self._show(dossier)
            self.recorder.show_refusal(error, changes(before, dossier))

    def _show(self, dossier: Dossier) -> None:
        self.form.open(dossier)
        self.around.show_dossier(dossier)
        self.found.emit(dossier)
        self.recorder.save_if_wanted()

    def _give_up(self, refs: tuple[ClientRef, ...], error: Exception) -> None:
        if self._looked_for == refs:
            self._looked_for = ()
            self.form.await_dossier(coming=False)
            self.not_found.emit(error)
