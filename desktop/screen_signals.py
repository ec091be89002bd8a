"""What screens ask of one another, all in one place: `screens` connects each screen, `workplace` answers."""

from PySide6.QtCore import QObject, Signal


class ScreenSignals(QObject):
    """The signals that lead from one screen to another, or from the financial system to a screen.

    Signals:
        home_asked: the screen is done with.
        keying_asked: a batch is to be keyed in; bears it.
        closing_asked: a batch is to be closed; bears it.
        aside_taken_up: a coupon that was put aside is to be keyed on; bears its batch and its key.
        aside_given_up: a coupon that was put aside is wanted no more; bears its key.
        slimpay_asked: a client's page at SlimPay is to be opened; bears their id, and what is begun here.
        slimpay_resumed: the page of an order is to be opened; bears its row.
        erp_asked: something is to go to the financial system.
        erp_heard: a round with the financial system is over; bears why it could not be heard, or None.
    """

    home_asked = Signal()
    keying_asked = Signal(object)
    closing_asked = Signal(object)
    aside_taken_up = Signal(object, object)
    aside_given_up = Signal(object)
    slimpay_asked = Signal(int, str)
    slimpay_resumed = Signal(object)
    erp_asked = Signal()
    erp_heard = Signal(object)
