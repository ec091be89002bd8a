from backoffice.domain.paper import MailSlipKind, Paper, SlipKind
from backoffice.french.paper_words import (
    DESTINATIONS,
    RECEIVED_BY,
    SHORT,
    SHORT_NAMES,
    SLIP_NAMES,
    SLIP_TITLES,
    SORTING,
    TRANSMISSIONS,
    listed_name,
)


def test_every_destination_has_its_words() -> None:
    assert list(SHORT) == list(DESTINATIONS)
    assert {paper for paper, _ in DESTINATIONS} == set(Paper)
    assert {slip for paper, slip in DESTINATIONS if paper is Paper.SCAN} == set(SlipKind)


def test_a_transmission_slip_is_named_inside_its_destination() -> None:
    assert list(DESTINATIONS.values())[2:6] == [
        "Transférer à la numérisation, bordereau chèque",
        "Transférer à la numérisation, bordereau carte bancaire",
        "Transférer à la numérisation, bordereau IBAN",
        "Transférer à la numérisation, bordereau sans mode de règlement",
    ]
    assert list(SHORT.values())[2:6] == [
        "Numérisation, chèque",
        "Numérisation, carte bancaire",
        "Numérisation, IBAN",
        "Numérisation, sans MDR",
    ]


def test_every_kind_of_slip_has_names_that_tell_it_from_the_others() -> None:
    assert set(SLIP_NAMES) == {None, SORTING, *MailSlipKind}
    assert set(SHORT_NAMES) == set(SLIP_TITLES) == set(RECEIVED_BY) == set(MailSlipKind)
    assert set(TRANSMISSIONS) == set(SlipKind)
    assert len(set(SLIP_NAMES.values())) == len(SLIP_NAMES)
    assert len(set(map(listed_name, SLIP_NAMES))) == len(SLIP_NAMES)
    assert len(set(SHORT_NAMES.values())) == len(SHORT_NAMES)
