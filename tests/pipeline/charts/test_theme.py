"""The colours of levels: in order, and readable with the ink that stands on them."""

import pytest

from pipeline.charts.theme import DARK, LIGHT, Look, level_colours


def _luminance(colour: str) -> float:
    """Relative luminance by the definition of the Web Content Accessibility Guidelines."""
    parts = [part / 255 for part in bytes.fromhex(colour[1:])]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("levels", [1, 2, 3, 4, 5, 7, 11])
def test_the_count_on_every_level_can_be_read(levels: int, look: Look) -> None:
    colours = level_colours(levels, look)
    assert len({fill for fill, _ in colours}) == levels
    assert [fill for fill, ink in colours if _contrast(fill, ink) < 4.5] == []


@pytest.mark.parametrize("levels", [2, 5, 11])
def test_a_higher_level_stands_out_more_from_the_page(levels: int) -> None:
    light = [_luminance(fill) for fill, _ in level_colours(levels, LIGHT)]
    dark = [_luminance(fill) for fill, _ in level_colours(levels, DARK)]
    assert light == sorted(light, reverse=True)
    assert dark == sorted(dark)


def test_five_levels_in_the_light() -> None:
    assert level_colours(5, LIGHT) == [
        ("#E3EAF0", "#2B2420"),
        ("#BDD1DF", "#2B2420"),
        ("#97B8CE", "#2B2420"),
        ("#4A7596", "#FFFFFF"),
        ("#183B55", "#FFFFFF"),
    ]
