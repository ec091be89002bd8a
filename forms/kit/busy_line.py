"""The thin line that moves while work goes on: in the window over every screen, and in the first start's card."""

from PySide6.QtWidgets import QProgressBar


class BusyLine(QProgressBar):
    """Hidden at first; it keeps its place while it is, so that nothing below it jumps."""

    def __init__(self) -> None:
        super().__init__(textVisible=False, maximum=0)
        self.setProperty("role", "thin")
        self.setAccessibleName("Travail en cours")
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()
