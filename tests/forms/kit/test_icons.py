import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

from forms.kit.icons import TONE_ICONS, Icon, icon, on_accent
from forms.kit.theme import Scheme, apply
from forms.kit.tokens import DARK, LIGHT, Tone
from resources.paths import icon_file


def darkest_ink(image: QImage) -> str:
    """The colour of the most opaque dot."""
    dots = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(dots, key=QColor.alpha).name()


def drawn(picture: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal, state: QIcon.State = QIcon.State.Off) -> str:
    return darkest_ink(picture.pixmap(QSize(64, 64), mode, state).toImage())


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("name", list(Icon))
def test_every_icon_has_its_drawing(name: Icon) -> None:
    assert b"currentColor" in icon_file(name).read_bytes()
    assert drawn(icon(name)) == LIGHT.text


def test_an_icon_follows_the_scheme_after_it_was_made(qapp: QApplication) -> None:
    made = icon(Icon.WARNING, Tone.WARNING)
    for scheme, palette in ((Scheme.DARK, DARK), (Scheme.LIGHT, LIGHT)):
        apply(qapp, scheme, 100)
        assert drawn(made) == palette.warning


@pytest.mark.usefixtures("light")
def test_an_icon_is_quiet_when_disabled_and_blue_when_checked() -> None:
    made = icon(Icon.BATCHES, Tone.MUTED, checked=Tone.INFO)

    assert drawn(made) == LIGHT.muted
    assert drawn(made, state=QIcon.State.On) == LIGHT.accent
    assert drawn(made, QIcon.Mode.Disabled) == LIGHT.border
    assert drawn(on_accent(Icon.SAVE)) == LIGHT.on_accent


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_an_icon_has_all_the_dots_of_its_screen(ratio: float) -> None:
    assert icon(Icon.SAVE).pixmap(QSize(16, 16), ratio).toImage().width() == 16 * ratio


def test_every_tone_that_says_something_has_a_shape_of_its_own() -> None:
    assert len(set(TONE_ICONS.values())) == len(TONE_ICONS) == len(Tone) - 2
