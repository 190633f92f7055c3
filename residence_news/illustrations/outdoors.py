"""Façades: a long building, a small one, terraced houses, a tower."""

from collections.abc import Callable
from random import Random

from residence_news.illustrations.canvas import Canvas, Colour, hexa, mix
from residence_news.illustrations.light import LIGHTS, Light, light_of
from residence_news.illustrations.nature import bench, ground, hedge, lamp_post, path, sky, skyline, tree
from residence_news.illustrations.parts import (
    NIGHT,
    WHITE,
    Face,
    balcony,
    door,
    flat_roof,
    loggia,
    mansard,
    paint,
    volume,
    window,
)

HORIZON = 690.0
FOOT = 820.0
DOORS = (hexa("1d3c9b"), hexa("8f2a45"), hexa("0f6a50"), hexa("a8721a"), hexa("33507f"))


def _accent(light: Light, random: Random) -> Colour | None:
    tones = (light.cobalt, hexa("7f93c9"), hexa("c9a45c"), hexa("a5624f"), hexa("6f9184"))
    chosen = random.choice((None, *tones))
    return None if chosen is None else mix(chosen, light.shadow, 0.12)


def slab(canvas: Canvas, light: Light, random: Random) -> float:
    """Paint a long building of five to seven floors; return where its door is."""
    floors, bays = random.randint(5, 7), random.randint(8, 10)
    storey, bay = 76.0, random.uniform(92, 102)
    width, height = bays * bay, floors * storey + 44
    x = canvas.width * 0.47 - width / 2
    stone = random.choice(light.stone)
    front, side = volume(canvas, light, x, FOOT, width, height, 130, stone)
    accent = _accent(light, random)
    stairs = {bays // 3, bays - 1 - bays // 3}
    pattern = random.choice(("pairs", "ends", "alternate"))
    paint(canvas, front, 0, 0, width, 66, mix(stone, light.shadow, 0.26))
    for column in range(bays):
        left = column * bay
        if column in stairs:
            paint(canvas, front, left + 8, 0, bay - 16, height, mix(stone, light.shadow, 0.12))
            for floor in range(1, floors):
                window(canvas, front, light, random, left + bay / 2 - 15, 58 + floor * storey - 20, 30, 44)
            continue
        recessed = {"pairs": column % 2 == 0, "ends": column in (0, bays - 1), "alternate": column % 3 != 1}[pattern]
        for floor in range(floors):
            y = 52 + floor * storey
            if floor and recessed:
                loggia(canvas, front, light, random, left + 9, y, bay - 18, storey - 16, accent)
            elif floor == 0:
                window(canvas, front, light, random, left + bay / 2 - 22, 44, 44, 40)
            else:
                window(canvas, front, light, random, left + bay / 2 - 24, y + 12, 48, 44)
    for floor in range(1, floors):
        canvas.poly(front.box(0, 47 + floor * storey, width, 3), light.shadow, 46)
        for column in range(3):
            window(canvas, side, light, random, 50 + column * 108, 62 + floor * storey, 46, 42, shaded=True)
    for column in stairs:
        door(canvas, front, light, column * bay + bay / 2 - 26, 52, 82, light.cobalt)
    for column in stairs:
        left = x + column * bay
        canvas.rect(left + 8, FOOT - height - 52, bay - 4, 54, mix(stone, light.shadow, 0.2))
        canvas.rect(left + bay + 4, FOOT - height - 52, 18, 54, mix(stone, light.shadow, 0.5))
        canvas.rect(left + 4, FOOT - height - 58, bay + 22, 8, mix(stone, WHITE, 0.3))
    flat_roof(canvas, front, side, light)
    return x + min(stairs) * bay + bay / 2


def collective(canvas: Canvas, light: Light, random: Random) -> float:
    """Paint a small building of three or four floors under a slate roof; return where its door is."""
    floors, bays = random.randint(3, 4), random.choice((5, 7))
    storey, bay = 92.0, 118.0 if bays == 7 else 138.0
    width, height = bays * bay, floors * storey + 26
    x = canvas.width * 0.46 - width / 2
    stone = random.choice(light.stone)
    back, back_side = volume(canvas, light, x + width * 0.62, FOOT - 24, 330, height * 0.8, 90, light.stone[3])
    for floor in range(floors - 1):
        for column in range(2, 4):
            window(canvas, back, light, random, column * 80, 70 + floor * storey, 44, 56)
        window(canvas, back_side, light, random, 80, 70 + floor * storey, 50, 56, shaded=True)
    flat_roof(canvas, back, back_side, light)
    front, side = volume(canvas, light, x, FOOT, width, height, 120, stone)
    accent, shutters = _accent(light, random), random.choice((None, mix(light.cobalt, WHITE, 0.2), hexa("6f9184")))
    middle = bays // 2
    paint(canvas, front, 0, 0, width, 30, mix(stone, light.shadow, 0.3))
    for column in range(bays):
        left = column * bay
        for floor in range(floors):
            y = 30 + floor * storey
            if column == middle and floor == 0:
                continue
            if floor and column in (1, bays - 2):
                window(canvas, front, light, random, left + bay / 2 - 30, y + 4, 60, 66)
                balcony(canvas, front, light, random, left + 10, y, bay - 20, accent)
            else:
                window(
                    canvas, front, light, random, left + bay / 2 - 21, y + 14, 42, 56,
                    shutters=shutters if column != middle else None,
                )  # fmt: skip
    for floor in range(1, floors):
        canvas.poly(front.box(0, 24 + floor * storey, width, 3), light.shadow, 56)
        for column in range(2):
            window(canvas, side, light, random, 70 + column * 130, 44 + floor * storey, 44, 54, shaded=True)
    door(canvas, front, light, middle * bay + bay / 2 - 32, 64, 92, random.choice(DOORS))
    mansard(canvas, front, side, light, random, 128)
    return x + middle * bay + bay / 2


def terraced(canvas: Canvas, light: Light, random: Random) -> float:
    """Paint a row of houses with gables and gardens; return where the middle door is."""
    count = random.randint(4, 5)
    wide = random.uniform(212, 232) if count == 5 else random.uniform(250, 270)
    x = canvas.width * 0.48 - count * wide / 2
    roof = random.choice(light.roof)
    middle = 0.0
    for index in range(count):
        left, tall = x + index * wide, random.uniform(258, 288)
        stone = light.stone[(index + random.randint(0, 1)) % len(light.stone)]
        last = index == count - 1
        front, side = volume(canvas, light, left, FOOT, wide, tall, 92 if last else 0.5, stone)
        _house(canvas, front, light, random, roof)
        if last:
            window(canvas, side, light, random, 70, 148, 40, 56, shaded=True)
            (_, _, (far, far_top), (near, top)) = side.corners
            canvas.poly(
                [(near, top), (far + 6, far_top), (far - 46, far_top - 118), (near - wide / 2, top - 148)],
                mix(roof, NIGHT, 0.32),
            )
        if index == count // 2:
            middle = left + wide * 0.27
    return middle


def _house(canvas: Canvas, front: Face, light: Light, random: Random, roof: Colour) -> None:
    wide, tall = front.length, front.height
    ((left, foot), _, (right, top), _) = front.corners
    peak = top - random.uniform(138, 152)
    chimney = left + wide * random.choice((0.2, 0.74))
    canvas.rect(chimney, peak + 16, 30, 110, mix((170, 96, 76), light.shadow, 0.25))
    canvas.rect(chimney - 4, peak + 10, 38, 9, mix((120, 70, 60), light.shadow, 0.25))
    gable = random.random() < 0.5
    tone = mix(roof, light.sun, 0.16)
    if gable:
        canvas.shade(
            [(left, top + 1), (right, top + 1), ((left + right) / 2, peak)],
            mix(front_tone(light, random), WHITE, 0.12),
            light.stone[1],
        )
        for end in (left - 10, right + 10):
            canvas.line([(end, top + 8), ((left + right) / 2, peak - 6)], 17, tone)
        attic = Face(
            (
                (left + wide / 2 - 22, top - 18),
                (left + wide / 2 + 22, top - 18),
                (left + wide / 2 + 22, top - 66),
                (left + wide / 2 - 22, top - 66),
            ),
            44,
            48,
        )
        window(canvas, attic, light, random, 6, 2, 32, 40)
    else:
        canvas.shade(
            [(left - 8, top + 8), (right + 8, top + 8), (right - 4, peak + 20), (left + 4, peak + 20)],
            mix(tone, WHITE, 0.12),
            roof,
        )
        for row in range(1, 8):
            y = top + 8 - (top - peak - 12) * row / 8
            canvas.line([(left - 6, y), (right + 6, y)], 1.2, NIGHT, 34)
        canvas.rect(left - 8, top + 4, wide + 16, 8, mix(WHITE, light.shadow, 0.25))
    shutters = mix(random.choice(DOORS), WHITE, 0.22)
    paint(canvas, front, 0, 0, wide, 24, mix(light.stone[3], light.shadow, 0.25))
    for share in (0.28, 0.72):
        window(canvas, front, light, random, wide * share - 20, tall - 112, 40, 62, shutters=shutters)
    window(canvas, front, light, random, wide * 0.7 - 27, 54, 54, 62, shutters=shutters)
    door(canvas, front, light, wide * 0.27 - 22, 44, 96, random.choice(DOORS))
    canvas.line([(left, foot), (left, top)], 2, light.shadow, 70)


def front_tone(light: Light, random: Random) -> Colour:
    """Return one of the tones of limestone."""
    return random.choice(light.stone)


def tower(canvas: Canvas, light: Light, random: Random) -> float:
    """Paint a tower of nine to eleven floors beside lower neighbours; return where its door is."""
    floors, bays = random.randint(9, 11), 4
    storey, bay = 58.0, 98.0
    width, height = bays * bay, floors * storey + 66
    x = canvas.width * random.uniform(0.36, 0.42)
    for shift, share in ((-420, 0.34), (430, 0.42)):
        low, low_side = volume(canvas, light, x + shift, FOOT - 30, 360, height * share, 80, light.stone[3])
        for floor in range(int(height * share / 70)):
            for column in range(5):
                window(canvas, low, light, random, 22 + column * 68, 22 + floor * 68, 40, 40)
        flat_roof(canvas, low, low_side, light)
    stone = random.choice(light.stone)
    front, side = volume(canvas, light, x, FOOT, width, height, 150, stone)
    accent = _accent(light, random)
    paint(canvas, front, 0, 0, width, 92, mix(stone, light.shadow, 0.24))
    for floor in range(floors):
        y = 72 + floor * storey
        for column in range(bays):
            left = column * bay
            if floor == 0:
                if column not in (1, 2):
                    window(canvas, front, light, random, left + 24, 24, 50, 48)
            elif column in (0, bays - 1):
                loggia(canvas, front, light, random, left + 10, y, bay - 20, storey - 9, accent)
            else:
                window(canvas, front, light, random, left + bay / 2 - 25, y + 10, 50, 34)
        if floor:
            canvas.poly(front.box(0, y - 5, width, 2.6), light.shadow, 50)
            for column in range(3):
                window(canvas, side, light, random, 52 + column * 118, y + 10, 52, 34, shaded=True)
    door(canvas, front, light, width / 2 - 34, 68, 74, light.cobalt)
    canvas.rect(x + width * 0.36, FOOT - height - 50, 120, 52, mix(stone, light.shadow, 0.24))
    canvas.rect(x + width * 0.36 + 120, FOOT - height - 50, 34, 52, mix(stone, light.shadow, 0.5))
    canvas.line([(x + width * 0.5, FOOT - height - 50), (x + width * 0.5, FOOT - height - 112)], 3, light.shadow)
    flat_roof(canvas, front, side, light)
    return x + width / 2


STYLES: dict[str, Callable[[Canvas, Light, Random], float]] = {
    "slab": slab,
    "collective": collective,
    "terraced": terraced,
    "tower": tower,
}


def facade(seed: str, width: int = 1280, height: int = 800, style: str = "", hour: int | None = None) -> bytes:
    """Return a JPEG of a building: `style` is one of STYLES, drawn from the seed when empty; `hour` one of LIGHTS.

    Raises `KeyError` for an unknown style.
    """
    random = Random(f"facade/{seed}")  # noqa: S311 — a picture, not a secret
    light = light_of(random) if hour is None else LIGHTS[hour]
    build = STYLES[style or random.choice(sorted(STYLES))]
    canvas = Canvas(width, height)
    sky(canvas, light, random, HORIZON)
    skyline(canvas, light, random, HORIZON, spires=random.random() < 0.7)
    ground(canvas, light, HORIZON)
    for _ in range(random.randint(4, 6)):
        tree(canvas, light, random, random.uniform(0, canvas.width), FOOT - random.uniform(40, 90), 220)
    entrance = build(canvas, light, random)
    path(canvas, light, entrance, FOOT + 6)
    surroundings(canvas, light, random, entrance)
    return canvas.jpeg()


def surroundings(canvas: Canvas, light: Light, random: Random, entrance: float) -> None:
    """Paint what stands before the building, on both sides of the way to the door."""
    width = canvas.width
    hedge(canvas, light, random, width * 0.04, entrance - 90, FOOT + 16)
    hedge(canvas, light, random, entrance + 90, width * 0.9, FOOT + 16)
    lamp_post(canvas, light, entrance + random.choice((-150, 150)), FOOT + 50, 210)
    bench(canvas, light, entrance + random.choice((-390, 250)), FOOT + 72)
    left, right = sorted((width * random.uniform(0.02, 0.1), width * random.uniform(0.9, 0.98)))
    for x in (left, right):
        tree(canvas, light, random, x, FOOT + random.uniform(40, 80), random.uniform(400, 520))
    tree(canvas, light, random, width * random.choice((0.16, 0.84)), FOOT + 30, random.uniform(240, 300))
    for x in (-20, width + 10):
        for _ in range(6):
            radius = random.uniform(50, 100)
            canvas.disc(
                x + random.uniform(-40, 40), 1000 + random.uniform(-20, 30), radius, radius * 0.8, light.leaf[0]
            )
