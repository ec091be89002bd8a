import string

import pytest

from backoffice.domain.fact_faults import FactFault
from backoffice.domain.fact_faults import FactFaultKind as Kind
from backoffice.domain.scenario import Difference
from backoffice.procedure.contradictions import Clash
from forms.kit.wording.facts_words import CLASHES, FAULTS, count_line, difference_line, fault_line, more_faults


def test_every_fault_and_every_clash_has_its_words() -> None:
    assert set(FAULTS) == set(Kind)
    assert set(CLASHES) == set(Clash)


@pytest.mark.parametrize("said", FAULTS.values())
def test_words_use_the_known_fact_only(said: str) -> None:
    assert {name for _, name, _, _ in string.Formatter().parse(said) if name} <= {"detail"}


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        (FactFault("[2].coupon.signé", Kind.KEY_UNKNOWN), "[2].coupon.signé : clé inconnue"),
        (
            FactFault("[2].coupon.signd", Kind.KEY_UNKNOWN, "signed"),
            "[2].coupon.signd : clé inconnue, vouliez-vous dire signed\u00a0?",
        ),
        (
            FactFault("[0].cheques[1].figures", Kind.AMOUNT_UNREADABLE),
            '[0].cheques[1].figures : montant illisible, à écrire comme "20,30"',
        ),
        (
            FactFault("card, batch.with_invoice", Kind.CONTRADICTION, Clash.DEBIT_WITHOUT_INVOICE.value),
            "card, batch.with_invoice : contradiction, une carte ou un IBAN ne se saisit pas dans un lot SANS FACTURE",
        ),
        (FactFault("coupon.debit_day", Kind.TOO_LARGE, "31"), "coupon.debit_day : nombre trop grand, 31 au plus"),
        (FactFault("", Kind.NOT_TABLE), "un objet est attendu ici"),
        (FactFault("", Kind.FILE_TOO_LARGE, "16"), "le fichier dépasse 16 Mo"),
        (FactFault("", Kind.NOT_JSON, "3:12"), "ligne 3, colonne 12 : ce n'est pas du JSON"),
        (FactFault("", Kind.NOT_TOML, "3:12"), "ligne 3, colonne 12 : ce n'est pas du TOML"),
        (FactFault("", Kind.NOT_TOML), "fin du fichier : ce n'est pas du TOML"),
    ],
)
def test_a_fault_says_where_and_what(fault: FactFault, line: str) -> None:
    assert fault_line(fault) == line


@pytest.mark.parametrize(
    ("difference", "line"),
    [
        (Difference("paper", "scan", "discard"), "paper : attendu scan, obtenu discard"),
        (Difference("slip", "iban", None), "slip : attendu iban, obtenu rien"),
        (Difference("keyed", True, False), "keyed : attendu true, obtenu false"),
        (Difference("annotations", ("E", "Réab Imp"), ()), "annotations : attendu E, Réab Imp, obtenu rien"),
        (
            Difference("operations[1]", None, {"op": "comment", "type": "Autre motif", "text": "Décédé"}),
            'operations[1] : attendu rien, obtenu {"op": "comment", "type": "Autre motif", "text": "Décédé"}',
        ),
    ],
)
def test_a_difference_says_both_sides(difference: Difference, line: str) -> None:
    assert difference_line(difference) == line


@pytest.mark.parametrize(
    ("scenarios", "differing", "line"),
    [
        (1, 0, "1 scénario, conforme"),
        (1, 1, "1 scénario, 1 en écart"),
        (45, 0, "45 scénarios, tous conformes"),
        (45, 2, "45 scénarios, 2 en écart"),
    ],
)
def test_the_count(scenarios: int, differing: int, line: str) -> None:
    assert count_line(scenarios, differing) == line


def test_the_faults_that_are_not_listed() -> None:
    assert more_faults(3) == "et 3 autres"
