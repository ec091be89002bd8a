from datetime import date

from backoffice.domain.method import Channel
from backoffice.domain.money import Money
from forms.collecting.sending import Sending
from forms.collecting.words import state, sum_of, weekday

DAY = date(2024, 3, 4)


def test_what_is_held_is_said() -> None:
    free, some, all_held = (Sending(DAY, Channel.SLIMPAY, 3, Money(60_00), held) for held in (0, 1, 3))

    assert [state(line) for line in (free, some, all_held)] == [
        "à envoyer",
        "2 à envoyer, 1 en attente de SlimPay",
        "en attente de SlimPay",
    ]
    assert sum_of([free]) == "3 prélèvements · 60,00\u00a0€"
    assert sum_of([free, some]) == "5 prélèvements sur 6 · 120,00\u00a0€ avec ce qui attend SlimPay"


def test_the_days_of_the_week() -> None:
    assert [weekday(date(2024, 3, day)) for day in (4, 9, 10)] == ["lundi", "samedi", "dimanche"]
