"""The landlord's colours: whether they can be read, and the tints and the style sheet made from them.

Contrast is that of WCAG 2.2: relative luminance (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)
and contrast ratio (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). A colour is a string `#rrggbb`.
"""

import hashlib
from collections.abc import Iterator

DEFAULT_BRAND = "#10225e"
DEFAULT_ACCENT = "#1d3c9b"
# Success criterion 1.4.3, level AA, for text of ordinary size.
READABLE = 4.5

WHITE = "#ffffff"
# The page and the cards, in light and in dark: as in tokens.css.
LIGHT_GROUNDS = ("#f6f2ea", "#fffdf9")
DARK_GROUNDS = ("#13161f", "#1c2030")
DARK_INK = "#0d1430"
STEP = 0.04


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue, 0 to 255. Raises ValueError when the text is no `#rrggbb`."""
    if len(colour) != 7 or colour[0] != "#":
        raise ValueError(f"Not a colour: {colour}")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2: 0 for black, 1 for white."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel) for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2, from 1 (the same) to 21 (black on white), whatever the order."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def worst_contrast(colour: str) -> float:
    """Return the lowest ratio a colour meets in light: under white text, and as text on the page and on cards."""
    return min(contrast(colour, other) for other in (WHITE, *LIGHT_GROUNDS))


def mix(colour: str, other: str, share: float) -> str:
    """Return `colour` with `share` (0 to 1) of `other` in it."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def towards(colour: str, other: str, start: float) -> Iterator[str]:
    """Yield `colour` with more and more of `other` in it, from the share `start` to `other` itself."""
    share = start
    while share < 1:
        yield mix(colour, other, share)
        share += STEP
    yield other


def tint(colour: str, other: str, start: float, against: tuple[str, ...], ratio: float) -> str:
    """Return the first mix of `colour` with `other` that reaches `ratio` against each of the colours given.

    When none does, `other` itself is returned: black and white are as far as one can go.
    """
    for candidate in towards(colour, other, start):
        if min(contrast(candidate, ground) for ground in against) >= ratio:
            return candidate
    return other


def palette(brand: str, accent: str) -> dict[str, tuple[str, str]]:
    """Return the tokens the two colours change, each with its value in light and in dark."""
    deep_dark = mix(brand, "#000000", 0.25)
    wash_light = tint(accent, WHITE, 0.9, (accent,), READABLE)
    wash_dark = mix(accent, DARK_GROUNDS[1], 0.72)
    link_dark = tint(accent, WHITE, 0.4, (*DARK_GROUNDS, wash_dark, DARK_INK), READABLE + 1)
    return {
        "deep": (brand, deep_dark),
        "deep-edge": (mix(brand, WHITE, 0.2), mix(deep_dark, WHITE, 0.2)),
        "on-deep-soft": (
            tint(brand, WHITE, 0.82, (brand,), READABLE),
            tint(deep_dark, WHITE, 0.82, (deep_dark,), READABLE),
        ),
        "cobalt": (accent, link_dark),
        "cobalt-strong": (mix(accent, "#000000", 0.3), mix(link_dark, WHITE, 0.4)),
        "cobalt-wash": (wash_light, wash_dark),
        "on-cobalt": (WHITE, DARK_INK),
    }


def style_sheet(brand: str, accent: str) -> str:
    """Return the style sheet that gives the site these colours, over those of tokens.css."""
    colours = palette(brand, accent)
    light = "".join(f"--{name}:{pair[0]};" for name, pair in colours.items())
    both = "".join(f"--{name}:light-dark({pair[0]},{pair[1]});" for name, pair in colours.items())
    # The window drawn in the header has its own colours: it would quarrel with others.
    return f"@layer tokens{{:root{{{light}--window:0}}@supports (color:light-dark(white,black)){{:root{{{both}}}}}}}\n"


def fingerprint(brand: str, accent: str) -> str:
    """Return what names this style sheet in its address: it changes whenever the sheet does."""
    return hashlib.sha256(style_sheet(brand, accent).encode()).hexdigest()[:12]
