"""A program that is killed while a locked database keeps several coupons waiting: run as a process of its own.

Arguments: the address of an empty database, and the folder of the workstation's files.
"""

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from sqlalchemy.engine import make_url

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.mail_facts import CardFacts
from backoffice.domain.method import Brand
from backoffice.gateways.aside_folder import AsideFolder
from backoffice.keying.brought_back import entry_of
from backoffice.keying.ticks import Ticks
from backoffice.services.keying.asides import Asides
from backoffice.storage.database import Database
from backoffice.storage.engine import writing_engine
from forms.coupon.outgoing.queue import CouponQueue
from forms.coupon.outgoing.sending import CouponSending
from forms.coupon.services import CouponServices
from forms.kit.export import Exporter
from forms.kit.screen_tools import ScreenTools as Tools
from forms.kit.strip import Strip
from forms.kit.tasks import TaskRunner
from tests.coupons import entry
from tests.dying import die
from tests.forms.coupon.workplace import recording
from tests.forms.kit.question_watch import Answers
from tests.office import OfficeGestures

NUMBERS = ("0000001", "0000002", "0000003", "0000004")


def _traffic(office: OfficeGestures, folder: Path, parent: QObject) -> CouponQueue:
    runner, answers, strip = TaskRunner(), Answers(), Strip()
    tools = Tools(runner, TaskRunner(), answers, strip, Exporter(runner, answers, strip))
    asides = Asides(AsideFolder(folder / "aside"), office.clients, office.batches, office.office)
    services = cast(CouponServices, SimpleNamespace(asides=asides))
    saving = CouponSending(recording(office, folder), office.clients, runner, office.operator)
    return CouponQueue(saving, services, tools, office.operator, parent)


def main(url: str, folder: Path) -> None:
    """*Enregistrer* on four cheques and on a card whose alias has not come; then nothing is there any more."""
    QApplication([])
    office, screen = OfficeGestures(Database(url)), QObject()
    batch = office.batch()
    traffic = _traffic(office, folder, screen)
    ids = [office.client(ClientRef("J", 121, f"1000000{at}")) for at in range(len(NUMBERS) + 1)]
    forms = [office.form(batch, client_id, 20_30, number) for client_id, number in zip(ids, NUMBERS, strict=False)]
    card = entry(batch, office.dossier(ids[-1]), Ticks(card=CardFacts(Brand.CB)))
    with writing_engine(make_url(url)).begin():
        for form in forms:
            traffic.keep(form)
            traffic.send(entry_of(form, office.dossier(form.client_id)), form)
        traffic.keep_for_card(batch, card)
        die()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
