"""The form of one coupon: its fields, the client it is of, and what becomes of it."""

from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import Signal

from backoffice.domain.batch import Batch
from backoffice.domain.dossier import Dossier
from backoffice.domain.mail_facts import IbanMatch
from backoffice.domain.means import JudgedIban
from backoffice.domain.method import Brand
from backoffice.domain.people import Actor
from backoffice.keying.entry import Entry
from backoffice.keying.judgement import Judgement, judge
from backoffice.keying.missing import Lack, MissingPlace, Typed
from backoffice.keying.outcome import Way
from backoffice.procedure.stops import about_tablets
from forms.actions.method_fields import MethodFields
from forms.coupon.cheque.asked_line import CouponDebt
from forms.coupon.coupon_fields import CouponFields
from forms.coupon.decision.words import NOBODY, DecisionWords, paper_of, said_of
from forms.coupon.mail.ticks import with_card, with_iban
from forms.coupon.missing_words import reason_of
from forms.coupon.missing_words import said_of as said_of_lack
from forms.coupon.refusals import standing_of
from forms.coupon.services import CouponServices
from forms.kit.screen_tools import ScreenTools
from forms.kit.wording import typeset


class CouponForm(CouponFields):
    """One coupon after the other, judged anew at each change.

    Signals:
        changed: what is decided, or whether it can be recorded, may have changed.
        save_asked: *Enregistrer*, by Enter or by a button.

    Attributes:
        said: the decision in words.
        is_awaited: the client's file is on its way.
        accepts_duplicate: the warning about a cheque that looks keyed already is overridden.
        accepts_blank: the message about rows left *vide* is overridden.
    """

    changed = Signal()
    save_asked = Signal()

    def __init__(self, services: CouponServices, desk: ScreenTools, batch: Batch, who: Actor) -> None:
        """Make an empty form for a batch; `who` overrides a warning."""
        method = MethodFields(services.methods, desk, who, services.today)
        super().__init__(services, desk, who.name, method)
        self._batch = batch
        self._dossier: Dossier | None = None
        self._key = uuid4()
        self._judged_as: IbanMatch | None = None
        self._compared: str | None = None
        self._is_wiped = False
        self._last_paper = ""
        self.said = NOBODY
        method.begin(self._key)
        self.is_awaited = self.accepts_duplicate = self.accepts_blank = False
        self._judged = self._judge()
        self._connect()
        self._follow()

    @property
    def batch(self) -> Batch:
        """The batch that is keyed in."""
        return self._batch

    @property
    def dossier(self) -> Dossier | None:
        """The client's file, once it is found."""
        return self._dossier

    @property
    def judged(self) -> Judgement:
        """What becomes of the coupon, and what it lacks."""
        return self._judged

    @property
    def why_not(self) -> str:
        """Why *Enregistrer* cannot be done just now; empty when it can."""
        return reason_of(self._judged.missing, self._batch)

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
        typed = any(field.text().strip() for field in (self.cheque.amount, self.cheque.number))
        return typed or self._judged.is_departed or self.mail.is_touched

    @property
    def typed(self) -> Typed:
        """What the fields say beside the entry."""
        number = self.cheque.number.value() is not None
        return Typed(
            number=number,
            mail=not self.mail.unreadable,
            awaited=self.is_awaited,
            assigning=self.method.is_assigning,
            half_method=self.method.is_half_typed and not self.method.is_assigning,
        )

    def entry(self, reference: str = "") -> Entry:
        """The coupon as it stands; `reference` is what is typed as one."""
        return Entry(
            key=self._key,
            batch_id=self._batch.id,
            reference=str(self._dossier.client.ref) if self._dossier else reference,
            dossier=self._dossier,
            amount=self.cheque.amount.text(),
            words=self.cheque.words.words,
            number=self.cheque.number.text(),
            lines=self.rows.lines,
            forced=self.accepts_blank,
            accepted_duplicate=self.accepts_duplicate,
            ticks=self.mail.ticks,
            departure=self.departure.departure,
            reason=self.departure.reason.text().strip(),
            assigned=self.method.assigned,
            renewals=self.orders.renewals,
            wiped=self.method.is_half_typed or self._is_wiped,
            compared=self._compared or "",
            untaken=self.mail.untaken,
        )

    def set_batch(self, batch: Batch) -> None:
        """Which batch is keyed in, as it stands now."""
        self._batch = batch
        self._follow()

    def clear(self, *, keep_typed: bool = False) -> None:
        """A new form under a new key; what was typed ahead of the client's file may be kept."""
        self._key = uuid4()
        self._dossier = None
        self.is_awaited = self.accepts_blank = self.accepts_duplicate = False
        self.rows.show_invoices(())
        self._judged_as = None
        self._is_wiped = keep_typed and (self._is_wiped or self.method.is_half_typed)
        self.method.begin(self._key)
        if not keep_typed:
            self._compared = None
            self.clear_fields()
        self._follow()

    def await_dossier(self, *, coming: bool) -> None:
        """Whether the client's file is on its way: the coupon can be keyed in the meantime."""
        self.is_awaited = coming
        self.cheque.clear_messages()
        self._follow()

    def open(self, dossier: Dossier) -> None:
        """Show a client's file; the rows are filled where the amount is known already."""
        self.is_awaited = False
        self._dossier = dossier
        if self._compared is None:  # of a file that is read again, the operator says whether its IBAN is still the one
            self._compared = dossier.means.mark
        self.rows.table.setVisible(self._batch.with_invoice)
        self.rows.show_invoices(dossier.invoices if self._batch.with_invoice else ())
        self.mail.open(dossier)
        self._follow()
        if self._judged.is_without_cheque and not self.mail.has_focus:
            self.go_on()
            if self.cheque.amount.text():  # what is typed ahead was not meant for the line
                self.cheque.transfer.distrust()

    def renew(self, dossier: Dossier) -> None:
        """The same client's file, read again: what is typed stays."""
        if self._dossier is not None and dossier.invoices != self._dossier.invoices:
            self.open(dossier)
        else:
            self._dossier = dossier
            self._follow()

    def take_up(self, entry: Entry) -> None:
        """Show a coupon as it stood, under its own key."""
        self.clear()
        if entry.dossier is not None:
            self.open(entry.dossier)
        self._is_wiped = entry.wiped and entry.assigned.card is None and entry.assigned.iban is None
        self._key, self._judged_as = entry.key, entry.ticks.iban.match if entry.ticks.iban else None
        self._compared = entry.compared if entry.dossier else entry.compared or None
        self.fill_fields(entry)
        self.method.take_up(entry.key, entry.assigned, wiped=entry.wiped)
        self.accepts_blank, self.accepts_duplicate = entry.forced, entry.accepted_duplicate
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
        ready = MissingPlace.TRANSFER if self._judged.is_without_cheque else MissingPlace.NUMBER
        self.focus_on(self._judged.missing.place if self._judged.missing else ready)

    def show_lack(self) -> None:
        """F6 is refused: the focus on what is missing, with the error at its field where it is at *Le courrier*."""
        missing = self._judged.missing
        if missing is None or missing.lack is Lack.FILE:  # it comes by itself
            return
        self.go_on()
        if missing.lack in (Lack.READABLE_MAIL, Lack.OTHER_CHEQUES) and self.mail.has_focus:
            self.mail.show_wrong()

    def _go_on_to_words(self) -> None:
        if self._judged.outcome is None:  # the client may come later
            self.cheque.words.take_focus()
        else:
            self.go_on()

    def _edit_amount(self) -> None:
        if self.cheque.words.words is not None:
            self.cheque.words.take_up(None)
        self._edit()

    def _edit(self) -> None:
        """Another cheque than the one that was warned of, or that was to be recorded."""
        self.accepts_duplicate = False
        self.cheque.clear_messages()
        self._follow()

    def _choose(self) -> None:
        self.accepts_blank = False
        self._follow()

    def _finish_mail(self) -> None:
        """Enter at *Le courrier*: on with the coupon, to what will be recorded or to what is missing.

        It never records: with the amount typed or not, `F3 D ⏎` says that the client is deceased.
        """
        self.mail.fold()
        if self._judged.asked is not None:
            self.focus_on(MissingPlace.METHOD if self.method.has_room else MissingPlace.TRANSFER)
        else:
            self.go_on()

    def _leave_mail(self) -> None:
        """Escape at *Le courrier*: what is typed next is the cheque's amount, where there may be one."""
        amount = self.cheque.amount
        if amount.isHidden() or amount.text().strip() or self._judged.asked is not None:
            self.go_on()
        else:
            self.focus_on(MissingPlace.AMOUNT)

    def _tick(self, path: str) -> None:
        """A card or an IBAN is ticked anew: what was erased of it counts no more."""
        if path in ("card", "iban"):
            self._is_wiped = False
            self._compare()
            self.method.forget_wiped()
            self._follow()

    def _compare(self) -> None:
        """The IBAN of the coupon is set against the file as it is shown now."""
        self._compared = self._dossier.means.mark if self._dossier else None

    def _stop_departing(self) -> None:
        self.departure.drop()
        self._follow()
        self.go_on()

    def _judge(self) -> Judgement:
        return judge(self._batch, self.entry(), self.typed)

    def _follow(self) -> None:
        """The rows and the orders answer to the decision, everything else to all of it."""
        ticks = self.mail.ticks
        card = self.method.assigned.card
        brand, match = ticks.card and ticks.card.brand, ticks.iban and ticks.iban.match
        self.method.keep(card=card is None or brand is card.brand, iban=match is self._judged_as)
        self._judged = self._judge()
        found, words = self._judged.outcome, self.cheque.words.words
        rows = self.rows.follow(found.rows if found else (), words.binding if words else None)
        orders = self._dossier.orders if self._dossier else ()
        renewals = found.renewals if found and self._judged.is_debit else None
        if self.orders.follow(orders, renewals) or rows:
            self.accepts_blank = self.accepts_blank and not rows
            self._judged = self._judge()
        self.standing.say(*standing_of(found, self._dossier, self._batch))
        entry = self.entry()
        self.said = said_of(found, entry) if found else self._nobody()
        self.show_judgement(self._judged, self.said, self.why_not, entry)
        self.changed.emit()

    def _correct_card(self, brand: Brand) -> None:
        """The number says what card it is, whatever was ticked (P-51)."""
        self._is_wiped = False
        if self.mail.ticks.card is not None:
            self.mail.correct(with_card(self.mail.ticks, brand))

    def _correct_iban(self, judged: JudgedIban) -> None:
        """The IBAN itself says whose it is (P-60, P-61, P-67)."""
        self._is_wiped = False
        accepted = IbanMatch.SAME if judged.same else IbanMatch.OTHER
        self._judged_as = accepted if judged.accepted else IbanMatch.REFUSED
        self._compare()
        self.mail.correct(with_iban(self.mail.ticks, self._judged_as))

    def _say_debt(self, debt: CouponDebt) -> None:
        """The debt that the coupon bears, or that it says nothing of it (P-19)."""
        self._note(debt)
        self.go_on()

    def _answer(self, lack: Lack, *, yes: bool) -> None:
        """What was asked is answered (P-03, P-16, P-60)."""
        ticks = self.mail.ticks
        if lack is Lack.HOLDER:
            card = ticks.card and replace(ticks.card, holder_is_client=yes)
            iban = ticks.iban and replace(ticks.iban, holder_is_client=yes)
            self.mail.correct(replace(ticks, card=card, iban=iban))
        elif lack is Lack.COMPARISON:
            self._judged_as = None  # an IBAN that was typed was set against what was on file before
            self._compare()
            self.mail.correct(ticks if yes else with_iban(ticks, IbanMatch.OTHER))
            self._follow()
        elif yes and self._dossier is not None:
            self._note(CouponDebt(about_tablets(self._dossier.invoices)[0].circular))
        else:
            self.mail.ask_circular()
            return
        self.go_on()

    def _nobody(self) -> DecisionWords:
        """Where the last paper goes stays in view until the next client is found."""
        return DecisionWords(waits_for=self._last_paper) if self._last_paper and not self.is_awaited else NOBODY

    def remember_paper(self) -> None:
        """The coupon is on its way: what becomes of its paper is said until the next one."""
        dossier = self._dossier
        if dossier is not None:
            self._last_paper = typeset(f"{dossier.client.ref} : {paper_of(self.said)}")

    def forget_paper(self) -> None:
        """What was said of the last paper holds no more: its coupon is cancelled, or another batch is keyed."""
        self._last_paper = ""
        self._follow()

    def _note(self, debt: CouponDebt) -> None:
        ticks, nothing = self.mail.ticks, debt == CouponDebt()
        coupon = replace(ticks.coupon, circular=debt.circular, amount=debt.amount, bears_no_debt=nothing)
        self.mail.correct(replace(ticks, coupon=coupon))

    def _connect(self) -> None:
        cheque = self.cheque
        self.mail.changed.connect(self._follow)
        self.mail.pressed.connect(self._tick)
        self.mail.done.connect(self._finish_mail)
        self.mail.left.connect(self._leave_mail)
        self.rows.chosen.connect(self._choose)
        self.rows.left.connect(self.go_on)
        cheque.amount_given.connect(self._go_on_to_words)
        cheque.amount_edited.connect(self._edit_amount)
        cheque.words.changed.connect(self._follow)
        cheque.words.settled.connect(cheque.number.take_focus)
        cheque.number.edited.connect(self._edit)
        cheque.save_asked.connect(self.save_asked)
        cheque.holder_asked.connect(self.mail.ask_holder)
        cheque.asked.debt_said.connect(self._say_debt)
        cheque.asked.answered.connect(lambda lack, yes: self._answer(lack, yes=yes))
        self.method.changed.connect(self._follow)
        self.method.branded.connect(self._correct_card)
        self.method.judged.connect(self._correct_iban)
        self.method.settled.connect(self.go_on)
        self.method.passed.connect(self.save_asked)
        self.orders.changed.connect(self._follow)
        self.orders.left.connect(self.go_on)
        self.departure.changed.connect(self._follow)
        self.departure.done.connect(self.save_asked)
        self.departure.left.connect(self._stop_departing)
