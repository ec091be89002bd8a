"""What a coupon still lacks to be recorded, and where that is."""

from dataclasses import dataclass
from enum import Enum, auto

from backoffice.domain.batch import Batch, BatchState
from backoffice.domain.card import require_method
from backoffice.domain.decision import Question
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.method import Channel, channel_of
from backoffice.keying.entry import Entry, InWords
from backoffice.keying.facts import sooner_cheque
from backoffice.keying.operator_choices import code_of, has_nothing_to_present, is_departed
from backoffice.keying.outcome import Outcome, Way
from backoffice.procedure.contradictions import Contradiction


class MissingPlace(Enum):
    """Where something is missing."""

    CLIENT = auto()
    MAIL = auto()
    ROWS = auto()
    AMOUNT = auto()
    WORDS = auto()
    NUMBER = auto()
    METHOD = auto()
    TRANSFER = auto()
    REASON = auto()
    DEBT = auto()
    HOLDER = auto()
    COMPARISON = auto()
    OTHER_CHEQUES = auto()


class Lack(Enum):
    """What is missing. The sentences are in `forms/coupon/missing_words.py`."""

    OPEN_BATCH = auto()
    CLIENT = auto()
    FILE = auto()
    """The client's file is on its way."""
    READABLE_MAIL = auto()
    AGREEMENT = auto()
    """What is ticked contradicts itself."""
    NO_AMOUNT = auto()
    """An amount is typed, and nothing was to have come."""
    AMOUNT = auto()
    TAKEN_AMOUNT = auto()
    """An amount, or a cheque's number, is typed and not taken, on a coupon that comes to no cheque."""
    WORDS = auto()
    NUMBER = auto()
    OTHER_CHEQUES = auto()
    """The other cheques of an instalment are not keyed (P-26)."""
    FIRST_CHEQUE = auto()
    """One of the others is to be cashed before the one in hand (P-26)."""
    DEBT = auto()
    """Which debt the coupon bears (P-19)."""
    TABLETS = auto()
    """Whether the coupon is the circular about tablets of an invoice that it may pay (P-03)."""
    HOLDER = auto()
    """Whether the holder is the client (P-16)."""
    CARD = auto()
    IBAN = auto()
    IBAN_ON_FILE = auto()
    COMPARISON = auto()
    """The file is not any more what the IBAN of the coupon was set against (P-60)."""
    DIRECT_METHOD = auto()
    """The partner has no code for its direct debit (P-61)."""
    CARD_METHOD = auto()
    """The card does not go with the method (P-51)."""
    TAKEN_METHOD = auto()
    """A card or an IBAN is typed, whole or in part, and not taken."""
    WIPED_METHOD = auto()
    """A card or an IBAN was typed, and is kept nowhere."""
    REASON = auto()


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing before anything can be recorded, and where to go on.

    Attributes:
        clash: what contradicts itself, for `AGREEMENT`.
        broken: the rule that says no, for `CARD_METHOD` and `DIRECT_METHOD`.
    """

    lack: Lack
    place: MissingPlace
    clash: Contradiction | None = None
    broken: RuleBroken | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """What the fields say beside the entry.

    Attributes:
        number: the cheque's number can be read.
        mail: what is typed at *Le courrier* can be read.
        awaited: the client's file is on its way.
        method: a card or an IBAN is asked for before the client's file is there.
        assigning: the card is on its way.
        half_method: a card or an IBAN is typed, whole or in part, and not taken.
    """

    number: bool
    mail: bool
    awaited: bool
    method: bool = False
    assigning: bool = False
    half_method: bool = False


_ASKED = {
    Question.WHICH_DEBT: Missing(Lack.DEBT, MissingPlace.DEBT),
    Question.TABLETS: Missing(Lack.TABLETS, MissingPlace.DEBT),
    Question.HOLDER: Missing(Lack.HOLDER, MissingPlace.HOLDER),
}


def missing_of(batch: Batch, entry: Entry, outcome: Outcome | None, typed: Typed) -> Missing | None:
    """The first thing that is missing; None where the coupon can be recorded."""
    if batch.state is not BatchState.OPEN:
        return Missing(Lack.OPEN_BATCH, MissingPlace.CLIENT)
    if outcome is None and not typed.awaited:
        return Missing(Lack.CLIENT, MissingPlace.CLIENT)
    if not typed.mail:
        return Missing(Lack.READABLE_MAIL, MissingPlace.MAIL)
    if outcome is not None:
        return _before(outcome, entry, typed)
    if typed.method:
        return Missing(Lack.FILE, MissingPlace.METHOD)
    return missing_of_cheque(entry.words, typed) or Missing(Lack.FILE, MissingPlace.NUMBER)


def missing_of_cheque(words: InWords | None, typed: Typed) -> Missing | None:
    """What is missing of the cheque."""
    if words is None:
        return Missing(Lack.AMOUNT, MissingPlace.AMOUNT)
    if not words.confirmed:
        return Missing(Lack.WORDS, MissingPlace.WORDS)
    return None if typed.number else Missing(Lack.NUMBER, MissingPlace.NUMBER)


def _before(outcome: Outcome, entry: Entry, typed: Typed) -> Missing | None:
    """What the outcome asks for before it is recorded."""
    if outcome.pays_nothing:
        return Missing(Lack.NO_AMOUNT, MissingPlace.MAIL)
    if outcome.clashes:
        return Missing(Lack.AGREEMENT, MissingPlace.MAIL, clash=outcome.clashes[0])
    unsaid = is_departed(outcome, entry) and not entry.reason
    return (
        _without(outcome, entry, typed)
        or _question(outcome, entry)
        or (Missing(Lack.REASON, MissingPlace.REASON) if unsaid else None)
    )


def _without(outcome: Outcome, entry: Entry, typed: Typed) -> Missing | None:
    match outcome.way:
        case Way.LETTER | Way.DEBIT if entry.words is None and (entry.amount.strip() or entry.number.strip()):
            return Missing(Lack.TAKEN_AMOUNT, MissingPlace.AMOUNT)
        case Way.LETTER | Way.DEBIT if typed.half_method:
            return Missing(Lack.TAKEN_METHOD, MissingPlace.METHOD)
        case Way.DEBIT if entry.wiped:
            return Missing(Lack.WIPED_METHOD, MissingPlace.METHOD)
        case Way.LETTER:
            return None
        case Way.DEBIT:
            return _missing_method(outcome, entry, typed)
        case _:
            asked = _question(outcome, entry)  # before the words are compared
            return asked or missing_of_cheque(entry.words, typed) or _missing_others(entry)


def _question(outcome: Outcome, entry: Entry) -> Missing | None:
    """What the decision asks first; nothing of who departs from it."""
    asks = outcome.decision.asks if outcome.decision and not is_departed(outcome, entry) else ()
    return _ASKED[asks[0]] if asks else None


def _missing_others(entry: Entry) -> Missing | None:
    """P-26: the others are kept, and none of them is to be cashed first."""
    said = entry.ticks.cheque
    if said.several and not said.others:
        return Missing(Lack.OTHER_CHEQUES, MissingPlace.OTHER_CHEQUES)
    return Missing(Lack.FIRST_CHEQUE, MissingPlace.OTHER_CHEQUES) if sooner_cheque(entry.ticks) else None


def _missing_method(outcome: Outcome, entry: Entry, typed: Typed) -> Missing | None:
    """What the new method still lacks; a card that is on its way is as good as there."""
    method, assigned, dossier = code_of(outcome, entry), entry.assigned, entry.dossier
    if outcome.change is not None and method is None:
        code = 0 if dossier is None else dossier.client.ref.partner_code
        missing = RuleBroken(Broken.DIRECT_METHOD_MISSING, partner_code=code)
        return Missing(Lack.DIRECT_METHOD, MissingPlace.TRANSFER, broken=missing)
    if method is None:
        return _missing_on_file(entry)
    is_card = channel_of(method) is Channel.CARD
    if assigned.lacks(method) and not (is_card and typed.assigning):
        return Missing(Lack.CARD if is_card else Lack.IBAN, MissingPlace.METHOD)
    if is_card and assigned.card is not None:
        try:
            require_method(assigned.card.brand, method)
        except RuleBroken as broken:
            return Missing(Lack.CARD_METHOD, MissingPlace.METHOD, broken=broken)
    return None


def _missing_on_file(entry: Entry) -> Missing | None:
    """What is debited on the means of the file must be there, and be those that were looked at."""
    dossier = entry.dossier
    if dossier is None:
        return None
    if has_nothing_to_present(dossier):
        return Missing(Lack.IBAN_ON_FILE, MissingPlace.METHOD)
    return None if entry.compared == dossier.means.mark else Missing(Lack.COMPARISON, MissingPlace.COMPARISON)
