"""Parts of buildings: faces, windows, balconies, doors, roofs."""

from dataclasses import dataclass
from random import Random

from residence_news.illustrations.canvas import Canvas, Colour, Point, mix
from residence_news.illustrations.light import Light

WHITE: Colour = (255, 255, 255)
NIGHT: Colour = (16, 20, 50)
# How much of its size a wall loses at its far end, and the height of the reader's eye, in units.
RECEDES = 0.16
EYE = 70.0


@dataclass(frozen=True)
class Face:
    """A wall: its corners on the drawing (bottom left, bottom right, top right, top left) and its true size."""

    corners: tuple[Point, Point, Point, Point]
    length: float
    height: float

    def at(self, x: float, y: float) -> Point:
        """Return where a point of the wall falls: `x` from its left, `y` from its foot."""
        u, v = x / self.length, y / self.height
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = self.corners
        return (
            (1 - v) * ((1 - u) * ax + u * bx) + v * ((1 - u) * dx + u * cx),
            (1 - v) * ((1 - u) * ay + u * by) + v * ((1 - u) * dy + u * cy),
        )

    def box(self, x: float, y: float, width: float, height: float) -> list[Point]:
        """Return the corners of a rectangle of the wall given by its bottom left corner."""
        return [self.at(x, y), self.at(x + width, y), self.at(x + width, y + height), self.at(x, y + height)]


def volume(
    canvas: Canvas,
    light: Light,
    x: float,
    foot: float,
    width: float,
    height: float,
    depth: float,
    stone: Colour,
) -> tuple[Face, Face]:
    """Paint a plain volume, its front in the light and its right side in the shade; return both walls."""
    end = x + width
    front = Face(((x, foot), (end, foot), (end, foot - height), (x, foot - height)), width, height)
    side = Face(
        (
            (end, foot),
            (end + depth, foot - EYE * RECEDES),
            (end + depth, foot - height + (height - EYE) * RECEDES),
            (end, foot - height),
        ),
        depth * 2.6,
        height,
    )
    canvas.soft(
        [
            (x + 20, foot),
            (end, foot),
            (end + depth, foot - EYE * RECEDES),
            (end + depth + height * 0.34, foot + height * 0.03),
            (end + height * 0.16, foot + height * 0.075),
            (x + 70, foot + 16),
        ],
        light.shadow,
        125,
        10,
    )
    canvas.shade(list(front.corners), mix(stone, WHITE, 0.14), mix(stone, light.shadow, 0.1))
    canvas.shade(list(front.corners), light.sun, stone, across=True, alpha=50)
    canvas.shade(list(side.corners), mix(stone, light.shadow, 0.46), mix(stone, light.shadow, 0.62))
    return front, side


def paint(canvas: Canvas, face: Face, x: float, y: float, width: float, height: float, fill: Colour) -> None:
    """Fill a rectangle of a wall."""
    canvas.poly(face.box(x, y, width, height), fill)


def window(
    canvas: Canvas,
    face: Face,
    light: Light,
    random: Random,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    shaded: bool = False,
    shutters: Colour | None = None,
) -> None:
    """Paint a window: its frame, its glass or the lamp behind it, a curtain now and then."""
    frame = mix(WHITE, light.shadow, 0.5 if shaded else 0.12)
    if shutters is not None:
        tone = mix(shutters, light.shadow, 0.45 if shaded else 0.05)
        for left in (x - width * 0.52 - 2, x + width + 2):
            paint(canvas, face, left, y, width * 0.52, height, tone)
            for rail in range(1, 6):
                paint(canvas, face, left, y + height * rail / 6, width * 0.52, 1.4, mix(tone, NIGHT, 0.25))
    canvas.poly(face.box(x - 4, y - 4, width + 8, height + 8), mix(light.shadow, NIGHT, 0.15), 110)
    canvas.poly(face.box(x - 2, y - 3, width + 4, height + 5), frame)
    glass = face.box(x + 1, y, width - 2, height)
    if random.random() < light.lit:
        warm = mix(light.lamp, (255, 168, 84), random.uniform(0, 0.4))
        canvas.shade(glass, mix(warm, WHITE, 0.28), warm)
    else:
        dark, pale = light.glass
        tilt = random.uniform(0, 0.35)
        canvas.shade(glass, mix(pale, dark, tilt + (0.3 if shaded else 0)), mix(dark, NIGHT, 0.2 if shaded else 0))
        if not shaded:
            canvas.poly(
                [
                    face.at(x + 1, y + height * 0.5),
                    face.at(x + 1, y + height * 0.95),
                    face.at(x + width * 0.6, y + height),
                    face.at(x + width * 0.86, y + height),
                ],
                WHITE,
                34,
            )
    dressing = random.random()
    if dressing < 0.3:
        paint_alpha = 150 if not shaded else 70
        for left in (x + 1, x + width * 0.72):
            canvas.poly(face.box(left, y, width * 0.27, height), mix(WHITE, light.sun, 0.4), paint_alpha)
    elif dressing < 0.45:
        blind = height * random.uniform(0.25, 0.7)
        canvas.poly(face.box(x + 1, y + height - blind, width - 2, blind), mix(frame, light.shadow, 0.1))
    paint(canvas, face, x + width / 2 - 1.2, y, 2.4, height, frame)
    paint(canvas, face, x - 4, y - 6, width + 8, 3.6, mix(frame, WHITE, 0.2))


def balcony(
    canvas: Canvas,
    face: Face,
    light: Light,
    random: Random,
    x: float,
    y: float,
    width: float,
    accent: Colour | None = None,
) -> None:
    """Paint a balcony whose floor is at `y`: bars or a coloured panel, plants for some."""
    canvas.poly(face.box(x + 6, y - 24, width, 22), light.shadow, 62)
    rail = mix(light.cobalt, NIGHT, 0.25)
    if random.random() < 0.42:
        left = x + random.uniform(6, max(7.0, width - 34))
        for _ in range(5):
            at = face.at(left + random.uniform(0, 26), y + random.uniform(14, 32))
            canvas.disc(*at, 8, 7, random.choice(light.leaf))
        canvas.poly(face.box(left, y + 2, 24, 12), mix((178, 96, 70), light.shadow, 0.2))
    if accent is None:
        bars = max(4, int(width / 6))
        for bar in range(bars + 1):
            paint(canvas, face, x + (width - 1.4) * bar / bars, y, 1.4, 32, rail)
    else:
        canvas.shade(face.box(x, y + 3, width, 26), mix(accent, WHITE, 0.12), accent)
    paint(canvas, face, x - 1, y + 31, width + 2, 3.4, rail)
    paint(canvas, face, x - 3, y - 5, width + 6, 7, mix(light.stone[2], light.shadow, 0.14))


def loggia(
    canvas: Canvas,
    face: Face,
    light: Light,
    random: Random,
    x: float,
    y: float,
    width: float,
    height: float,
    accent: Colour | None,
) -> None:
    """Paint a balcony set into the wall, its window at the back in the shade."""
    stone = light.stone[1]
    canvas.shade(face.box(x, y, width, height), mix(stone, light.shadow, 0.66), mix(stone, light.shadow, 0.4))
    canvas.poly(
        [face.at(x, y + height), face.at(x, y), face.at(x + width * 0.16, y), face.at(x + width * 0.16, y + height)],
        mix(stone, light.shadow, 0.3),
    )
    window(canvas, face, light, random, x + width * 0.3, y + 6, width * 0.5, height * 0.72, shaded=True)
    balcony(canvas, face, light, random, x, y, width, accent)


def door(canvas: Canvas, face: Face, light: Light, x: float, width: float, height: float, colour: Colour) -> None:
    """Paint an entrance: step, glazed leaf, canopy and a lamp over it."""
    paint(canvas, face, x - 10, 0, width + 20, height + 12, mix(light.stone[2], light.shadow, 0.1))
    canvas.shade(face.box(x, 5, width, height), mix(colour, WHITE, 0.1), mix(colour, NIGHT, 0.25))
    pane = mix(light.lamp, WHITE, 0.2) if light.lit > 0.3 else mix(*light.glass, 0.55)
    for left in (x + width * 0.12, x + width * 0.56):
        canvas.shade(face.box(left, height * 0.16, width * 0.32, height * 0.72), mix(pane, WHITE, 0.25), pane)
    paint(canvas, face, x + width / 2 - 1, 5, 2, height, mix(colour, NIGHT, 0.5))
    canvas.poly(face.box(x - 16, height + 2, width + 44, 12), light.shadow, 80)
    paint(canvas, face, x - 22, height + 12, width + 44, 9, mix(colour, WHITE, 0.08))
    canvas.poly(face.box(x - 12, -6, width + 24, 8), mix(light.path, light.shadow, 0.2))
    paint(canvas, face, x + width + 15, height * 0.42, 9, 15, mix(light.shadow, NIGHT, 0.4))
    if light.lit > 0.3:
        canvas.glow(*face.at(x + width / 2, height * 0.7), 150, light.lamp, 110)


def flat_roof(canvas: Canvas, front: Face, side: Face, light: Light) -> None:
    """Paint the parapet of a flat roof, with a light edge."""
    edge = mix(light.stone[2], WHITE, 0.3)
    (_, _, (right, top), (left, _)) = front.corners
    (_, _, (far, far_top), _) = side.corners
    canvas.poly([(left - 6, top - 14), (right + 4, top - 14), (right + 4, top + 3), (left - 6, top + 3)], edge)
    canvas.poly([(left - 6, top + 3), (right + 4, top + 3), (right, top + 12), (left, top + 12)], light.shadow, 70)
    canvas.poly(
        [(right + 4, top - 14), (far + 5, far_top - 11), (far + 5, far_top + 3), (right + 4, top + 3)],
        mix(edge, light.shadow, 0.45),
    )


def mansard(canvas: Canvas, front: Face, side: Face, light: Light, random: Random, height: float) -> None:
    """Paint a slate roof with a row of dormers."""
    slate = light.roof[0]
    (_, _, (right, top), (left, _)) = front.corners
    (_, _, (far, far_top), _) = side.corners
    lean = height * 0.24
    canvas.shade(
        [(left - 8, top), (right + 6, top), (right - lean, top - height), (left + lean, top - height)],
        mix(slate, light.sun, 0.26),
        slate,
    )
    ridge = far - lean * 0.5
    canvas.poly(
        [
            (right + 6, top),
            (far + 6, far_top),
            (ridge, far_top - height * (1 - RECEDES)),
            (right - lean, top - height),
        ],
        mix(slate, NIGHT, 0.34),
    )
    for row in range(1, 6):
        y = top - height * row / 6
        inset = lean * row / 6
        canvas.line([(left - 8 + inset, y), (right + 6 - inset, y)], 1, mix(slate, NIGHT, 0.2), 90)
    count = max(2, int((right - left) / 150))
    for index in range(count):
        x = left + (right - left) * (index + 0.5) / count - 27
        canvas.poly([(x - 5, top - 6), (x + 59, top - 6), (x + 59, top - 74), (x - 5, top - 74)], slate)
        dormer = Face(((x, top - 6), (x + 54, top - 6), (x + 54, top - 70), (x, top - 70)), 54, 64)
        canvas.poly(list(dormer.corners), light.stone[2])
        window(canvas, dormer, light, random, 11, 9, 32, 46)
        canvas.poly([(x - 9, top - 70), (x + 27, top - 94), (x + 63, top - 70)], mix(slate, light.sun, 0.35))
        canvas.poly([(x + 54, top - 6), (x + 82, top - 6), (x + 54, top - 66)], light.shadow, 90)
    canvas.poly(
        [(left - 12, top - 4), (right + 8, top - 4), (right + 8, top + 6), (left - 12, top + 6)],
        mix(light.stone[2], WHITE, 0.25),
    )
    canvas.poly(
        [(right + 8, top - 4), (far + 8, far_top - 3), (far + 8, far_top + 5), (right + 8, top + 6)],
        mix(light.stone[2], light.shadow, 0.45),
    )
