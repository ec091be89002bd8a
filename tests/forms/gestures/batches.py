"""A client's file, and a batch from its opening to its closing, with its coupons."""

from uuid import uuid4

from backoffice.domain.batch import Batch
from backoffice.domain.mail import ActionCode, ActionForm, FileAction
from backoffice.domain.money import Money
from backoffice.domain.paper import Paper
from backoffice.gateways.aside_folder import AsideFolder
from backoffice.keying.entry import Entry, InWords
from backoffice.services.keying.asides import Asides
from forms.actions.lifting import Lifting
from forms.actions.mandate_panel import MandatePanel
from forms.batches.opening import BatchOpening as BatchCard
from forms.batches.stranded import StrandedCard
from forms.closing.cheque_card import ChequeCard
from forms.closing.close_page import ClosePage
from forms.closing.closing_progress import ClosingServices, read_standing
from forms.closing.page import ClosingPage, ClosingTools
from forms.closing.preclose_page import PreclosePage
from forms.closing.print_page import PrintPage
from forms.closing.tape_page import TapePage
from forms.coupon.batch.last_lines import LastLines
from forms.coupon.client.credit_offer import CreditOfferBar
from forms.coupon.client.unknown_page import UnknownPage
from tests.forms.actions.place import PROMO, Place
from tests.forms.closing.desk import Drawn, controlled, keyed, preclosed, printed
from tests.forms.coupon.workplace import CouponWorkplace, recording
from tests.forms.gestures.world import Press, World, fill, push
from tests.forms.slips.shelf import letters
from tests.office import FIRST_DAY

_TODAY = FIRST_DAY.date()
_STOP = (FileAction(ActionCode.STOP_PROMOTION, PROMO),)


def action_recorded(world: World) -> Press:
    place = Place(world.bench, world.qtbot, world.office)
    place.open("2.6")

    def press() -> None:
        fill(place.page, "Commentaire", "Rappelle lundi")
        place.page.hints()[0].action()

    return press


def block_lifted(world: World) -> Press:
    office, who = world.office, world.office.supervisor
    client = office.client()
    (row,) = office.actions.record(office.operator, ActionForm(uuid4(), client, _STOP))
    lifting = world.keep(Lifting(office.actions, world.bench.desk, who))
    lifting.ask(office.dossier(client).client, row)

    def press() -> None:
        fill(lifting, "Motif de la levée", "demande du client")
        push(lifting, "Lever le blocage  ⏎")

    return press


def mandate_changed(world: World) -> Press:
    office, who = world.office, world.office.supervisor
    panel = world.keep(MandatePanel(office.methods, world.bench.desk, who, ""))
    panel.begin(office.dossier(office.client(rum="ADLP-1", mandate="active")))

    def press() -> None:
        fill(panel, "Motif", "demande du client")
        push(panel, "Changer l'état")

    return press


def batch_opened(world: World) -> Press:
    office = world.office
    return world.keep(BatchCard(office.batches, world.bench.runner, office.operator, _TODAY)).save


def stranded_given_up(world: World) -> Press:
    office = world.office
    asides = Asides(AsideFolder(world.folder / "aside"), office.clients, office.batches, office.office)
    batch, dossier = office.batch(), office.dossier(office.client())
    words = InWords(Money(20_30), confirmed=True)
    entry = Entry(uuid4(), batch.id, str(dossier.client.ref), dossier, "20,30", words, "5508018", ())
    asides.keep(office.operator, entry)
    office.batches.preclose(office.operator, uuid4(), batch.id)
    card = world.keep(StrandedCard(asides, world.bench.runner, office.operator))
    card.show_rows(asides.stranded(office.operator))

    def press() -> None:
        fill(card, "Pourquoi l'abandonner", "déjà saisi")
        card.give_up()

    return press


def _closing(world: World) -> ClosingServices:
    office = world.office
    return ClosingServices(
        office.batches, office.control, office.corrections, office.slips, office.mail_slips, Drawn().draw
    )


def _tools(world: World) -> ClosingTools:
    return ClosingTools(_closing(world), world.bench.desk, world.office.operator, "")


def _show(world: World, page: ClosingPage, batch: Batch) -> None:
    world.keep(page)
    page.show_standing(read_standing(_closing(world), world.office.operator, batch.id))
    world.settle()


def cheque_corrected(world: World) -> Press:
    standing = read_standing(_closing(world), world.office.operator, preclosed(world.office, 22_45).id)
    (line,) = standing.control.lines
    assert line.receipt is not None
    card = world.keep(ChequeCard(_tools(world), line, line.receipt))
    fill(card, "Montant", "22,46")
    return card.save


def cheque_taken_back(world: World) -> Press:
    standing = read_standing(_closing(world), world.office.operator, preclosed(world.office, 22_45).id)
    (line,) = standing.control.lines
    assert line.receipt is not None
    card = world.keep(ChequeCard(_tools(world), line, line.receipt))
    push(card, "Annuler l'encaissement…")
    return lambda: push(card, "Annuler l'encaissement")


def batch_preclosed(world: World) -> Press:
    page = PreclosePage(_tools(world))
    _show(world, page, keyed(world.office, 22_45))
    return page.preclose


def tape_kept(world: World) -> Press:
    page = TapePage(_tools(world))
    _show(world, page, preclosed(world.office, 22_45))

    def press() -> None:
        if not page.is_unsaved:
            fill(page, "Montant du chèque", "22,45")
        page.keep()

    return press


def slip_printed(world: World) -> Press:
    page = PrintPage(_tools(world))
    _show(world, page, controlled(world.office, 22_45))
    return page.print_slip


def papers_printed(world: World) -> Press:
    batch = letters(world.office, 1, Paper.ARCHIVE)
    world.office.batches.preclose(world.office.operator, uuid4(), batch.id)
    page = PrintPage(_tools(world))
    _show(world, page, batch)
    (papers,) = read_standing(_closing(world), world.office.operator, batch.id).papers
    return lambda: page.print_papers(papers)


def batch_closed(world: World) -> Press:
    page = ClosePage(_tools(world))
    _show(world, page, printed(world.office, 22_45))
    return page.close_for_good


def credit_applied(world: World) -> Press:
    office, client = world.office, world.office.client()
    office.cheque(office.batch(with_invoice=False), client, 22_45)
    bar = world.keep(CreditOfferBar(office.credits, world.bench.desk, office.operator))
    bar.show_dossier(office.dossier(client))
    return bar.accept


def line_taken_back(world: World) -> Press:
    office = world.office
    batch = keyed(office, 22_45)
    place = CouponWorkplace(world.qtbot, office, recording(office, world.folder), office.operator, world.folder)
    place.close()
    lines = world.keep(LastLines(place.services, world.bench.desk, office.operator))
    lines.show_lines(office.batches.lines(office.operator, batch.id))

    def press() -> None:
        lines.ask()
        lines.question.accepted.emit()

    return press


def unknown_recorded(world: World) -> Press:
    page = world.keep(UnknownPage(world.office.unknown_mails, world.bench.desk, world.office.operator))
    page.begin(world.office.batch().id, "")

    def press() -> None:
        page.text.set_value("enveloppe vide")
        page.save()

    return press


def unknown_taken_back(world: World) -> Press:
    page = world.keep(UnknownPage(world.office.unknown_mails, world.bench.desk, world.office.operator))
    page.begin(world.office.batch().id, "")
    page.text.set_value("enveloppe vide")
    page.save()
    world.settle()
    page.begin(1, "")
    world.settle()
    world.wire.keys.clear()
    (row,) = page.table.rows

    def press() -> None:
        page.table.chosen.emit(row)
        page.question.accepted.emit()

    return press
