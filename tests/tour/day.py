"""The stops of the tour, in the order of a day."""

from tests.tour.accounts import look_at_accounts
from tests.tour.administration import look_at_import, look_at_people
from tests.tour.closing import close_batch
from tests.tour.collecting import look_at_debits
from tests.tour.credits import look_at_credits
from tests.tour.demo_window import DemoWindow
from tests.tour.distributions import look_at_distributions
from tests.tour.erp import look_at_erp
from tests.tour.keying import KeyedBatch
from tests.tour.mail import look_at_clients, look_at_what_was_set_aside
from tests.tour.papers import look_at_slips, sort_mail, sort_unknown
from tests.tour.payments import look_at_payments
from tests.tour.slimpay import look_at_slimpay


def take_tour(demo: DemoWindow) -> None:
    """From the first window to the last."""
    demo.show()
    demo.shoot("ouverture")
    demo.log_in("A. Morel", shot="connexion")
    batch = KeyedBatch(demo)
    batch.key_a_batch()
    close_batch(demo, batch.keyed)
    look_at_what_was_set_aside(demo)
    sort_mail(demo)
    sort_unknown(demo)
    look_at_clients(demo, "J 121 52134466")
    look_at_slips(demo)
    look_at_slimpay(demo)
    demo.change_to("C. Dupuis")
    look_at_debits(demo)
    look_at_accounts(demo)
    look_at_distributions(demo)
    look_at_payments(demo)
    look_at_credits(demo)
    look_at_erp(demo)
    demo.change_to("D. Leroy")
    look_at_import(demo)
    look_at_people(demo)
    demo.close()
