"""The queue of coupons that have left the screen: on their way, refused, kept on this workstation or set aside."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from backoffice.domain.batch import Batch
from backoffice.domain.card import AliasedCard
from backoffice.domain.errors import RuleBroken, Unavailable
from backoffice.domain.people import Actor
from backoffice.domain.unread_files import UnreadFile
from backoffice.keying.entry import Entry
from backoffice.keying.form_making import form_of
from backoffice.keying.judgement import outcome_on
from backoffice.keying.recorded_form import ChequeForm, MailForm
from forms.coupon.outgoing import queue_words
from forms.coupon.outgoing.asides_on_disk import AsidesOnDisk
from forms.coupon.outgoing.held_coupons import HeldCoupons, RefusedCoupon
from forms.coupon.outgoing.sending import CouponSending
from forms.coupon.services import CouponServices
from forms.kit.screen_tools import ScreenTools
from forms.kit.strip import Action
from forms.kit.wording.kept_words import unread
from forms.kit.wording.sentences import sentence

_UNDER_WAY = "Une saisie est en cours d'enregistrement."


class CouponQueue(QObject):
    """Says in the strip what becomes of coupons, and holds those that are to be taken up again.

    Signals:
        came_back: a coupon was refused; bears a `RefusedCoupon`. Whoever has room for it takes it, else it is `held`.
        take_back_asked: *Reprendre* in the strip.
        changed: how many coupons are where has changed.
        settled: what the batch holds may have changed.
        slimpay_asked: SlimPay waits for an IBAN (P-69); bears the client's id.
    """

    came_back = Signal(object)
    take_back_asked = Signal()
    changed = Signal()
    settled = Signal()
    slimpay_asked = Signal(int)

    def __init__(
        self, sending: CouponSending, services: CouponServices, desk: ScreenTools, who: Actor, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._sending = sending
        self._asides = AsidesOnDisk(services.asides, desk.runner, who, self)
        self._strip = desk.strip
        self._held = HeldCoupons()
        self._ahead: dict[UUID, tuple[Batch, Entry]] = {}
        sending.setParent(self)
        sending.recorded.connect(self.settled)
        sending.refused.connect(self._come_back)
        sending.refused_another.connect(self._tell_refused_another)
        sending.slimpay_asked.connect(self.slimpay_asked)
        sending.kept.connect(self._tell_kept)
        sending.unkept.connect(self._warn)
        sending.unread.connect(self._tell_unread)
        sending.found.connect(self._tell_found)
        sending.caught_up.connect(self._catch_up)
        sending.changed.connect(self.changed)
        self._asides.found.connect(self._hold_found)
        self._asides.unread.connect(self._tell_unread)
        self._asides.expected_found.connect(self.take_back_asked)
        self._asides.failed.connect(self._warn)

    def keep(self, form: ChequeForm | MailForm) -> None:
        """Put a form on the disk before it leaves the screen; then `send` it.

        Raises:
            RuleBroken, Unavailable: it is not kept, and must stay on the screen.
        """
        self._sending.keep(form)

    def send(self, entry: Entry, form: ChequeForm | MailForm) -> None:
        """*Enregistrer*."""
        self._sending.send(entry, form)

    def keep_for_card(self, batch: Batch, entry: Entry) -> None:
        """*Enregistrer* while the card is on its way: it is sent as soon as the card has its alias.

        Until then it is aside on the disk, without its card.

        Raises:
            Unavailable: it is not kept, and must stay on the screen.
        """
        self._asides.keep(replace(entry, wiped=True))
        self._ahead[entry.key] = (batch, entry)
        self.changed.emit()

    def give_card(self, key: UUID, card: AliasedCard) -> None:
        """A card that came after its coupon had left the screen; one that nobody waits for any more is left."""
        batch, entry = self._ahead.pop(key, (None, None))
        dossier = None if entry is None else entry.dossier
        if batch is None or entry is None or dossier is None:
            self._give_card_to_held(key, card)
            return
        entry = entry.with_card(card)
        form = form_of(entry, outcome_on(batch, entry, dossier))
        if form is None:  # the kind of the card has changed what is decided
            self.set_aside(entry, behind=True)
        else:
            self._send_late(entry, form)
        self.changed.emit()

    def _send_late(self, entry: Entry, form: ChequeForm | MailForm) -> None:
        try:
            self._sending.keep(form)
        except (RuleBroken, Unavailable) as error:
            self._come_back(entry, error)
        else:
            self._sending.send(entry, form)

    def _give_card_to_held(self, key: UUID, card: AliasedCard) -> None:
        entry = self._held.give_card(key, card)
        if entry is not None:
            self._keep(entry)

    def refuse_card(self, key: UUID, error: Exception) -> None:
        """A card that has no alias, and whose coupon had left the screen: its number must be typed again."""
        _, entry = self._ahead.pop(key, (None, None))
        if entry is not None:
            self._come_back(replace(entry, wiped=True), error)
            self.changed.emit()

    def look(self) -> None:
        """Send again what an earlier session has left on this workstation."""
        self._sending.look()

    def set_aside(self, entry: Entry, *, behind: bool = False, card_coming: bool = False) -> None:
        """Hold a coupon that the operator has left with something typed on it, `behind` the others or before them.

        Where its card is on its way, the disk keeps it without one until the card has its alias.
        """
        self._held.set_aside(entry, behind=behind)
        if self.keep_begun(entry, card_coming=card_coming):
            self._strip.info(queue_words.aside(entry), Action("Reprendre (F5)", self.take_back_asked.emit))
        self.changed.emit()

    def keep_begun(self, entry: Entry, *, card_coming: bool = False) -> bool:
        """Whether a coupon that is begun is on this workstation's disk now, without a card that is on its way."""
        return self._keep(replace(entry, wiped=entry.wiped or card_coming))

    def tell_aside(self, batch_id: int, client_id: int) -> None:
        """A client's file is opened: a coupon of theirs that is set aside may be the one in hand."""
        entry = self._held.prefer(batch_id, client_id)
        if entry is not None:
            self._strip.warning(queue_words.aside_too(entry), Action("Reprendre (F5)", self.take_back_asked.emit))

    def expect(self, batch_id: int, key: UUID) -> None:
        """A coupon that was aside is in this batch by now: it is taken up as soon as it is found there."""
        self.release(key)
        self._asides.expect(batch_id, key)

    def release(self, key: UUID) -> None:
        """A coupon is kept no more, or is in another batch: the one that was held is not it."""
        self._held.release(key)
        self.changed.emit()

    def forget(self, key: UUID) -> None:
        """A coupon was emptied by hand: nothing of it is kept."""
        self._asides.drop(key)

    def find_aside(self, batch_id: int) -> None:
        """Hold what was put aside in a batch before this session, or before a crash."""
        self._asides.look(batch_id)

    def hold(self, refused: RefusedCoupon, *, here: bool) -> None:
        """Hold a refused coupon for which there is no room; whether its batch is the one in front is `here`."""
        self._held.refuse(refused)
        if here:
            told = queue_words.refused(refused.entry, refused.error)
            self._strip.error(told, Action("Reprendre (F5)", self.take_back_asked.emit))
        else:
            self._strip.error(queue_words.refused_elsewhere(refused.entry, refused.error))
        self.changed.emit()

    def has_refused(self, batch_id: int) -> bool:
        """Whether a refused coupon of this batch is held."""
        return self._held.refused_in(batch_id) > 0

    def take(self, batch_id: int) -> RefusedCoupon | Entry | None:
        """*Reprendre*: a coupon of this batch that is held no more."""
        taken = self._held.take(batch_id)
        if taken is not None:
            self._strip.hide()
            self.changed.emit()
        return taken

    def signs(self, batch_id: int) -> tuple[int, int, int]:
        """How many coupons are on their way, kept on this workstation, and refused in this batch."""
        return self._sending.under_way + len(self._ahead), self._sending.waiting, self._held.refused_in(batch_id)

    def why_not_take(self, batch_id: int) -> str:
        """Why there is nothing to take; empty where there is."""
        return "Rien à reprendre." if self._held.next(batch_id) is None else ""

    def why_not_undo(self) -> str:
        """Why one's own last line cannot be told just now."""
        return _UNDER_WAY if self._sending.under_way or self._ahead else ""

    def why_not_close(self, batch_id: int) -> str:
        """Why the batch must not be closed just now: a coupon of it might be refused then."""
        under_way, waiting, refused = self.signs(batch_id)
        if under_way or waiting:
            return "Des saisies n'ont pas encore leur réponse."
        if refused:
            return "Une saisie refusée est à reprendre (F5)."
        return "Une saisie mise de côté est à reprendre (F5)." if self._held.aside_in(batch_id) else ""

    def unsaved(self, begun: Sequence[Entry]) -> str:
        """What becomes of the coupons when the session ends; one that is `begun` is put aside then."""
        aside, ahead = (*self._held.aside_anywhere(), *begun), [entry for _, entry in self._ahead.values()]
        told = queue_words.left(self._held.refused_anywhere(), aside, ahead)
        return told or (_UNDER_WAY if self._sending.under_way else "")

    def _keep(self, entry: Entry) -> bool:
        """Whether a coupon is on this workstation's disk now; where not, that is said."""
        try:
            self._asides.keep(entry)
        except Unavailable as fault:
            self._strip.error(queue_words.not_kept(entry, fault))
            return False
        return True

    def _hold_found(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            self._held.set_aside(entry, behind=False)
        self._strip.info(queue_words.found_aside(entries), Action("Reprendre (F5)", self.take_back_asked.emit))
        self.changed.emit()

    def _come_back(self, entry: Entry, error: Exception) -> None:
        QApplication.beep()  # the operator's eyes are on the paper
        self._keep(entry)  # as it was typed: what was sent holds less
        self.came_back.emit(RefusedCoupon(entry, error))
        self.settled.emit()

    def _tell_refused_another(self, entry: Entry, error: Exception, sender: Actor) -> None:
        self._strip.warning(queue_words.refused_another(entry, error, sender))

    def _tell_kept(self, entry: Entry, fault: Unavailable) -> None:
        self._strip.warning(queue_words.kept(entry, fault))

    def _warn(self, error: Exception) -> None:
        self._strip.warning(sentence(error))

    def _tell_unread(self, files: Sequence[UnreadFile]) -> None:
        self._strip.error(unread(files))

    def _tell_found(self, count: int) -> None:
        self._strip.info(queue_words.found(count))

    def _catch_up(self, count: int) -> None:
        if count:
            self._strip.ok(queue_words.caught_up(count))
        self.settled.emit()
