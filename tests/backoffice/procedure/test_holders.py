"""P-16: the holder bears the client's name."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice.domain.mail_facts import CardFacts, IbanFacts, IbanMatch
from backoffice.procedure.holders import Holder, compared, holder_of


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
        ("Paul DURAND", "DURAND Marie"),
        ("DURAND Paul", "Marie DURAND"),
        ("Marie DUPONT née DURAND", "DURAND Marie"),
        ("SARL Dupont", "SARL DUPONT"),
        ("SCI DU LAC", "SCI DU LAC"),
        ("Marie-Paule DURAND", "DURAND Marie"),
        ("M D DURAND", "DURAND Denis"),
        ("DURAND Marie-Paule", "DURAND Marie"),
        ("Marie DURAND MARTIN", "DURAND-MARTIN Marie"),
        ("Martin-Durand Marie", "DURAND MARTIN Marie"),
        ("Zoé d'Aubigné", "D'AUBIGNE Zoé"),
        ("ZOE D AUBIGNE", "D'Aubigné Zoé"),
        ("Lœtitia Bœuf", "BOEUF Laetitia"),
        ("Yann Le Goff", "LE GOFF Yann"),
        ("LE GOFF YANN", "LE GOFF YANN"),
        ("Jean de La Tour", "DE LA TOUR Jean"),
        ("Jean de La Tour", "de La Tour Jean"),
        ("Anne-Marie Durand", "durand anne-marie"),
        ("Durand", "Marie DURAND"),
        ("Li", "Wei LI"),
        ("E\u0301lise Leve\u0301", "LEVÉ Élise"),
        ("P.Durand", "DURAND Marie"),
        ("Durand-Martin", "DURAND-MARTIN"),
        ("Durand Marie de Lourdes", "DURAND Marie"),
    ],
)
def test_it_is_the_client(holder: str, client: str) -> None:
    assert compared(holder, client) is Holder.CLIENT


@pytest.mark.parametrize(
    ("holder", "client"),
    [
        ("Marie Martin", "DURAND Marie"),
        ("Marie Martin", "Marie DURAND"),
        ("Paul Le Bihan", "LE GOFF Yann"),
        ("LE BIHAN PAUL", "LE GOFF YANN"),
        ("M. ou Mme Martin", "M. DURAND"),
        ("Marie Le", "NGUYEN Marie"),
    ],
)
def test_it_is_somebody_else(holder: str, client: str) -> None:
    assert compared(holder, client) is Holder.ANOTHER


@pytest.mark.parametrize(
    ("holder", "client"),
    [
        ("MARTIN MARIE", "DURAND MARIE"),
        ("Marie Martin", "Durand Marie"),
        ("Marie Durant", "DURAND Marie"),
        ("Marie Durand", "DURAND-MARTIN Marie"),
        ("Marie Durandet", "DURAND Marie"),
        ("Marie Durand", "DURAND MARTIN Marie"),
        ("Jean de La Rue", "de La Tour Jean"),
        ("Jean Tour", "de La Tour Jean"),
        ("Minh Nguyen", "LE MINH"),
        ("Paul Durran", "DURAND Marie"),
        ("Paul Martin", "DURAND-MARTIN Marie"),
        ("LE GOF", "LE GOFF Yann"),
        ("Paul Li", "LI-MARTIN Wei"),
        ("Paul Dupot", "DUPON Marie"),
        ("Yann Goff", "LE GOFF Yann"),
        ("Marie DURAND-MARTIN", "DURAND Marie"),
        ("JEAN-PIERRE DUPONT", "PIERRE Marie"),
        ("DUPONT JEAN-PAUL", "PAUL MARIE"),
        ("LE GOFF YANN", "GOFF Yann"),
        ("DE LA TOUR JEAN", "TOUR Jean"),
        ("SAINT-MARTIN LUC", "MARTIN Luc"),
        ("DELATOUR JEAN", "DE LA TOUR Jean"),
        ("VANDENBERG JAN", "VAN DEN BERG Jan"),
        ("BENALI SAMI", "BEN ALI Sami"),
        ("BENALI SAMI", "BEN ALI SAMI"),
        ("ABD EL KADER", "ABDELKADER Sami"),
        ("LEGOFF YANN", "LE GOFF Yann"),
        ("Paul Lin", "LI Wei"),
        ("Paul Li", "LIN Wei"),
        ("J P MARTIN", "JP DURAND"),
        ("Paul Durand", "DURAND Marie"),
        ("Paul Durand", "Durand Marie"),
        ("DURAND PAUL", "DURAND MARIE"),
        ("Paul Durand", "Durand P."),
        ("Minh Le", "LE"),
    ],
)
def test_part_of_a_name_or_nearly_one_is_a_doubt(holder: str, client: str) -> None:
    assert compared(holder, client) is Holder.DOUBTFUL


@pytest.mark.parametrize(
    ("holder", "client"),
    [
        ("M. DUPONT Martin", "M. MARTIN Paul"),
        ("M. PETIT Luc", "M. LUC Bernard"),
        ("PETIT LUC", "LUC Bernard"),
        ("Mme LEROY Robert", "M. ROBERT Alain"),
        ("M. ou Mme PETIT Simon", "M. SIMON Jacques"),
        ("PETIT MARTIN", "M. MARTIN Paul"),
        ("Paul Petit", "Paul Martin"),
        ("Mme Anne-Marie Petit", "Mme Anne-Marie Martin"),
        ("Marie Claire Petit", "Marie Claire Martin"),
    ],
)
def test_a_first_name_that_is_the_client_s_surname_is_a_doubt(holder: str, client: str) -> None:
    assert compared(holder, client) is Holder.DOUBTFUL


@pytest.mark.parametrize(
    ("holder", "client"),
    [
        ("SARL MARTIN", "SARL BOULANGERIE DUPONT"),
        ("SARL Martin", "SARL BOULANGERIE DUPONT"),
        ("EURL DUPONT", "EURL MARTIN"),
        ("ETS DUPONT", "ETS MARTIN"),
        ("MAIRIE DE NICE", "MAIRIE DE LYON"),
        ("MAIRIE de Nice", "MAIRIE DE LYON"),
        ("PHARMACIE DE LA GARE", "PHARMACIE DU CENTRE"),
        ("ASSOCIATION SPORTIVE", "ASSOCIATION LES AMIS"),
        ("SCI DU MOULIN", "SCI DU LAC"),
        ("SARL DURAND", "Mme DURAND Marie"),
        ("SCI DURAND Marie", "Mme DURAND Marie"),
        ("Garage DURAND", "DURAND Marie"),
        ("Succession DURAND Marie", "DURAND Marie"),
        ("UDAF pour DURAND Marie", "DURAND Marie"),
        ("Maître DURAND", "DURAND Marie"),
    ],
)
def test_a_firm_an_estate_or_a_guardian_of_the_name_is_a_doubt(holder: str, client: str) -> None:
    assert compared(holder, client) is Holder.DOUBTFUL


@pytest.mark.parametrize(
    ("holder", "client"),
    [
        ("Marie D", "DURAND Marie"),
        ("Martin P", "durand p"),
        ("Paul Marty", "MARTIN Marie"),
        ("Paul Duval", "DURAND Marie"),
        ("Marie", "DURAND Marie"),
        ("Jean de La", "de La TOUR Jean"),
        ("L Le", "LE GOFF Yann"),
    ],
)
def test_an_initial_a_first_name_or_a_particle_is_no_part_of_it(holder: str, client: str) -> None:
    assert compared(holder, client) is Holder.ANOTHER


@pytest.mark.parametrize("holder", ["Paul Martin", "Marie Durant", "Marie Durand", ""])
def test_what_the_operator_has_settled_stands(holder: str) -> None:
    for paid in (CardFacts(holder=holder), IbanFacts(IbanMatch.OTHER, holder)):
        assert holder_of(paid, "DURAND Marie") is compared(holder, "DURAND Marie")
        assert holder_of(replace(paid, holder_is_client=True), "DURAND Marie") is Holder.CLIENT
        assert holder_of(replace(paid, holder_is_client=False), "DURAND Marie") is Holder.ANOTHER


@pytest.mark.parametrize("unread", ["", " "])
def test_a_holder_that_nobody_read_is_the_client(unread: str) -> None:
    assert compared(unread, "DURAND Marie") is Holder.CLIENT


@pytest.mark.parametrize("nobody", ["M", "Mme", "M. et Mme", "M OU MME", "…", "-"])
def test_a_title_alone_is_nobody_s_name(nobody: str) -> None:
    assert compared(nobody, "DURAND Marie") is Holder.DOUBTFUL
    assert compared("Marie Durand", nobody) is Holder.DOUBTFUL


def test_nothing_is_known_of_a_client_without_a_name() -> None:
    assert compared("Marie Durand", "") is Holder.DOUBTFUL


TITLES = ("M.", "Mr", "Mme", "Mlle", "Mle", "Monsieur", "Madame", "Mademoiselle", "M. ou Mme", "M. et Mme")
PARTICLES = ("d'", "d ", "de ", "des ", "du ", "el ", "l'", "l ", "la ", "le ", "les ", "de la ", "van ", "von ")


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_no_name(title: str) -> None:
    assert compared("DURAND", f"{title} Durand Marie") is Holder.CLIENT
    assert compared("DURAND", f"{title} DURAND MARIE".upper()) is Holder.CLIENT
    assert compared(f"{title} Martin", f"{title} Durand Marie") is not Holder.CLIENT


@pytest.mark.parametrize("particle", PARTICLES)
def test_a_particle_is_no_surname(particle: str) -> None:
    assert compared(f"Jean {particle}Tour", f"{particle}Tour Jean") is Holder.CLIENT
    assert compared(f"JEAN {particle}TOUR".upper(), f"{particle}TOUR JEAN".upper()) is Holder.CLIENT
    assert compared(f"Paul {particle}Rue", f"{particle}Tour Jean") is not Holder.CLIENT
    assert compared(f"PAUL {particle}RUE".upper(), f"{particle}TOUR JEAN".upper()) is not Holder.CLIENT


_names = st.lists(st.text("ABCDEFGHIJ", min_size=2, max_size=6), min_size=1, max_size=3, unique=True)


@given(_names, _names, st.randoms())
def test_case_accents_hyphens_titles_and_order_are_set_aside(
    surname: list[str], first: list[str], order: Random
) -> None:
    client = f"{'-'.join(surname)} {'-'.join(first).title()}"
    holder = ["Mme", *(word.lower().replace("e", "é") for word in (*first, *surname))]
    order.shuffle(holder)
    assert compared(" ".join(holder), client) is Holder.CLIENT
