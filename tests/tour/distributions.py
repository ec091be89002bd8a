"""The stops of the tour at a distribution: orders, payments, its validation, and the cards online."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

from tests.tour.demo_window import DemoWindow

_MEMBER, _POINT = "Adhérent", "Pointer"
_CONFIRMATIONS = "paiement;adherent;montant;date\nCB-1001;1;7,15;04/03/2024\nCB-1002;9999;12,00;04/03/2024\n"


def look_at_distributions(demo: DemoWindow) -> None:
    """A member at the counter of the demo's first group, then a validation, as a supervisor."""
    services, who = demo.services, demo.supervisor
    demo.go_to("Distributions")
    demo.until_at(_MEMBER)
    demo.until_rows()
    group, *_ = services.groups.all(who)
    distribution, *_ = services.member_orders.distributions(who, group.id)
    member, *_ = services.groups.members(who, group.id)
    waiting = services.validating.to_validate(who, distribution.id).payments
    _order(demo, member.number)
    _validate(demo, [payment.cheque_number for payment in waiting if payment.cheque_number])
    _take_confirmations(demo)
    _open_another(demo)


def _order(demo: DemoWindow, number: str) -> None:
    demo.shoot("distribution")
    demo.write(f"{number}\n")
    demo.until_at("Libellé")
    demo.write("Panier de saison\n24,50\nMiel\n6,80\n\n")
    demo.until_at("Paiement : Aucun")
    demo.write("c\n")
    demo.until_at("Montant du paiement")
    demo.write("31,30\n")
    demo.until_at("N° du chèque")
    demo.write("5508018")
    demo.shoot("distribution-commande")
    demo.write("\n")
    demo.until_said("chèque 5508018")
    demo.until_at(_MEMBER)
    demo.press(Qt.Key.Key_F3)
    demo.press(Qt.Key.Key_Delete)
    demo.until_said("M-02")
    demo.shoot("distribution-m02")
    demo.press(Qt.Key.Key_F4)
    demo.until_at("Paiements")
    demo.press(Qt.Key.Key_Delete)
    demo.until_at("Motif du retrait")
    demo.shoot("distribution-retrait")
    demo.press(Qt.Key.Key_Escape)


def _validate(demo: DemoWindow, cheques: Sequence[str]) -> None:
    demo.press(Qt.Key.Key_F9)
    demo.until_at(_POINT)
    demo.until_said("paiements")
    for number in cheques:
        demo.write(f"{number}\n")
        demo.until_said("✓")
    demo.press(Qt.Key.Key_F4)
    demo.write("10,00\n")
    demo.until_at(_POINT)
    demo.shoot("validation")
    demo.press(Qt.Key.Key_F6)
    demo.until_said("confirmez-les")
    demo.shoot("validation-ecarts")
    demo.press(Qt.Key.Key_F6)
    demo.until_said("attendent encore")
    demo.shoot("validation-faite")
    demo.press(Qt.Key.Key_F8)
    demo.until_said("écriture contraire")
    demo.shoot("validation-annuler")
    demo.press(Qt.Key.Key_Escape)


def _take_confirmations(demo: DemoWindow) -> None:
    file = demo.folder / "confirmations.csv"
    file.write_text(_CONFIRMATIONS, encoding="utf-8")
    demo.press(Qt.Key.Key_F11)
    demo.until_at("Fichier des confirmations")
    demo.write(f"{file}\n")
    demo.until_said("Rien n'a été pris")
    demo.shoot("cartes-en-ligne-refus")


def _open_another(demo: DemoWindow) -> None:
    demo.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    demo.until_at("Titre")
    demo.write("Panier d'avril")
    demo.shoot("distribution-ouvrir")
    demo.press(Qt.Key.Key_Escape)
    demo.until_at("Fichier des confirmations")
