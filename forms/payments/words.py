"""How payments, their states and what happened to them are named."""

from collections.abc import Mapping, Sequence

from backoffice.domain.cancellation import ErpStatus
from backoffice.domain.cancelling_progress import Declined
from backoffice.domain.payments import (
    Payment,
    PaymentEvent,
    PaymentLine,
    PaymentMoment,
    PaymentRow,
    PaymentState,
    Sought,
)
from backoffice.french.figures import euros, short_date
from backoffice.french.means_words import DEBITS, cheque_words
from backoffice.french.payment_search import Meaning, Understood
from backoffice.french.payment_words import PAYMENT_STATES, cancel_why
from forms.kit.tokens import Tone
from forms.kit.wording.sentences import typeset

STATE_TONES: Mapping[PaymentState, Tone] = {
    PaymentState.PROCESSED: Tone.OK,
    PaymentState.TO_SEND: Tone.NEUTRAL,
    PaymentState.SENT: Tone.OK,
    PaymentState.PARTLY_CANCELLED: Tone.WARNING,
    PaymentState.CANCELLED: Tone.MUTED,
    PaymentState.UNPAID: Tone.ERROR,
}
"""The colour that goes with the word of a state."""

_EVENTS: Mapping[PaymentEvent, str] = {
    PaymentEvent.RECORDED: "Enregistré",
    PaymentEvent.CORRECTS: "Corrige",
    PaymentEvent.ON_SLIP: "Bordereau",
    PaymentEvent.IN_FILE: PAYMENT_STATES[PaymentState.SENT],
    PaymentEvent.UNPAID: "Impayé (4.7) ·",
    PaymentEvent.CORRECTED: "Remplacé par",
    PaymentEvent.CANCELLED: PAYMENT_STATES[PaymentState.CANCELLED],
}


def title(row: PaymentRow) -> str:
    """`Chèque n° 5508018`, `Carte bancaire`."""
    return cheque_words(row.number) if row.channel is None else DEBITS[row.channel]


def line_state(payment: Payment, line: PaymentLine) -> PaymentState:
    """What became of one line."""
    if line.reversal is not None:
        return PaymentState.UNPAID if payment.row.state is PaymentState.UNPAID else PaymentState.CANCELLED
    if payment.row.channel is None:
        return PaymentState.PROCESSED
    return PaymentState.SENT if line.sent_in else PaymentState.TO_SEND


def event(moment: PaymentMoment) -> str:
    """What happened: `Enregistré`, `Bordereau BE-2024-000123`, `Remplacé par n° 5508018, 22,45 €`."""
    cheque = moment.event in (PaymentEvent.CORRECTS, PaymentEvent.CORRECTED)
    number = f"n° {moment.number}," if cheque else moment.number
    money = "" if moment.amount is None else euros(moment.amount)
    why = "" if moment.why is None else f"· {cancel_why(moment.why)}"
    return " ".join(filter(None, (_EVENTS[moment.event], number, money, why)))


def reading(understood: Understood) -> str:
    """What a text was taken for: `Chèque n° 5508018`, `Lot 2024-0317`."""
    sought = understood.sought
    match understood.meaning:
        case Meaning.CLIENT:
            refs = " ou ".join(map(str, sought.refs))
            return f"Client {refs}" if refs else f"Chrono {sought.chrono}"
        case Meaning.NAME:
            return f"Nom {sought.name}{f' · CP {sought.postcode}' if sought.postcode else ''}"
        case Meaning.CHEQUE:
            return f"{cheque_words(sought.cheque)}{'' if len(sought.cheque) == _WHOLE_NUMBER else '…'}"
        case Meaning.AMOUNT:
            return "" if sought.amount is None else f"Montant {euros(sought.amount)}"
        case Meaning.BATCH:
            return f"Lot {sought.batch}"
        case Meaning.DAYS:
            return _days(sought)


def _days(sought: Sought) -> str:
    if sought.since is None or sought.until is None:
        return ""
    if sought.since == sought.until:
        return f"Saisi le {short_date(sought.since)}"
    return f"Saisi du {short_date(sought.since)} au {short_date(sought.until)}"


_WHOLE_NUMBER = 7


_DECLINED: Mapping[ErpStatus, str] = {
    ErpStatus.BUSY: "il y travaille en ce moment, réessayez dans un instant",
    ErpStatus.CLOSED: "il ne la lâche plus, elle est rapprochée ou sa période est close",
    ErpStatus.CANCELLED: "il l'a déjà annulée",
    ErpStatus.UNKNOWN: "il ne la connaît pas",
    ErpStatus.PROCESSED: "il la dit traitée",
}


def declined_words(declined: Sequence[Declined]) -> str:
    """Why the financial system cancels nothing just now."""
    told = (
        f"{each.invoice}, {_DECLINED[each.status]}{f' ({each.reason})' if each.reason else ''}" for each in declined
    )
    return typeset(f"Rien n'est annulé, le système financier s'y refuse : {' ; '.join(told)}.")
