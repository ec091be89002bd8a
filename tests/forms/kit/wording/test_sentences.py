import subprocess
import sys
from string import Formatter

import pytest

from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from forms.kit.wording.action_refusals import ACTION_REFUSALS
from forms.kit.wording.batch_refusals import BATCH_REFUSALS
from forms.kit.wording.cheque_refusals import CHEQUE_REFUSALS
from forms.kit.wording.client_refusals import CLIENT_REFUSALS
from forms.kit.wording.credit_refusals import CREDIT_REFUSALS
from forms.kit.wording.debit_refusals import DEBIT_REFUSALS
from forms.kit.wording.decision_refusals import DECISION_REFUSALS
from forms.kit.wording.failures import FAILURES, IMPORT_REFUSALS
from forms.kit.wording.means_refusals import MEANS_REFUSALS
from forms.kit.wording.member_refusals import MEMBER_REFUSALS
from forms.kit.wording.paper_refusals import PAPER_REFUSALS
from forms.kit.wording.payment_refusals import PAYMENT_REFUSALS
from forms.kit.wording.people_refusals import PEOPLE_REFUSALS
from forms.kit.wording.sentences import REFUSALS, STAND_INS, sentence, to_fill

EVERY_ERROR = [RuleBroken(code) for code in Broken] + [Unavailable(fault) for fault in Fault]


TABLES = (
    ACTION_REFUSALS,
    BATCH_REFUSALS,
    CHEQUE_REFUSALS,
    CLIENT_REFUSALS,
    CREDIT_REFUSALS,
    DEBIT_REFUSALS,
    DECISION_REFUSALS,
    IMPORT_REFUSALS,
    MEANS_REFUSALS,
    MEMBER_REFUSALS,
    PAPER_REFUSALS,
    PAYMENT_REFUSALS,
    PEOPLE_REFUSALS,
)


def said(error: Exception) -> str:
    return sentence(error).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("error", EVERY_ERROR, ids=str)
def test_every_error_has_a_whole_sentence_even_without_its_facts(error: Exception) -> None:
    text = sentence(error)

    assert text[0].isupper() or text[0] == "«"
    assert text.endswith(".")
    assert str(error) not in text
    assert "{" not in text
    assert "  " not in text


def test_every_fact_named_in_a_sentence_has_its_stand_in_and_none_is_left_over() -> None:
    named = {
        name for text in [*REFUSALS.values(), *FAILURES.values()] for _, name, _, _ in Formatter().parse(text) if name
    }

    assert named == set(STAND_INS)


def test_the_first_word_of_a_code_says_where_its_sentence_stands() -> None:
    subjects = [{code.partition(".")[0] for code in table} for table in TABLES]

    assert sum(map(len, TABLES)) == len(REFUSALS) == len(Broken)
    assert sum(map(len, subjects)) == len(set().union(*subjects))


def test_a_direct_client_in_a_partner_batch_is_named_with_the_rule() -> None:
    error = RuleBroken(Broken.CLIENT_IS_DIRECT, ref="J 512 52134466", partner_code=512)

    assert said(error) == (
        "J 512 52134466 est un client FA (code partenaire 512, supérieur à 310) : il se saisit dans un lot FA, "
        "pas dans ce lot PARTENARIAT (P-01)."
    )


def test_facts_are_written_as_a_french_reader_reads_them() -> None:
    twin = RuleBroken(
        Broken.PROBABLE_DUPLICATE,
        number="5508018",
        cents=123456,
        batch="2024-0317",
        operator="A. Morel",
        recorded_at="2024-03-04T16:55:00+00:00",
    )

    assert "n° 5508018, 1 234,56 €, ce client, lot 2024-0317, A. Morel, le 04/03/2024 à 17:55" in said(twin)
    assert "Opérateur ne permet pas de gérer" in said(
        RuleBroken(Broken.ROLE_MAY_NOT, role="operator", right="manage_people")
    )
    assert "un guillemet" in said(Unavailable(Fault.FILE_UNREADABLE, file="clients.csv", reason="quotes"))


def test_a_state_of_a_mandate_and_what_is_wrong_with_an_iban_are_in_words() -> None:
    refused = RuleBroken(Broken.MANDATE_TRANSITION, old_state="revoked", new_state="active")
    short = RuleBroken(Broken.IBAN_WRONG, iban_fault="length", signs_missing=1)
    long = RuleBroken(Broken.IBAN_WRONG, iban_fault="length", signs_missing=-2)

    assert "ne passe pas de « révoqué » à « actif »" in said(refused)
    assert "il manque 1 caractère. Relisez" in said(short)
    assert "2 caractères de trop. Relisez" in said(long)
    assert "d'un pays, comme FR. Relisez" in said(RuleBroken(Broken.IBAN_WRONG, iban_fault="country"))


@pytest.mark.parametrize(
    "error",
    [
        RuleBroken(Broken.ROLE_MAY_NOT, role="emperor", right=""),
        RuleBroken(Broken.PROBABLE_DUPLICATE, cents="beaucoup", recorded_at="hier"),
        RuleBroken(Broken.CLIENT_UNKNOWN, ref=""),
    ],
    ids=str,
)
def test_odd_facts_never_hide_the_error(error: RuleBroken) -> None:
    assert said(error) == said(RuleBroken(error.code))


def test_what_was_typed_is_quoted_but_not_at_any_length() -> None:
    text = said(RuleBroken(Broken.AMOUNT_UNREADABLE, text="1,234"))
    long = said(RuleBroken(Broken.WORDS_UNREADABLE, text="x" * 500))

    assert text.startswith("« 1,234 » n'est pas un montant")
    assert len(long) < 200


def test_signs_of_two_parts_never_begin_a_line() -> None:
    assert sentence(RuleBroken(Broken.AMOUNT_UNREADABLE, text="x")).startswith(
        "«\u00a0x\u00a0» n'est pas un montant\u00a0:"
    )


def test_a_bug_and_an_empty_field_have_their_sentences_too() -> None:
    assert said(KeyError("x")).startswith("Une erreur imprévue")
    assert to_fill("Montant").startswith("Montant\u00a0: à remplir")


def test_the_wording_needs_no_qt() -> None:
    code = "import sys, forms.kit.wording.sentences; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own code
