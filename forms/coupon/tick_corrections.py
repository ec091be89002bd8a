"""What the cheque's panel and the method's fields say of the coupon, written into the ticks, for `CouponForm`."""

from dataclasses import replace

from backoffice.domain.mail_facts import IbanMatch
from backoffice.domain.means import JudgedIban
from backoffice.domain.method import Brand
from backoffice.keying.missing import Lack
from backoffice.procedure.stops import about_tablets
from forms.coupon.cheque.asked_line import CouponDebt
from forms.coupon.coupon_state import CouponState
from forms.coupon.mail.panel import MailPanel
from forms.coupon.mail.ticks import with_card, with_iban


class TickCorrections:
    """Corrects *Le courrier* by what was typed or answered elsewhere."""

    def __init__(self, mail: MailPanel, state: CouponState) -> None:
        self._mail = mail
        self._state = state

    def correct_card(self, brand: Brand) -> None:
        """The number says what card it is, whatever was ticked (P-51)."""
        self._state.is_wiped = False
        if self._mail.ticks.card is not None:
            self._mail.correct(with_card(self._mail.ticks, brand))

    def correct_iban(self, judged: JudgedIban) -> None:
        """The IBAN itself says whose it is (P-60, P-61, P-67)."""
        accepted = IbanMatch.SAME if judged.same else IbanMatch.OTHER
        match = accepted if judged.accepted else IbanMatch.REFUSED
        self._state.is_wiped = False
        self._state.judged_as = match
        self._state.compare()
        self._mail.correct(with_iban(self._mail.ticks, match))

    def note_debt(self, debt: CouponDebt) -> None:
        """The debt that the coupon bears, or that it says nothing of it (P-19)."""
        ticks, nothing = self._mail.ticks, debt == CouponDebt()
        coupon = replace(ticks.coupon, circular=debt.circular, amount=debt.amount, bears_no_debt=nothing)
        self._mail.correct(replace(ticks, coupon=coupon))

    def answer(self, lack: Lack, *, yes: bool) -> bool:
        """What was asked is answered (P-03, P-16, P-60); whether that is all, or a circular is to be typed first."""
        ticks, dossier = self._mail.ticks, self._state.dossier
        if lack is Lack.HOLDER:
            card = ticks.card and replace(ticks.card, holder_is_client=yes)
            iban = ticks.iban and replace(ticks.iban, holder_is_client=yes)
            self._mail.correct(replace(ticks, card=card, iban=iban))
        elif lack is Lack.COMPARISON:
            self._state.judged_as = None  # an IBAN that was typed was set against what was on file before
            self._state.compare()
            self._mail.correct(ticks if yes else with_iban(ticks, IbanMatch.OTHER))
        elif yes and dossier is not None:
            self.note_debt(CouponDebt(about_tablets(dossier.invoices)[0].circular))
        else:
            self._mail.ask_circular()
            return False
        return True
