"""An amount of either sign: `-12,50` is a debt, `12,50` or `+12,50` a credit."""

from typing_extensions import override

from backoffice.domain.money import Money
from backoffice.french.figures import amount, read_amount
from forms.kit.amount_edit import AmountEdit
from forms.kit.fields import Field
from forms.kit.tokens import Tone

_DEBTS = ("-", "\N{MINUS SIGN}", "\N{EN DASH}")


def read_signed(text: str) -> Money:
    """Read an amount with or without a sign before it.

    Raises:
        RuleBroken: `AMOUNT_UNREADABLE`, `AMOUNT_TOO_LARGE`.
    """
    cleaned = text.strip()
    if cleaned.startswith(_DEBTS):
        return -read_amount(cleaned[1:])
    return read_amount(cleaned.removeprefix("+"))


class SignedAmountField(Field[Money]):
    """An amount of either sign; a word beside the label says at once which it is."""

    def __init__(self, label: str) -> None:
        super().__init__(label, read_signed, amount, required=True, edit=AmountEdit())
        self.edit.textChanged.connect(self._tell_sign)

    @override
    def clear(self) -> None:
        super().clear()
        self._tell_sign()

    def _tell_sign(self) -> None:
        money = self.value()
        if not money:
            self.show_hint("− dette · + avoir")
        elif money.cents < 0:
            self.show_hint("dette : l'adhérent doit", Tone.ERROR)
        else:
            self.show_hint("avoir de l'adhérent", Tone.OK)
