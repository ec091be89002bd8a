"""The ticks of *Le courrier*: the letter of each, what it says, and what pressing it goes on to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from backoffice.domain.mail_facts import Option
from backoffice.domain.method import Brand
from forms.coupon.ticks import JoinedIban, Ticks


@dataclass(frozen=True, slots=True)
class Step:
    """A state of a tick: the value, what stands at the tick, and what the folded panel says of it."""

    value: Any
    label: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class TickKey:
    """A tick and its letter; pressing it goes from one of its states to the next, the first being the quiet one.

    Attributes:
        name: the field of `Ticks`.
        after: another tick without which this one means nothing; empty for most.
    """

    letter: str
    name: str
    steps: tuple[Step, ...]
    after: str = ""

    def told(self, payee: str) -> "TickKey":
        """The same, its words naming to whose order cheques are made out."""
        steps = (Step(each.value, each.label.format(payee=payee), each.said) for each in self.steps)
        return replace(self, steps=tuple(steps))

    def at(self, ticks: Ticks) -> int:
        """In which state it is."""
        value = getattr(ticks, self.name)
        return next((at for at, step in enumerate(self.steps) if step.value == value), 0)

    def means(self, ticks: Ticks) -> bool:
        """Whether it says anything beside the other ticks."""
        return not self.after or getattr(ticks, self.after) or self.at(ticks) > 0

    def pressed(self, ticks: Ticks) -> Ticks:
        """The ticks after it was pressed."""
        step = self.steps[(self.at(ticks) + 1) % len(self.steps)]
        return replace(ticks, **{self.name: step.value})


def _yes(letter: str, name: str, label: str, said: str = "", *, after: str = "") -> TickKey:
    return TickKey(letter, name, (Step(False, label), Step(True, label, said or label.lower())), after)


def _option(number: int, value: Option) -> TickKey:
    label = f"Option {number}"
    return TickKey(str(number), "option", (Step(Option.NONE, label), Step(value, label, label.lower())))


_SIGNED = TickKey("S", "signed", (Step(True, "Signé"), Step(False, "Signé", "non signé")))
_CARD = TickKey(
    "C",
    "card",
    (
        Step(None, "Carte"),
        Step(Brand.CB, "Carte\u00a0: CB", "carte bancaire"),
        Step(Brand.AMEX, "Carte\u00a0: AMEX", "carte AMEX"),
    ),
)
_IBAN = TickKey(
    "I",
    "iban",
    (
        Step(None, "IBAN"),
        Step(JoinedIban.SAME, "IBAN du dossier", "même IBAN"),
        Step(JoinedIban.OTHER, "Autre IBAN", "autre IBAN"),
        Step(JoinedIban.REFUSED, "IBAN refusé par le FP", "IBAN refusé par le FP"),
    ),
)

GROUPS: Sequence[tuple[str, Sequence[TickKey]]] = (
    (
        "Le coupon",
        (
            _SIGNED,
            _yes("A", "annotation", "Annotation"),
            _yes("D", "deceased", "Décédé"),
            _yes("N", "notary", "Notaire"),
            _yes("T", "protected_adult", "Tutelle"),
            _yes("R", "refusal", "Refus"),
        ),
    ),
    (
        "Le client",
        (
            _option(1, Option.CANCEL_AND_PAY),
            _option(2, Option.PUT_BACK_AND_PAY),
            _yes("E", "commitment", "Engagement"),
            _yes("F", "stop_subscription", "Fin d'abonnement", "ne poursuit pas"),
        ),
    ),
    (
        "Joint",
        (
            _yes("Z", "no_payment", "Aucun règlement", "sans règlement"),
            _CARD,
            _IBAN,
            _yes("M", "money_order", "Mandat"),
            _yes("X", "death_certificate", "Acte de décès", after="deceased"),
        ),
    ),
    (
        "Le chèque",
        (
            _yes("V", "other_ink", "Encre verte…", "autre encre"),
            _yes("P", "several_cheques", "Plusieurs chèques"),
            _yes("U", "several_coupons", "Plusieurs coupons", "un chèque pour plusieurs coupons"),
            _yes("B", "other_payee", "Pas à l'ordre de {payee}"),
            _yes("L", "ccp", "CCP (La Poste)", "CCP", after="other_payee"),
        ),
    ),
    ("Titres", (_yes("+", "wants_new_title", "Nouveau titre"),)),
)
"""The ticks in groups, the plain ones first; with the last one stand the titles of the coupon."""

KEYS: Sequence[TickKey] = tuple(key for _, keys in GROUPS for key in keys)

SHIFTED = {"&": "1", "É": "2", "=": "+"}
"""What the digits and the plus are on a French keyboard without the shift key."""


def summary(ticks: Ticks, payee: str) -> str:
    """All that is ticked, in a line: `décédé, notaire`; `payee` is to whose order cheques are made out."""
    said = [key.steps[key.at(ticks)].said.format(payee=payee) for key in KEYS]
    typed = (
        f"titulaire {ticks.holder}" if ticks.holder else "",
        f"à encaisser le {ticks.cash_on:%d/%m/%Y}" if ticks.cash_on else "",
        f"circulaire {ticks.circular}" if ticks.circular else "",
        "montant du coupon" if ticks.amount else "",
        "titres rayés" if ticks.struck_titles else "",
    )
    return ", ".join(filter(None, (*said, *typed)))
