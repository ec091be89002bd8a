"""The form of one coupon: its fields, the client it is of, and what becomes of it."""

from PySide6.QtCore import Signal

from backoffice.domain.batch import Batch
from backoffice.domain.dossier import Dossier
from backoffice.domain.people import Actor
from backoffice.keying.entry import Entry
from backoffice.keying.judgement import Judgement, judge
from backoffice.keying.missing import Lack, Typed
from backoffice.keying.outcome import Way
from forms.actions.method_fields import MethodFields
from forms.coupon.cheque.asked_line import CouponDebt
from forms.coupon.coupon_fields import CouponFields
from forms.coupon.coupon_state import CouponState
from forms.coupon.decision.words import NOBODY, DecisionWords, paper_of, said_of
from forms.coupon.missing_words import reason_of
from forms.coupon.missing_words import said_of as said_of_lack
from forms.coupon.refusals import standing_of
from forms.coupon.services import CouponServices
from forms.coupon.tick_corrections import TickCorrections
from forms.kit.screen_tools import ScreenTools
from forms.kit.wording.sentences import typeset


class CouponForm(CouponFields):
    """One coupon after the other, judged anew at each change.

    Signals:
        changed: what is decided, or whether it can be recorded, may have changed.
        save_asked: *Enregistrer*, by Enter or by a button.

    Attributes:
        said: the decision in words.
        state: whose coupon it is, and what was accepted of it.
    """

    changed = Signal()
    save_asked = Signal()

    def __init__(self, services: CouponServices, desk: ScreenTools, batch: Batch, who: Actor) -> None:
        """Make an empty form for a batch; `who` overrides a warning."""
        method = MethodFields(services.methods, desk, who, services.today)
        super().__init__(services, desk, who.name, method)
        self.state = CouponState(batch)
        self._corrections = TickCorrections(self.mail, self.state)
        self._last_paper = ""
        self.said = NOBODY
        method.begin(self.state.key)
        self._judged = self._judge()
        self._connect()
        self._follow()

    @property
    def batch(self) -> Batch:
        """The batch that is keyed in."""
        return self.state.batch

    @property
    def dossier(self) -> Dossier | None:
        """The client's file, once it is found."""
        return self.state.dossier

    @property
    def judged(self) -> Judgement:
        """What becomes of the coupon, and what it lacks."""
        return self._judged

    @property
    def why_not(self) -> str:
        """Why *Enregistrer* cannot be done just now; empty when it can."""
        return reason_of(self._judged.missing, self.batch)

    @property
    def why_not_depart(self) -> str:
        """Why one cannot depart from the decision just now; empty when one can."""
        found = self._judged.outcome
        if found is None:
            return said_of_lack(Lack.CLIENT)
        return self.why_not if found.way is Way.CLASHING else ""

    @property
    def is_touched(self) -> bool:
        """Whether anything was typed, ticked or chosen."""
        return self.is_cheque_begun or self._judged.is_departed or self.mail.is_touched

    @property
    def typed(self) -> Typed:
        """What the fields say beside the entry."""
        return self.typed_beside(self.state)

    def entry(self, reference: str = "") -> Entry:
        """The coupon as it stands; `reference` is what is typed as one."""
        return self.entry_of(self.state, reference)

    def set_batch(self, batch: Batch) -> None:
        """Which batch is keyed in, as it stands now."""
        self.state.batch = batch
        self._follow()

    def clear(self, *, keep_typed: bool = False) -> None:
        """A new form under a new key; what was typed ahead of the client's file may be kept."""
        self.state.begin(keep_typed=keep_typed, half_typed=self.method.is_half_typed)
        self.rows.show_invoices(())
        self.method.begin(self.state.key)
        if not keep_typed:
            self.clear_fields()
        self._follow()

    def await_dossier(self, *, coming: bool) -> None:
        """Whether the client's file is on its way: the coupon can be keyed in the meantime."""
        self.state.is_awaited = coming
        self.cheque.clear_messages()
        self._follow()

    def open(self, dossier: Dossier) -> None:
        """Show a client's file; the rows are filled where the amount is known already."""
        self.state.open(dossier)
        self.rows.table.setVisible(self.batch.with_invoice)
        self.rows.show_invoices(dossier.invoices if self.batch.with_invoice else ())
        self.mail.open(dossier)
        self._follow()
        if self._judged.is_without_cheque and not self.mail.has_focus:
            self.go_on()
            if self.cheque.amount.text():  # what is typed ahead was not meant for the line
                self.cheque.transfer.distrust()

    def renew(self, dossier: Dossier) -> None:
        """The same client's file, read again: what is typed stays."""
        if self.dossier is not None and dossier.invoices != self.dossier.invoices:
            self.open(dossier)
        else:
            self.state.dossier = dossier
            self._follow()

    def take_up(self, entry: Entry) -> None:
        """Show a coupon as it stood, under its own key."""
        self.clear()
        if entry.dossier is not None:
            self.open(entry.dossier)
        self.state.take_up(entry)
        self.fill_fields(entry)
        self.method.take_up(entry.key, entry.assigned, wiped=entry.wiped)
        self.state.accepts_blank, self.state.accepts_duplicate = entry.forced, entry.accepted_duplicate
        self._follow()

    def depart(self) -> None:
        """F8: choose something else than what is decided."""
        if self._judged.outcome is not None:
            self.departure.begin(self._judged.outcome)

    def apply(self) -> None:
        """*Appliquer*: the decision is put back, in the paper and in the rows."""
        self.departure.clear()
        self.rows.apply()
        self.orders.apply()
        self._follow()
        self.go_on()

    def go_on(self) -> None:
        """Put the focus on what is to be done next."""
        self.focus_next(self._judged)

    def show_lack(self) -> None:
        """F6 is refused: the focus on what is missing, with the error at its field where it is at *Le courrier*."""
        self.focus_lack(self._judged)

    def _edit_amount(self) -> None:
        if self.cheque.words.words is not None:
            self.cheque.words.take_up(None)
        self._edit()

    def _edit(self) -> None:
        """Another cheque than the one that was warned of, or that was to be recorded."""
        self.state.accepts_duplicate = False
        self.cheque.clear_messages()
        self._follow()

    def _choose(self) -> None:
        self.state.accepts_blank = False
        self._follow()

    def _tick(self, path: str) -> None:
        """A card or an IBAN is ticked anew: what was erased of it counts no more."""
        if path in ("card", "iban"):
            self.state.is_wiped = False
            self.state.compare()
            self.method.forget_wiped()
            self._follow()

    def _stop_departing(self) -> None:
        self.departure.drop()
        self._follow()
        self.go_on()

    def _judge(self) -> Judgement:
        return judge(self.batch, self.entry(), self.typed)

    def _follow(self) -> None:
        """The rows and the orders answer to the decision, everything else to all of it."""
        ticks = self.mail.ticks
        card = self.method.assigned.card
        brand, match = ticks.card and ticks.card.brand, ticks.iban and ticks.iban.match
        self.method.keep(card=card is None or brand is card.brand, iban=match is self.state.judged_as)
        self._judged = self._judge()
        found, words = self._judged.outcome, self.cheque.words.words
        rows = self.rows.follow(found.rows if found else (), words.binding if words else None)
        orders = self.dossier.orders if self.dossier else ()
        renewals = found.renewals if found and self._judged.is_debit else None
        if self.orders.follow(orders, renewals) or rows:
            self.state.accepts_blank = self.state.accepts_blank and not rows
            self._judged = self._judge()
        self.standing.say(*standing_of(found, self.dossier, self.batch))
        entry = self.entry()
        self.said = said_of(found, entry) if found else self._nobody()
        self.show_judgement(self._judged, self.said, self.why_not, entry)
        self.changed.emit()

    def _say_debt(self, debt: CouponDebt) -> None:
        """The debt that the coupon bears, or that it says nothing of it (P-19)."""
        self._corrections.note_debt(debt)
        self.go_on()

    def _answer(self, lack: Lack, *, yes: bool) -> None:
        """What was asked is answered (P-03, P-16, P-60)."""
        if self._corrections.answer(lack, yes=yes):
            self._follow()  # the ticks may have stayed as they were
            self.go_on()

    def _nobody(self) -> DecisionWords:
        """Where the last paper goes stays in view until the next client is found."""
        return DecisionWords(waits_for=self._last_paper) if self._last_paper and not self.state.is_awaited else NOBODY

    def remember_paper(self) -> None:
        """The coupon is on its way: what becomes of its paper is said until the next one."""
        dossier = self.dossier
        if dossier is not None:
            self._last_paper = typeset(f"{dossier.client.ref} : {paper_of(self.said)}")

    def forget_paper(self) -> None:
        """What was said of the last paper holds no more: its coupon is cancelled, or another batch is keyed."""
        self._last_paper = ""
        self._follow()

    def _connect(self) -> None:
        cheque = self.cheque
        self.mail.changed.connect(self._follow)
        self.mail.pressed.connect(self._tick)
        self.mail.done.connect(lambda: self.finish_mail(self._judged))
        self.mail.left.connect(lambda: self.leave_mail(self._judged))
        self.rows.chosen.connect(self._choose)
        self.rows.left.connect(self.go_on)
        cheque.amount_given.connect(lambda: self.go_on_to_words(self._judged))
        cheque.amount_edited.connect(self._edit_amount)
        cheque.words.changed.connect(self._follow)
        cheque.words.settled.connect(cheque.number.take_focus)
        cheque.number.edited.connect(self._edit)
        cheque.save_asked.connect(self.save_asked)
        cheque.holder_asked.connect(self.mail.ask_holder)
        cheque.asked.debt_said.connect(self._say_debt)
        cheque.asked.answered.connect(lambda lack, yes: self._answer(lack, yes=yes))
        self.method.changed.connect(self._follow)
        self.method.branded.connect(self._corrections.correct_card)
        self.method.judged.connect(self._corrections.correct_iban)
        self.method.settled.connect(self.go_on)
        self.method.passed.connect(self.save_asked)
        self.orders.changed.connect(self._follow)
        self.orders.left.connect(self.go_on)
        self.departure.changed.connect(self._follow)
        self.departure.done.connect(self.save_asked)
        self.departure.left.connect(self._stop_departing)
