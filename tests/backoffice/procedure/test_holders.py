"""P-16: the holder bears the client's name."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice.procedure.holders import bears_name


@pytest.mark.parametrize(
    ("holder", "client"),
    [
        ("DURAND Marie", "DURAND Marie"),
        ("durand marie", "DURAND Marie"),
        ("Marie Durand", "DURAND Marie"),
        ("MARIE DURAND", "DURAND Marie"),
        ("M. ou Mme Durand", "DURAND Marie"),
        ("Madame Durand", "MME DURAND MARIE"),
        ("M DURAND", "Mlle DURAND Marie"),
        ("Durand", "M. DURAND Marie"),
        ("Paul Durand", "DURAND Marie"),
        ("Marie DURAND-MARTIN", "DURAND Marie"),
        ("Marie DURAND MARTIN", "DURAND-MARTIN Marie"),
        ("Martin-Durand Marie", "DURAND MARTIN Marie"),
        ("Zoé d'Aubigné", "D'AUBIGNE Zoé"),
        ("ZOE D AUBIGNE", "D'Aubigné Zoé"),
        ("Lœtitia Bœuf", "BOEUF Laetitia"),
        ("Yann Le Goff", "LE GOFF Yann"),
        ("LE GOFF YANN", "LE GOFF YANN"),
        ("Jean de La Tour", "DE LA TOUR Jean"),
        ("Jean de La Tour", "de La Tour Jean"),
        ("Paul Durand", "Durand Marie"),
        ("DURAND PAUL", "DURAND MARIE"),
        ("Anne-Marie Durand", "durand anne-marie"),
        ("Durand", "Marie DURAND"),
        ("Li", "Wei LI"),
        ("Paul Durand", "Durand P."),
        ("Minh Le", "LE"),
        ("E\u0301lise Leve\u0301", "LEVÉ Élise"),
    ],
)
def test_it_is_the_client(holder: str, client: str) -> None:
    assert bears_name(holder, client)


@pytest.mark.parametrize(
    ("holder", "client"),
    [
        ("Marie Martin", "DURAND Marie"),
        ("MARTIN MARIE", "DURAND MARIE"),
        ("Marie Martin", "Durand Marie"),
        ("Marie Durant", "DURAND Marie"),
        ("Marie Durand", "DURAND-MARTIN Marie"),
        ("Marie Durandet", "DURAND Marie"),
        ("Marie Durand", "DURAND MARTIN Marie"),
        ("Marie Martin", "Marie DURAND"),
        ("Paul Le Bihan", "LE GOFF Yann"),
        ("LE BIHAN PAUL", "LE GOFF YANN"),
        ("Jean de La Rue", "de La Tour Jean"),
        ("M. ou Mme Martin", "M. DURAND"),
        ("Jean Tour", "de La Tour Jean"),
        ("Marie Le", "NGUYEN Marie"),
        ("Minh Nguyen", "LE MINH"),
    ],
)
def test_it_is_somebody_else(holder: str, client: str) -> None:
    assert not bears_name(holder, client)


@pytest.mark.parametrize("unknown", ["", " ", "Mme", "M. et Mme", "…"])
def test_an_unknown_name_is_the_operator_s_to_settle(unknown: str) -> None:
    assert bears_name(unknown, "DURAND Marie")
    assert bears_name("Marie Durand", unknown)


TITLES = ("M.", "Mr", "Mme", "Mlle", "Mle", "Monsieur", "Madame", "Mademoiselle", "M. ou Mme", "M. et Mme")
PARTICLES = ("d'", "d ", "de ", "des ", "du ", "el ", "l'", "l ", "la ", "le ", "les ", "de la ", "van ", "von ")


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_no_name(title: str) -> None:
    assert bears_name("DURAND", f"{title} Durand Marie")
    assert bears_name("DURAND", f"{title} DURAND MARIE".upper())
    assert not bears_name(f"{title} Martin", f"{title} Durand Marie")


@pytest.mark.parametrize("particle", PARTICLES)
def test_a_particle_is_no_surname(particle: str) -> None:
    assert bears_name(f"Paul {particle}Tour", f"{particle}Tour Jean")
    assert bears_name(f"PAUL {particle}TOUR".upper(), f"{particle}TOUR JEAN".upper())
    assert not bears_name(f"Paul {particle}Rue", f"{particle}Tour Jean")
    assert not bears_name(f"PAUL {particle}RUE".upper(), f"{particle}TOUR JEAN".upper())


_names = st.lists(st.text("ABCDEFGHIJ", min_size=2, max_size=6), min_size=1, max_size=3, unique=True)


@given(_names, _names, st.randoms())
def test_case_accents_hyphens_titles_and_order_are_set_aside(
    surname: list[str], first: list[str], order: Random
) -> None:
    client = f"{'-'.join(surname)} {'-'.join(first).title()}"
    holder = ["Mme", *(word.lower().replace("e", "é") for word in (*first, *surname))]
    order.shuffle(holder)
    assert bears_name(" ".join(holder), client)
