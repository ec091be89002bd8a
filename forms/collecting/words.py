"""How debits and their files are named."""

from collections.abc import Mapping, Sequence
from datetime import date

from backoffice.domain.method import Channel
from backoffice.domain.money import Money, total
from backoffice.french.figures import amount, short_date
from forms.batches.counted import counted
from forms.collecting.sending import Sending

WAYS: Mapping[Channel, str] = {Channel.IBAN: "Banque", Channel.CARD: "Cartes", Channel.SLIMPAY: "SlimPay"}
"""Where a file goes."""

COLLECTORS: Mapping[Channel, str] = {
    Channel.IBAN: "la banque",
    Channel.CARD: "le prestataire des cartes",
    Channel.SLIMPAY: "SlimPay",
}
"""Who collects what is in it."""

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_HELD = "en attente de SlimPay"


def line_name(line: Sending) -> str:
    """`Banque du 04/03/2024`."""
    return f"{WAYS[line.channel]} du {short_date(line.day)}"


def state(line: Sending) -> str:
    """What can be done with a line just now."""
    if line.files:
        return f"fait, à enregistrer : {', '.join(file.number for file in line.files)}"
    if not line.held:
        return "à envoyer"
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


def euros(money: Money) -> str:
    """`345,00 €`."""
    return f"{amount(money)}\u00a0€"


def weekday(day: date) -> str:
    """`lundi`."""
    return _DAYS[day.weekday()]
