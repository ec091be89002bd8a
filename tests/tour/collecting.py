"""The stops of the tour at the debits that are due, and at their files."""

from contextlib import suppress
from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import Qt

from backoffice.bootstrap import utc_now
from backoffice.domain.batch import Batch, BatchKind, NewBatch
from backoffice.domain.dossier import Dossier
from backoffice.domain.errors import RuleBroken
from backoffice.domain.mail_facts import IbanFacts, IbanMatch
from backoffice.french.office_time import office_day
from backoffice.keying.entry import Entry, lines_of
from backoffice.keying.facts import ClientFile
from backoffice.keying.form_making import form_of
from backoffice.keying.outcome import outcome
from backoffice.keying.recorded_form import MailForm
from backoffice.keying.ticks import Ticks
from tests.tour.demo_window import DemoWindow


def look_at_debits(demo: DemoWindow) -> None:
    """Debits of the demo's clients, by whichever way they pay, and their files, as a supervisor."""
    demo.until_at("Lots")
    _debit(demo)
    demo.go_to("Prélèvements")
    demo.until_at("À envoyer")
    demo.until_rows()
    demo.shoot("prelevements")
    demo.write("\n")
    demo.until_at("Prélever le")
    demo.write("\n")
    demo.until_at("Dossier des fichiers")
    demo.write(f"{demo.folder / 'banque'}\n")
    demo.press(Qt.Key.Key_F6)
    demo.until_said("Enregistré dans")
    demo.shoot("prelevements-envoyes")


def _debit(demo: DemoWindow) -> None:
    services, who = demo.services, demo.operator
    batch = services.batches.open(who, uuid4(), NewBatch(office_day(utc_now()), True, BatchKind.PARTNER))
    for client in demo.clients():
        form = _same_iban(batch, services.clients.dossier(who, client.id))
        if form is not None:
            with suppress(RuleBroken):  # an inactive mandate
                services.mail.record(who, form)


def _same_iban(batch: Batch, dossier: Dossier) -> MailForm | None:
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
