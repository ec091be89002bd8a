"""The parts of the screen, made and laid out."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from backoffice.domain.people import Actor
from forms.actions.page import ActionPage
from forms.coupon.batch.last_lines import LastLines
from forms.coupon.batch.strip import BatchStrip
from forms.coupon.batch.watch import NO_BATCH, BatchWatch
from forms.coupon.body import Body
from forms.coupon.client.credit_offer import CreditOfferBar
from forms.coupon.client.names_search import NamesSearch
from forms.coupon.client.reference_bar import ReferenceBar
from forms.coupon.client.selection_page import SelectionPage
from forms.coupon.client.unknown_page import UnknownPage
from forms.coupon.codes_page import CodesPage
from forms.coupon.decision.panel import DecisionPanel
from forms.coupon.decision.procedure_page import ProcedurePage
from forms.coupon.dossier_page import DossierPage
from forms.coupon.services import CouponServices
from forms.kit.screen_tools import Desk


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that stands on the screen.

    Attributes:
        watch: the batch, as the database has it.
        strip: the line of the batch.
        reference: where a client is looked up.
        offer: what of the client's credit can be applied.
        body: the pages, one at a time, with the decision and the last lines beside.
    """

    watch: BatchWatch
    strip: BatchStrip
    reference: ReferenceBar
    selection: SelectionPage
    dossier: DossierPage
    actions: ActionPage
    codes: CodesPage
    names: NamesSearch
    unknown: UnknownPage
    procedure: ProcedurePage
    decision: DecisionPanel
    lines: LastLines
    offer: CreditOfferBar
    body: Body


def made_parts(services: CouponServices, desk: Desk, who: Actor, parent: QObject) -> Parts:
    """Make the parts."""
    selection = SelectionPage(desk)
    dossier = DossierPage(services, desk, NO_BATCH, who)
    actions = ActionPage(services.for_actions, desk, who)
    codes = CodesPage()
    names = NamesSearch(services.clients, desk, who)
    unknown = UnknownPage(services.unknown_mails, desk, who)
    procedure = ProcedurePage(services.payee)
    decision = DecisionPanel(dossier.form.departure, services.payee)
    lines = LastLines(services, desk, who)
    return Parts(
        watch=BatchWatch(services, desk, who, parent),
        strip=BatchStrip(),
        reference=ReferenceBar(),
        selection=selection,
        dossier=dossier,
        actions=actions,
        codes=codes,
        names=names,
        unknown=unknown,
        procedure=procedure,
        decision=decision,
        lines=lines,
        offer=CreditOfferBar(services.credits, desk, who),
        body=Body((selection, dossier, actions, codes, names, unknown, procedure), (decision, lines)),
    )
