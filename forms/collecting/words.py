"""How debits and their files are named."""

from collections.abc import Sequence
from datetime import date

from backoffice.domain.money import Money, total
from backoffice.domain.payments import PaymentState
from backoffice.french.counted import counted
from backoffice.french.figures import euros, short_date
from backoffice.french.means_words import FILE_WAYS
from backoffice.french.payment_words import PAYMENT_STATES
from forms.collecting.sending import Sending

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_HELD = "en attente de SlimPay"


def line_name(line: Sending) -> str:
    """`Banque du 04/03/2024`."""
    return f"{FILE_WAYS[line.channel]} du {short_date(line.day)}"


def state(line: Sending) -> str:
    """What can be done with a line just now."""
    if line.files:
        return f"fait, à enregistrer : {', '.join(file.number for file in line.files)}"
    if not line.held:
        return PAYMENT_STATES[PaymentState.TO_SEND].lower()
    return f"{line.ready} à envoyer, {line.held} {_HELD}" if line.ready else _HELD


def sum_of(lines: Sequence[Sending]) -> str:
    """What of some lines can go now, as `figures`; the amount of what is held is not told apart."""
    count, ready = sum(line.count for line in lines), sum(line.ready for line in lines)
    money = total(line.amount for line in lines)
    if ready == count:
        return figures(count, money)
    return f"{counted(ready, 'prélèvement')} sur {count} · {euros(money)} avec ce qui attend SlimPay"


def figures(count: int, money: Money) -> str:
    """`12 prélèvements · 345,00 €`."""
    return f"{counted(count, 'prélèvement')} · {euros(money)}"


def weekday(day: date) -> str:
    """`lundi`."""
    return _DAYS[day.weekday()]
