"""The picture of a page where it is shared: its title, its kind and the landlord's name, in the house's colours."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from io import BytesIO
from math import cos, pi, sin
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from home import brand

# The letters of the site, as Pillow reads them: it opens no WOFF2.
FONTS = Path(__file__).parent / "fonts"

WIDTH, HEIGHT = 1200, 630
MARGIN = 84
# Where lines are cut: the rose stands beyond.
TEXT_WIDTH = 800
# The sizes of a title, and how many lines it may take at each.
TITLE_SIZES = {84: 2, 74: 3, 62: 4, 54: 4}
# Drawn larger, then made smaller: Pillow draws no smooth edge by itself.
SMOOTHING = 2
# To be raised when the drawing changes, so that the addresses do.
DRAWING = 1

GOLD, RED, GREEN, BLUE, WHITE = "#e0a526", "#c2244f", "#17936c", "#4a74e6", "#ffffff"
# What the site's letters can write; the rest would come out as boxes.
UNWRITABLE = re.compile(
    "[^ -~\u00a0-\u00ff\u0152\u0153\u2013\u2014\u2018\u2019\u201c-\u201e\u2022\u2026\u2039\u203a\u20ac\u2212]"
)
ANY_SPACE = re.compile("[\u2000-\u200a\u202f]")


@dataclass(frozen=True)
class SharingImage:
    """What the picture says, on a ground of this colour (`#rrggbb`)."""

    title: str
    kind: str
    bailleur: str
    colour: str

    @property
    def fingerprint(self) -> str:
        """What tells this picture from one that says something else."""
        said = "\0".join((str(DRAWING), self.title, self.kind, self.bailleur, self.colour))
        return blake2b(said.encode(), digest_size=6).hexdigest()

    def png(self) -> bytes:
        """Return the picture, 1200 by 630 pixels. A title that the site's letters cannot write is left out."""
        picture = Image.new("RGB", (WIDTH * SMOOTHING, HEIGHT * SMOOTHING), self.colour)
        draw = ImageDraw.Draw(picture)
        _draw_rose(draw, self.colour)
        title = _written(self.title) or self.bailleur
        kind = _written(self.kind)
        size, lines = _set(title)
        top = (HEIGHT - len(lines) * size * 1.12) / 2 - 24
        if kind:
            _write(draw, (MARGIN, top - 58), kind, _sans(30), GOLD)
        for number, line in enumerate(lines):
            _write(draw, (MARGIN, top + number * size * 1.12), line, _serif(size), WHITE)
        _draw_mark(draw, MARGIN + 26, HEIGHT - MARGIN + 4, 26)
        if title != self.bailleur:
            _write(draw, (MARGIN + 72, HEIGHT - MARGIN - 15), self.bailleur, _sans(34), WHITE)
        file = BytesIO()
        # Few colours: a palette makes it a fifth of its weight, and it is asked for over telephone networks.
        small = picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        small.quantize(128, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        return file.getvalue()


def _written(text: str) -> str:
    """Return the text as the site's letters write it; empty when most of it is in another script."""
    text = ANY_SPACE.sub("\u00a0", text)
    written = UNWRITABLE.sub("", text).strip()
    return written if len(written) * 2 > len(text) else ""


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"{name}.ttf", size * SMOOTHING)


def _serif(size: int) -> ImageFont.FreeTypeFont:
    return _font("newsreader-title", size)


def _sans(size: int) -> ImageFont.FreeTypeFont:
    return _font("atkinson-hyperlegible-next", size)


def _set(title: str) -> tuple[int, list[str]]:
    """Return the largest size at which the title holds in the lines there are, and the lines; else it is cut."""
    for size, most in TITLE_SIZES.items():
        lines = list(_lines(title, _serif(size)))
        if len(lines) <= most:
            return size, lines
    lines = lines[:most]
    while len(lines[-1]) > 1 and _serif(size).getlength(lines[-1] + "…") > TEXT_WIDTH * SMOOTHING:
        lines[-1] = lines[-1][:-1]
    lines[-1] = lines[-1].rstrip() + "…"
    return size, lines


def _lines(title: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    """Yield the lines of a title, cut at spaces; a word wider than a line is cut anywhere."""
    line = ""
    for word in re.split(r"[ \t\n]+", title.strip()):
        longer = f"{line} {word}" if line else word
        if font.getlength(longer) <= TEXT_WIDTH * SMOOTHING:
            line = longer
            continue
        if line:
            yield line
        while font.getlength(word) > TEXT_WIDTH * SMOOTHING:
            cut = next(end for end in range(len(word), 0, -1) if font.getlength(word[:end]) <= TEXT_WIDTH * SMOOTHING)
            yield word[:cut]
            word = word[cut:]
        line = word
    yield line


def _write(
    draw: ImageDraw.ImageDraw, place: tuple[float, float], text: str, font: ImageFont.FreeTypeFont, colour: str
) -> None:
    draw.text((place[0] * SMOOTHING, place[1] * SMOOTHING), text, font=font, fill=colour)


def _petal(x: float, y: float, angle: float, inner: float, outer: float, width: float) -> list[tuple[float, float]]:
    """Return the outline of a petal of a rose window: a point at its heart, a round end, `width` in radians."""
    points = [(x + inner * cos(angle), y + inner * sin(angle))]
    radius = outer * sin(width / 2)
    centre = outer * cos(width / 2)
    for step in range(25):
        turn = angle - pi / 2 + pi * step / 24
        points.append((x + centre * cos(angle) + radius * cos(turn), y + centre * sin(angle) + radius * sin(turn)))
    return [(px * SMOOTHING, py * SMOOTHING) for px, py in points]


def _draw_mark(draw: ImageDraw.ImageDraw, x: float, y: float, size: float) -> None:
    """Draw the site's mark, `size` pixels from its centre to its edge."""
    colours = (BLUE, RED, BLUE, GOLD, BLUE, GREEN, BLUE, GOLD)
    for number, colour in enumerate(colours):
        draw.polygon(_petal(x, y, number * pi / 4, size * 0.32, size, 0.52), fill=colour)
    _disc(draw, x, y, size * 0.2, WHITE)


def _draw_rose(draw: ImageDraw.ImageDraw, ground: str) -> None:
    """Draw the great rose, half out of the picture, in tints of the ground and a few lit panes."""
    x, y = WIDTH + 60, HEIGHT + 30
    tints = [_tint(ground, share) for share in (0.10, 0.18)]
    rings = ((0, 24, 128, 8, 0.5), (0, 150, 250, 16, 0.24), (0, 276, 372, 24, 0.17), (0, 400, 500, 32, 0.13))
    lit = {(0, 5): GOLD, (1, 9): RED, (1, 11): GREEN, (2, 14): GOLD, (2, 16): BLUE, (3, 18): RED, (3, 21): GOLD}
    for ring, (_start, inner, outer, count, width) in enumerate(rings):
        for number in range(count):
            colour = lit.get((ring, number), tints[(ring + number) % 2])
            draw.polygon(_petal(x, y, 2 * pi * number / count, inner, outer, width), fill=colour)


def _disc(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, colour: str) -> None:
    box = [(x - radius) * SMOOTHING, (y - radius) * SMOOTHING, (x + radius) * SMOOTHING, (y + radius) * SMOOTHING]
    draw.ellipse(box, fill=colour)


def _tint(colour: str, share: float) -> str:
    """Return the colour with this share of white in it."""
    return "#" + "".join(f"{round(channel + (255 - channel) * share):02x}" for channel in brand.channels(colour))
