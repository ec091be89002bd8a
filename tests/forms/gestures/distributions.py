"""Distributions: orders, payments, validations."""

from PySide6.QtCore import Qt

from backoffice.domain.group import GroupMethod
from forms.distributions.members_reading import read_file
from forms.distributions.online_page import OnlinePage
from forms.distributions.opening import DistributionOpening as DistributionCard
from forms.distributions.page import DistributionTools
from forms.distributions.payments_card import PaymentsCard
from forms.distributions.services import DistributionServices
from forms.distributions.to_validate import ToValidateCard
from forms.distributions.validated import ValidatedCard
from tests.forms.distributions.stall import Stall
from tests.forms.gestures.world import Press, World, fill, push
from tests.forms.screen_window import why_not
from tests.keyboard_driver import press, write
from tests.office import FIRST_DAY

_TODAY = FIRST_DAY.date()


def _stall(world: World) -> tuple[Stall, DistributionTools]:
    stall = Stall(world.bench, world.qtbot, world.office)
    services = DistributionServices(
        stall.groups,
        stall.balances,
        stall.orders,
        stall.payments,
        stall.validating,
        stall.files,
        why_not(stall.chief),
        lambda: _TODAY,
    )
    return stall, DistributionTools(services, world.bench.desk, stall.chief)


def distribution_opened(world: World) -> Press:
    stall, tools = _stall(world)
    card = world.keep(DistributionCard(tools, stall.group, _TODAY))
    fill(card, "Titre", "Marché de mars")
    return card.save


def order_recorded(world: World) -> Press:
    stall, _ = _stall(world)
    stall.members()
    stall.manage()
    stall.distribution()
    stall.open()
    stall.find("1")

    def record() -> None:
        if not stall.screen.unsaved():
            write("Panier\n22,45\n")
        press(Qt.Key.Key_F6)

    return record


def line_taken_off(world: World) -> Press:
    stall, _ = _stall(world)
    member, *_ = stall.members()
    stall.buys(stall.distribution(), member, 22_45)
    stall.open()
    stall.find("1")
    return lambda: push(stall.screen, "Retirer la ligne  Suppr")


def payment_withdrawn(world: World) -> Press:
    stall, tools = _stall(world)
    member, *_ = stall.members()
    stall.manage()
    distribution = stall.distribution()
    stall.pays(distribution, member, 22_45)
    card = world.keep(PaymentsCard(tools))
    card.show_file(read_file(tools.services, tools.who, distribution.id, member.id))
    card.ask()

    def press() -> None:
        fill(card, "Motif du retrait", "rendu")
        push(card, "Retirer  ⏎")

    return press


def distribution_validated(world: World) -> Press:
    stall, tools = _stall(world)
    member, *_ = stall.members()
    stall.manage()
    distribution = stall.distribution()
    stall.pays(distribution, member, 22_45)
    card = world.keep(ToValidateCard(tools, ""))
    card.show_waiting(stall.validating.to_validate(stall.chief, distribution.id))
    card.turn_all()
    return card.validate


def validation_undone(world: World) -> Press:
    stall, tools = _stall(world)
    member, *_ = stall.members()
    stall.manage()
    distribution = stall.distribution()
    validation = stall.validate(distribution, stall.pays(distribution, member, 22_45))
    card = world.keep(ValidatedCard(tools, ""))
    card.show_validation(validation)

    def press() -> None:
        for _ in range(2):  # asked for, and meant
            card.undo()

    return press


def confirmations_taken(world: World) -> Press:
    stall, tools = _stall(world)
    stall.members()
    stall.manage(GroupMethod.CARD_ONLINE)
    file = world.folder / "confirmations.csv"
    file.write_text("paiement;adherent;montant;date\nCB-1;1;22,45;01/03/2024\n", encoding="utf-8")
    page = world.keep(OnlinePage(tools))
    page.show_distribution(stall.group, stall.distribution())
    fill(page, "Fichier des confirmations", str(file))
    return page.take
