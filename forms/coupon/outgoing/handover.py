"""Hands coupons over between `CouponScreen` and the queue: sent, refused, set aside, taken up again."""

from collections.abc import Callable
from functools import partial
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from backoffice.domain.errors import RuleBroken, Unavailable
from backoffice.keying.entry import Entry
from backoffice.keying.recorded_form import ChequeForm, MailForm
from forms.coupon.batch.watch import BatchWatch
from forms.coupon.client.reference_bar import ReferenceBar
from forms.coupon.dossier_page import DossierPage
from forms.coupon.outgoing.held_coupons import RefusedCoupon
from forms.coupon.outgoing.queue import CouponQueue


class CouponPages(Protocol):
    """The ways between the pages of the screen, as far as a coupon is handed over between them."""

    @property
    def is_in_sight(self) -> bool:
        """Whether the screen is the one that is shown."""
        ...

    @property
    def is_blank(self) -> bool:
        """Whether the next coupon is not begun."""
        ...

    def begin(self) -> None:
        """*Sélection d'un client*, with an empty form."""

    def show_dossier(self) -> None:
        """The dossier's page, whoever it is of."""

    def focus_reference(self) -> None:
        """Wait for the next coupon."""


class Handover(QObject):
    """What becomes of a coupon between the screen and the books."""

    def __init__(
        self, dossier: DossierPage, reference: ReferenceBar, watch: BatchWatch, queue: CouponQueue, pages: CouponPages
    ) -> None:
        super().__init__(queue)
        self._dossier = dossier
        self._form = dossier.form
        self._reference = reference
        self._watch = watch
        self._queue = queue
        self._pages = pages
        dossier.recorder.ready.connect(self._send)
        dossier.recorder.ready_with_card.connect(self._send_with_card)
        self._form.method.came_late.connect(queue.give_card)
        self._form.method.failed_late.connect(queue.refuse_card)
        queue.came_back.connect(self._come_back)
        queue.take_back_asked.connect(self.take_back)

    @property
    def begun(self) -> tuple[Entry, ...]:
        """The coupon in hand, where anything is typed on it."""
        return (self._entry(),) if self._form.is_touched else ()

    def has_in_hand(self, key: UUID) -> bool:
        """Whether the coupon in hand is that one."""
        return self._form.is_touched and self._entry().key == key

    def set_aside(self, *, behind: bool = False) -> None:
        """Hold what is typed, where anything is."""
        entry = self._entry()
        if self._form.is_touched:
            self._queue.set_aside(entry, behind=behind, card_coming=self._form.method.is_assigning)
        else:
            self._queue.forget(entry.key)

    def keep(self) -> None:
        """Have the disk keep what is typed, which stays in hand."""
        for entry in self.begun:
            self._queue.keep_begun(entry, card_coming=self._form.method.is_assigning)

    def take_back(self) -> None:
        """F5 *Reprendre*: a refused coupon, else one set aside; it changes places with this one."""
        taken = self._queue.take(self._watch.batch.id)
        if taken is None:
            return
        self.set_aside(behind=True)
        if isinstance(taken, RefusedCoupon):
            self._bring_back(taken.entry, taken.error)
        else:
            self._bring_back(taken, None)

    def _send(self, form: ChequeForm | MailForm) -> None:
        """*Enregistrer*: the coupon is on the disk and on its way, and the form is the next one."""
        entry = self._entry()
        if self._is_kept(partial(self._queue.keep, form)):
            self._begin_next()
            self._queue.send(entry, form)

    def _send_with_card(self) -> None:
        """*Enregistrer* while the card is on its way: nobody waits for it."""
        if self._is_kept(partial(self._queue.keep_for_card, self._form.batch, self._entry())):
            self._begin_next()

    def _is_kept(self, keep: Callable[[], None]) -> bool:
        """Whether the coupon is on the disk; where not, it stays on the screen with the reason."""
        try:
            keep()
        except (RuleBroken, Unavailable) as error:
            QApplication.beep()
            self._dossier.recorder.show_refusal(error)
            return False
        return True

    def _begin_next(self) -> None:
        self._form.remember_paper()
        self._pages.begin()

    def _come_back(self, refused: RefusedCoupon) -> None:
        """A refused coupon takes the place of a form that is not begun; else it is held."""
        here = self._pages.is_in_sight and refused.entry.batch_id == self._watch.batch.id
        if here and self._pages.is_blank:
            self._bring_back(refused.entry, refused.error)
        else:
            self._queue.hold(refused, here=here)

    def _bring_back(self, entry: Entry, error: Exception | None) -> None:
        reference = self._reference
        reference.field.edit.setText(entry.reference)
        reference.field.clear_error()
        reference.show_dossier(entry.dossier)
        self._pages.show_dossier()
        self._dossier.bring_back(entry, error)
        if entry.dossier is None:
            self._pages.focus_reference()

    def _entry(self) -> Entry:
        return self._form.entry(self._reference.field.text())
