import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from forms.kit.theme import Scheme, apply
from forms.kit.tokens import DARK, LIGHT, Palette, Tone, colours, scaled


def luminance(colour: str) -> float:
    picked = QColor(colour)
    channels = (picked.redF(), picked.greenF(), picked.blueF())
    red, green, blue = (c / 12.92 if c <= 0.03928 else float(((c + 0.055) / 1.055) ** 2.4) for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_all_text_can_be_read(palette: Palette) -> None:
    for ground in (palette.ground, palette.surface, palette.raised, palette.soft):
        assert contrast(palette.text, ground) >= 7
        assert contrast(palette.muted, ground) >= 4.5
        assert contrast(palette.accent, ground) >= 4.5
    assert contrast(palette.on_accent, palette.accent) >= 4.5
    assert contrast(palette.on_accent, palette.accent_pressed) >= 4.5
    assert contrast(palette.border, palette.surface) >= 3


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("tone", list(Tone))
def test_every_tone_can_be_read_on_its_own_ground_and_on_the_others(palette: Palette, tone: Tone) -> None:
    for ground in (palette.tone_ground(tone), palette.surface, palette.ground):
        assert contrast(palette.tone(tone), ground) >= 4.5


def test_the_colours_in_force_are_those_the_application_was_dressed_in(qapp: QApplication) -> None:
    for scheme, palette in ((Scheme.DARK, DARK), (Scheme.LIGHT, LIGHT)):
        apply(qapp, scheme, 100)
        assert colours() is palette


def test_measures_grow_with_the_text(qapp: QApplication) -> None:
    apply(qapp, Scheme.LIGHT, 150)
    assert scaled(28) == 42
    apply(qapp, Scheme.LIGHT, 100)
    assert scaled(28) == 28
