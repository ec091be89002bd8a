"""The stops of the walk at a coupon with a card, and at *Changement MDR*."""

from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import Qt

from backoffice.domain.batch import Batch
from backoffice.domain.dossier import Dossier
from backoffice.domain.mail_facts import IbanFacts, IbanMatch
from backoffice.keying.entry import Entry, lines_of
from backoffice.keying.facts import ClientFile
from backoffice.keying.form_making import form_of
from backoffice.keying.outcome import outcome
from backoffice.keying.recorded_form import MailForm
from backoffice.keying.ticks import Ticks
from desktop.hand import press, until_focus, until_said, write
from desktop.walk_mail import Shoot, find, type_code

_CARD, _EXPIRY = "4970100000000154", "0530"
"""A number that processors publish for trials."""


def key_a_card(reference: str, shoot: Shoot) -> None:
    """*Refacturation* on a card, from its number to *Enregistrer* (P-50)."""
    find(reference)
    press(Qt.Key.Key_F3)
    until_said("Une lettre coche")
    write("c\n")
    until_focus("N° de carte")
    write(_CARD)
    until_focus("Mois et année")
    shoot("carte")
    write(f"{_EXPIRY}\n")
    until_said("•••• 0154")
    shoot("carte-affectee")
    write("\n")
    until_focus("Référence")


def change_a_method(reference: str, shoot: Shoot) -> None:
    """2.4 on a client's file."""
    find(reference)
    type_code("2.4", "Changement MDR", shoot, "changement-mdr")


def same_iban(batch: Batch, dossier: Dossier) -> MailForm | None:
    """The form of a coupon with the IBAN of the client's file; None where it comes to no debit."""
    if not dossier.means.iban:
        return None
    entry = Entry(
        key=uuid4(),
        batch_id=batch.id,
        reference=str(dossier.client.ref),
        dossier=dossier,
        amount="",
        words=None,
        number="",
        lines=(),
        ticks=Ticks(iban=IbanFacts(IbanMatch.SAME)),
    )
    found = outcome(batch, ClientFile.of(dossier), entry.ticks, None, None)
    form = form_of(replace(entry, lines=lines_of(dossier.invoices, found.rows)), found)
    return form if isinstance(form, MailForm) and form.debits else None
