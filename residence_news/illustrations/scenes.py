"""Places other than façades: a hall, a courtyard, the river, works, a shared garden, a warm room."""

from collections.abc import Callable
from math import sin
from random import Random

from residence_news.illustrations.canvas import Canvas, Colour, hexa, mix
from residence_news.illustrations.light import GOLDEN, MORNING, OVERCAST, Light, light_of
from residence_news.illustrations.nature import bench, ground, hedge, lamp_post, path, sky, skyline, tree
from residence_news.illustrations.outdoors import FOOT, HORIZON, collective, slab
from residence_news.illustrations.parts import NIGHT, WHITE, Face, balcony, flat_roof, volume, window

STEEL = hexa("5d6787")
WOOD = hexa("b98a5e")
TERRACOTTA = hexa("b5614a")


def hall(canvas: Canvas, random: Random) -> None:
    """Paint an entrance hall: letter boxes, a lift, the light of the street through the glazed door."""
    light = random.choice((MORNING, OVERCAST, GOLDEN))
    width = canvas.width
    wall, back = mix(light.stone[2], WHITE, 0.25), mix(light.stone[0], WHITE, 0.1)
    left, right, top, foot = width * 0.2, width * 0.8, 190.0, 720.0
    canvas.shade([(0, 0), (width, 0), (right, top), (left, top)], mix(wall, light.shadow, 0.12), wall)
    canvas.shade([(0, 0), (left, top), (left, foot), (0, 1000)], mix(wall, light.shadow, 0.2), wall, across=True)
    canvas.shade([(width, 0), (right, top), (right, foot), (width, 1000)], wall, mix(wall, light.shadow, 0.34),
                 across=True)  # fmt: skip
    canvas.shade([(left, top), (right, top), (right, foot), (left, foot)], back, mix(back, light.shadow, 0.12))
    tiles = (mix(light.stone[1], WHITE, 0.2), mix(light.cobalt, WHITE, 0.72))
    _tiles(canvas, tiles, left, right, foot)
    for x in (0.38, 0.62):
        canvas.poly(
            [(width * x - 90, 60), (width * x + 90, 60), (width * x + 62, 116), (width * x - 62, 116)], WHITE, 235
        )
        canvas.glow(width * x, 96, 300, light.lamp, 90)
    _glazed_door(canvas, light, random, width * 0.5 - 210, 262.0, 250.0, foot)
    _lift(canvas, light, width * 0.5 + 110, 300.0, 190.0, foot)
    _letter_boxes(canvas, light, random, Face(((0, 900), (left, foot - 60), (left, 330), (0, 250)), 600, 600))
    _notice_board(canvas, light, random, Face(((right, 610), (width, 740), (width, 250), (right, 330)), 600, 400))
    _pot_plant(canvas, light, random, right - 66, foot + 28, 1.25)
    canvas.soft(
        [(width * 0.5 - 190, foot), (width * 0.5 + 20, foot), (width * 0.5 + 210, 1000), (width * 0.5 - 250, 1000)],
        light.sun,
        120,
        16,
    )


def _tiles(canvas: Canvas, tiles: tuple[Colour, Colour], left: float, right: float, foot: float) -> None:
    width, rows, columns = canvas.width, 7, 12
    canvas.shade([(left, foot), (right, foot), (width, 1000), (0, 1000)], mix(tiles[0], STEEL, 0.2), tiles[0])

    def at(column: float, row: float) -> tuple[float, float]:
        share = (row / rows) ** 1.6
        start, end = left * (1 - share), right + (width - right) * share
        return (start + (end - start) * column / columns, foot + (1000 - foot) * share)

    for row in range(rows):
        for column in range(columns):
            if (row + column) % 2:
                corners = [at(column, row), at(column + 1, row), at(column + 1, row + 1), at(column, row + 1)]
                canvas.poly(corners, tiles[1], 200)


def _glazed_door(
    canvas: Canvas, light: Light, random: Random, x: float, top: float, width: float, foot: float
) -> None:
    canvas.rect(x - 14, top - 14, width + 28, foot - top + 14, mix(light.cobalt, NIGHT, 0.1))
    canvas.shade([(x, top), (x + width, top), (x + width, foot), (x, foot)], light.sky[0], light.sky[1])
    canvas.rect(x, foot - 110, width, 110, light.grass[1])
    canvas.poly(
        [(x + 70, foot - 110), (x + 130, foot - 110), (x + width, foot - 20), (x + width, foot), (x, foot)],
        light.path,
    )
    for dx in (30, width - 40):
        canvas.disc(x + dx, foot - 190, 54, 60, light.leaf[1])
        canvas.rect(x + dx - 4, foot - 140, 8, 44, mix(light.shadow, NIGHT, 0.3))
    canvas.glow(x + width * 0.6, top + 90, 210, light.sun, 140)
    for share in (0.0, 0.49, 0.965):
        canvas.rect(x + width * share, top, width * 0.035, foot - top, mix(light.cobalt, NIGHT, 0.1))
    canvas.rect(x, foot - 46, width, 46, mix(light.cobalt, WHITE, 0.04))
    for dx in (-18, 14):
        canvas.round_rect(x + width / 2 + dx, (top + foot) / 2, 7, 120, 3, mix(light.lamp, WOOD, 0.3))
    canvas.poly([(x + 8, foot - 60), (x + 8, top + 130), (x + 96, top), (x + 120, top)], WHITE, 30)
    canvas.rect(x - 26, foot - 10, width + 52, 10, mix(light.stone[1], light.shadow, 0.35))


def _lift(canvas: Canvas, light: Light, x: float, top: float, width: float, foot: float) -> None:
    canvas.rect(x - 16, top - 16, width + 32, foot - top + 16, mix(light.stone[3], light.shadow, 0.3))
    steel = mix(STEEL, WHITE, 0.55)
    canvas.shade([(x, top), (x + width, top), (x + width, foot), (x, foot)], steel, mix(steel, STEEL, 0.5))
    canvas.poly([(x, foot), (x, top + 200), (x + width * 0.5, top), (x + width * 0.7, top)], WHITE, 46)
    canvas.rect(x + width / 2 - 2, top, 4, foot - top, STEEL)
    canvas.round_rect(x + width / 2 - 34, top - 62, 68, 32, 6, NIGHT)
    canvas.poly(
        [(x + width / 2 - 10, top - 39), (x + width / 2 + 10, top - 39), (x + width / 2, top - 54)], light.lamp
    )
    canvas.round_rect(x + width + 26, (top + foot) / 2 - 10, 24, 62, 6, steel)
    canvas.disc(x + width + 38, (top + foot) / 2 + 10, 7, 7, light.lamp)
    canvas.disc(x + width + 38, (top + foot) / 2 + 34, 7, 7, mix(STEEL, NIGHT, 0.2))


def _letter_boxes(canvas: Canvas, light: Light, random: Random, wall: Face) -> None:
    canvas.poly(wall.box(96, 150, 420, 372), mix(light.shadow, WHITE, 0.2), 80)
    canvas.poly(wall.box(90, 156, 420, 372), mix(light.cobalt, NIGHT, 0.2))
    for row in range(5):
        for column in range(4):
            x, y = 100 + column * 102, 166 + row * 72
            tone = mix(light.cobalt, WHITE, 0.2 + 0.06 * random.random())
            canvas.poly(wall.box(x, y, 94, 64), tone)
            canvas.poly(wall.box(x + 16, y + 44, 62, 7), mix(light.cobalt, NIGHT, 0.6))
            canvas.poly(wall.box(x + 16, y + 18, 44, 13), mix(light.stone[2], WHITE, 0.5))
            if random.random() < 0.2:
                canvas.poly(wall.box(x + 24, y + 44, 40, 18), mix(light.stone[2], WHITE, 0.6))


def _notice_board(canvas: Canvas, light: Light, random: Random, wall: Face) -> None:
    canvas.poly(wall.box(110, 60, 330, 300), WOOD)
    canvas.poly(wall.box(124, 74, 302, 272), mix(WOOD, light.stone[2], 0.6))
    for x, y, wide, tall in ((142, 210, 84, 116), (246, 226, 70, 96), (334, 204, 74, 118), (150, 96, 118, 88),
                             (292, 94, 96, 84)):  # fmt: skip
        sheet = random.choice((WHITE, mix(light.lamp, WHITE, 0.5), mix(light.cobalt, WHITE, 0.8)))
        canvas.poly(wall.box(x, y, wide, tall), sheet)
        canvas.poly(wall.box(x + 8, y + tall - 22, wide - 16, 10), light.cobalt, 190)
        for line in range(3):
            canvas.poly(wall.box(x + 8, y + tall - 40 - line * 13, wide - 16 - line * 8, 4), STEEL, 150)


def _pot_plant(canvas: Canvas, light: Light, random: Random, x: float, foot: float, size: float) -> None:
    canvas.soft([(x - 50, foot - 8), (x + 60, foot - 8), (x + 70, foot + 10), (x - 40, foot + 10)], NIGHT, 90, 7)
    for index in range(9):
        lean, up = (index - 4) * 17 * size, (190 - abs(index - 4) * 22) * size
        tip = (x + lean * 1.7, foot - 60 * size - up)
        base = (x + lean * 0.16, foot - 70 * size)
        middle = ((tip[0] + base[0]) / 2, (tip[1] + base[1]) / 2)
        canvas.poly(
            [base, (middle[0] - 15 * size, middle[1]), tip, (middle[0] + 15 * size, middle[1])],
            light.leaf[random.randint(0, 2)],
        )
    canvas.poly(
        [
            (x - 48 * size, foot - 78 * size),
            (x + 48 * size, foot - 78 * size),
            (x + 36 * size, foot),
            (x - 36 * size, foot),
        ],
        TERRACOTTA,
    )
    canvas.rect(x - 52 * size, foot - 84 * size, 104 * size, 16 * size, mix(TERRACOTTA, WHITE, 0.14))


def courtyard(canvas: Canvas, random: Random) -> None:
    """Paint a courtyard: buildings on three sides, trees, benches, a place for bicycles."""
    light = light_of(random)
    width = canvas.width
    sky(canvas, light, random, 640)
    skyline(canvas, light, random, 640, spires=False)
    canvas.shade([(0, 640), (width, 640), (width, 1000), (0, 1000)], *light.grass)
    far, far_side = volume(canvas, light, width * 0.2, 690, width * 0.6, 300, 0.5, light.stone[0])
    _windows(canvas, far, light, random, 9, 4)
    flat_roof(canvas, far, far_side, light)
    for mirrored in (False, True):
        near, outer = (0.0, width * 0.235) if not mirrored else (width, width * 0.765)
        corners = ((near, 850.0), (outer, 700.0), (outer, 330.0), (near, 110.0))
        wall = Face(corners, 620, 560)
        stone = mix(light.stone[1], light.shadow, 0.38) if mirrored else light.stone[2]
        canvas.shade(list(corners), mix(stone, WHITE, 0.1), mix(stone, light.shadow, 0.14))
        for floor in range(5):
            for column in range(4):
                x, y = 46 + column * 146, 60 + floor * 104
                window(canvas, wall, light, random, x, y, 58, 62, shaded=mirrored)
                if floor and column % 2:
                    balcony(canvas, wall, light, random, x - 20, y - 8, 98, mix(light.cobalt, WHITE, 0.25))
        canvas.line([wall.at(0, 562), wall.at(620, 562)], 13, mix(light.stone[2], WHITE, 0.3))
    path(canvas, light, width * 0.5, 705)
    canvas.disc(width * 0.5, 830, 330, 62, mix(light.path, light.shadow, 0.1))
    canvas.disc(width * 0.5, 824, 330, 62, light.path)
    canvas.disc(width * 0.5, 822, 150, 27, light.leaf[0])
    canvas.disc(width * 0.5, 815, 146, 25, light.leaf[1])
    tree(canvas, light, random, width * 0.5, 818, 430)
    hedge(canvas, light, random, width * 0.26, width * 0.44, 716)
    hedge(canvas, light, random, width * 0.56, width * 0.74, 716)
    bench(canvas, light, width * 0.5 - 300, 862, 1.1)
    bench(canvas, light, width * 0.5 + 180, 862, 1.1)
    _bicycles(canvas, light, random, width * 0.77, 850)
    lamp_post(canvas, light, width * 0.3, 800, 220)


def _windows(canvas: Canvas, wall: Face, light: Light, random: Random, columns: int, floors: int) -> None:
    across, up = wall.length / columns, (wall.height - 20) / floors
    for floor in range(floors):
        for column in range(columns):
            x, y = column * across + across * 0.3, 18 + floor * up
            window(canvas, wall, light, random, x, y + 6, across * 0.4, up * 0.56)
            if floor and column % 3 == 1:
                balcony(canvas, wall, light, random, x - 12, y, across * 0.4 + 24)


def _bicycles(canvas: Canvas, light: Light, random: Random, x: float, foot: float) -> None:
    for index in range(3):
        left, tone = x + index * 74, (light.cobalt, TERRACOTTA, light.leaf[0])[index]
        for wheel in (0, 66):
            canvas.disc(left + wheel, foot - 24, 25, 25, mix(light.shadow, NIGHT, 0.4))
            canvas.disc(left + wheel, foot - 24, 21, 21, light.grass[1])
        frame = [(left, foot - 24), (left + 24, foot - 58), (left + 58, foot - 58), (left + 33, foot - 24)]
        canvas.line([*frame, frame[0]], 4, tone)
        canvas.line([frame[3], frame[1], (left + 20, foot - 68)], 4, tone)
        canvas.line([(left + 66, foot - 24), (left + 56, foot - 72), (left + 72, foot - 76)], 4, tone)
        canvas.round_rect(left + 8, foot - 74, 26, 7, 3, NIGHT)


def landscape(canvas: Canvas, random: Random) -> None:
    """Paint the river between its trees, the town and its cathedral beyond."""
    light = light_of(random)
    width = canvas.width
    sky(canvas, light, random, 620)
    skyline(canvas, light, random, 620, spires=True)
    canvas.shade([(0, 615), (width, 615), (width, 1000), (0, 1000)], *light.grass)
    for index in range(9):
        x = width * (index + random.uniform(0.1, 0.9)) / 9
        tree(canvas, light, random, x, 648, random.uniform(120, 190))
    bend = width * random.choice((0.34, 0.66))
    left = [(bend + sin(step / 3) * 60 - 16 - 330 * (step / 12) ** 1.8, 640 + 360 * (step / 12)) for step in range(13)]
    right = [
        (bend + sin(step / 3) * 60 + 16 + 330 * (step / 12) ** 1.8, 640 + 360 * (step / 12)) for step in range(13)
    ]
    water = mix(light.sky[0], light.cobalt, 0.25)
    canvas.shade([*left, *reversed(right)], mix(light.sky[1], water, 0.35), water)
    for _ in range(26):
        share = random.random()
        y = 650 + 340 * share
        x, reach = bend + random.uniform(-1, 1) * (20 + 220 * share), 10 + 70 * share
        canvas.round_rect(x, y, reach, 3, 1.5, WHITE, 70)
    for bank in (left, right):
        for x, y in bank[2::2]:
            for _ in range(5):
                dx, tall = random.uniform(-26, 26), (y - 600) * random.uniform(0.1, 0.2)
                canvas.line([(x + dx, y + 4), (x + dx * 1.2, y - tall)], 3, random.choice(light.leaf))
    for x in (width * 0.07, width * 0.93):
        tree(canvas, light, random, x, random.uniform(830, 880), random.uniform(430, 520))
    bench(canvas, light, width * (0.78 if bend < width / 2 else 0.14), 842, 1.1)


def works(canvas: Canvas, random: Random) -> None:
    """Paint a building behind its scaffolding, with new insulation going up and a crane over it."""
    light = random.choice((MORNING, OVERCAST, GOLDEN))
    width = canvas.width
    sky(canvas, light, random, HORIZON)
    skyline(canvas, light, random, HORIZON, spires=random.random() < 0.5)
    ground(canvas, light, HORIZON)
    _crane(canvas, light, width * random.choice((0.14, 0.84)))
    (collective if random.random() < 0.5 else slab)(canvas, light, random)
    canvas.shade([(0, FOOT), (width, FOOT), (width, 1000), (0, 1000)], mix(light.path, light.shadow, 0.14), light.path)
    left, right, top = width * 0.16, width * 0.56, FOOT - 460
    canvas.poly([(left, top), (right, top), (right, FOOT), (left, FOOT)], mix(light.cobalt, WHITE, 0.55), 92)
    tube = mix(STEEL, WHITE, 0.3)
    for step in range(9):
        x = left + (right - left) * step / 8
        canvas.rect(x - 3, top - 26, 6, FOOT - top + 26, tube)
    for level in range(6):
        y = FOOT - 8 - level * 90
        canvas.rect(left - 10, y, right - left + 20, 9, mix(WOOD, light.shadow, 0.16))
        canvas.rect(left - 10, y - 44, right - left + 20, 3.6, tube)
        bay = (right - left) / 8
        start = left + bay * ((level * 3) % 8)
        if level:
            canvas.line([(start, y), (start + bay, y + 90)], 4, tube)
    for index in range(11):
        x = width * 0.1 + index * width * 0.08
        canvas.rect(x, FOOT + 62, width * 0.07, 64, mix(light.stone[2], WHITE, 0.3))
        for stripe in range(4):
            at = x + stripe * width * 0.0175
            canvas.poly(
                [(at, FOOT + 82), (at + 11, FOOT + 82), (at + 20, FOOT + 62), (at + 9, FOOT + 62)], light.cobalt
            )
        canvas.rect(x + 6, FOOT + 126, 16, 10, STEEL)
    for index, x in enumerate((width * 0.66, width * 0.72, width * 0.78)):
        canvas.round_rect(x, FOOT - 2 - 22 * (index % 2), width * 0.052, 44 + 22 * (index % 2), 4,
                          mix(light.lamp, WHITE, 0.2))  # fmt: skip
    for x in (width * 0.24, width * 0.62):
        canvas.poly([(x, FOOT + 170), (x + 46, FOOT + 170), (x + 28, FOOT + 86), (x + 18, FOOT + 86)], TERRACOTTA)
        canvas.poly([(x + 8, FOOT + 140), (x + 38, FOOT + 140), (x + 34, FOOT + 118), (x + 12, FOOT + 118)], WHITE)
        canvas.round_rect(x - 10, FOOT + 166, 66, 10, 4, mix(TERRACOTTA, NIGHT, 0.3))


def _crane(canvas: Canvas, light: Light, x: float) -> None:
    tone, side = mix(light.lamp, TERRACOTTA, 0.35), 1 if x < canvas.width / 2 else -1
    canvas.line([(x - 10, FOOT), (x - 10, 120)], 4, tone)
    canvas.line([(x + 10, FOOT), (x + 10, 120)], 4, tone)
    for step in range(18):
        y = 120 + step * 38
        canvas.line([(x - 10, y), (x + 10, y + 38)], 2.4, tone)
    canvas.line([(x - side * 130, 132), (x + side * 560, 132)], 6, tone)
    canvas.line([(x - side * 120, 132), (x, 66), (x + side * 540, 132)], 2.4, tone)
    canvas.rect(x - side * 120 - 22, 132, 44, 42, STEEL)
    canvas.line([(x + side * 400, 132), (x + side * 400, 300)], 1.8, STEEL)
    canvas.rect(x + side * 400 - 36, 300, 72, 20, WOOD)


def garden(canvas: Canvas, random: Random) -> None:
    """Paint a shared garden at the foot of the buildings: raised beds, a shed, a water butt."""
    light = random.choice((MORNING, GOLDEN))
    width = canvas.width
    sky(canvas, light, random, 620)
    skyline(canvas, light, random, 620, spires=random.random() < 0.5)
    canvas.shade([(0, 615), (width, 615), (width, 1000), (0, 1000)], *light.grass)
    wall, side = volume(canvas, light, width * 0.42, 660, width * 0.4, 330, 90, light.stone[0])
    _windows(canvas, wall, light, random, 6, 4)
    flat_roof(canvas, wall, side, light)
    for x in (width * 0.08, width * 0.34, width * 0.9):
        tree(canvas, light, random, x, 690, random.uniform(240, 330))
    hedge(canvas, light, random, 0, width, 700)
    _shed(canvas, light, width * 0.1, 760)
    for row, (y, size) in enumerate(((770, 0.7), (850, 1.0), (955, 1.36))):
        for column in range(3):
            x = width * (0.3 + column * 0.235) - size * 120 + row * 16
            _bed(canvas, light, random, x, y, size)
    _pot_plant(canvas, light, random, width * 0.2, 900, 0.8)


def _shed(canvas: Canvas, light: Light, x: float, foot: float) -> None:
    canvas.shade([(x, foot - 150), (x + 170, foot - 150), (x + 170, foot), (x, foot)], WOOD, mix(WOOD, NIGHT, 0.2))
    for plank in range(1, 9):
        canvas.rect(x + plank * 19, foot - 150, 1.6, 150, mix(WOOD, NIGHT, 0.35))
    canvas.poly(
        [(x - 16, foot - 146), (x + 186, foot - 146), (x + 160, foot - 206), (x + 10, foot - 206)], light.roof[0]
    )
    canvas.rect(x + 26, foot - 112, 56, 112, mix(light.cobalt, WHITE, 0.12))
    canvas.rect(x + 106, foot - 108, 44, 40, mix(*light.glass, 0.5))
    canvas.round_rect(x + 186, foot - 74, 50, 74, 8, mix(light.leaf[0], NIGHT, 0.1))


def _bed(canvas: Canvas, light: Light, random: Random, x: float, foot: float, size: float) -> None:
    length, tall = 240 * size, 44 * size
    canvas.soft([(x + 8, foot - 4), (x + length, foot - 4), (x + length + 22, foot + 10), (x + 18, foot + 10)],
                light.shadow, 130, 6)  # fmt: skip
    lean = 22 * size
    canvas.poly(
        [
            (x, foot - tall),
            (x + lean, foot - tall - 26 * size),
            (x + length + lean, foot - tall - 26 * size),
            (x + length, foot - tall),
        ],
        mix(hexa("5a4236"), light.shadow, 0.2),
    )
    crop = random.choice(("leaves", "flowers", "tomatoes", "leeks"))
    for index in range(9):
        px, py = x + (index + 0.7) * length / 9.4, foot - tall - 8 * size
        if crop == "leeks":
            for lean_ in (-8, 0, 8):
                canvas.line([(px, py), (px + lean_ * size, py - 46 * size)], 5 * size, light.leaf[1])
            continue
        canvas.disc(px, py - 12 * size, 17 * size, 20 * size, light.leaf[index % 2])
        canvas.disc(px - 3 * size, py - 18 * size, 10 * size, 11 * size, light.leaf[2], 200)
        dot = {"flowers": mix(light.lamp, WHITE, 0.2), "tomatoes": hexa("c23a3f")}.get(crop)
        for _ in range(3 if dot else 0):
            canvas.disc(
                px + random.uniform(-12, 12) * size, py - random.uniform(4, 32) * size, 5 * size, 5 * size,
                dot or light.lamp,
            )  # fmt: skip
    plank = mix(WOOD, light.sun, 0.12)
    canvas.poly([(x, foot - tall), (x + length, foot - tall), (x + length, foot), (x, foot)], plank)
    canvas.poly(
        [
            (x + length, foot - tall),
            (x + length + lean, foot - tall - 26 * size),
            (x + length + lean, foot - 20 * size),
            (x + length, foot),
        ],
        mix(plank, light.shadow, 0.45),
    )
    canvas.rect(x, foot - tall / 2 - 1, length, 2, mix(plank, NIGHT, 0.25))


def warmth(canvas: Canvas, random: Random) -> None:
    """Paint a room in winter: a window on the town, a radiator under it, a cup on the sill."""
    light = light_of(random)
    width = canvas.width
    wall = mix(light.stone[0], hexa("fff6e6"), 0.4)
    canvas.shade([(0, 0), (width, 0), (width, 860), (0, 860)], wall, mix(wall, light.shadow, 0.14))
    canvas.shade([(0, 860), (width, 860), (width, 1000), (0, 1000)], mix(WOOD, WHITE, 0.1), WOOD)
    for index in range(9):
        canvas.line([(width * index / 8, 860), (width * (index / 8 * 1.5 - 0.25), 1000)], 2, NIGHT, 60)
    canvas.rect(0, 838, width, 22, mix(wall, WHITE, 0.5))
    left, top, wide, tall = width * 0.28, 120.0, width * 0.44, 410.0
    pane = Canvas(640, 400)
    sky(pane, light, random, 760)
    skyline(pane, light, random, 760, spires=True)
    ground(pane, light, 760)
    for x in (160.0, 700.0, 1240.0):
        tree(pane, light, random, x, 900, 330)
    box = (round(wide * canvas.scale), round(tall * canvas.scale))
    canvas.image.paste(pane.image.resize(box), (round(left * canvas.scale), round(top * canvas.scale)))
    frame = mix(WHITE, light.shadow, 0.08)
    for x in (left - 20, left + wide / 2 - 11, left + wide - 2):
        canvas.rect(x, top - 20, 22, tall + 40, frame)
    for y in (top - 20, top + tall - 2):
        canvas.rect(left - 20, y, wide + 40, 22, frame)
    canvas.rect(left - 50, top + tall + 18, wide + 100, 24, mix(frame, light.stone[1], 0.3))
    canvas.soft([(left - 40, top + tall + 42), (left + wide + 40, top + tall + 42), (left + wide, top + tall + 70),
                 (left, top + tall + 70)], light.shadow, 110, 8)  # fmt: skip
    for x, sway in ((left - 150, 20), (left + wide + 30, -20)):
        canvas.shade(
            [(x, 70), (x + 120, 70), (x + 120 + sway, 800), (x + sway, 800)],
            mix(light.cobalt, WHITE, 0.3),
            mix(light.cobalt, WHITE, 0.12),
        )
        for fold in range(1, 5):
            canvas.line([(x + fold * 24, 70), (x + fold * 24 + sway, 800)], 3, NIGHT, 42)
    canvas.rect(left - 190, 58, wide + 380, 12, mix(WOOD, NIGHT, 0.3))
    for index in range(14):
        x = left + 30 + index * (wide - 60) / 14
        canvas.round_rect(x, 600, (wide - 60) / 14 - 6, 210, 10, mix(frame, light.shadow, 0.2))
        canvas.round_rect(x + 3, 600, (wide - 60) / 14 - 18, 210, 8, WHITE)
    canvas.round_rect(left + wide - 26, 770, 46, 26, 8, mix(STEEL, WHITE, 0.3))
    canvas.glow(width * 0.5, 640, 380, light.lamp, 90)
    _pot_plant(canvas, light, random, left + wide - 70, top + tall + 20, 0.62)
    cup = left + 70
    canvas.round_rect(cup, top + tall - 42, 62, 62, 12, light.cobalt)
    canvas.disc(cup + 66, top + tall - 12, 17, 17, light.cobalt)
    canvas.disc(cup + 66, top + tall - 12, 9, 9, mix(light.grass[0], light.stone[1], 0.3))
    for dx in (14, 38):
        points = [(cup + dx + sin(step / 1.6) * 8, top + tall - 56 - step * 11) for step in range(8)]
        canvas.line(points, 5, WHITE, 130)


SCENES: dict[str, Callable[[Canvas, Random], None]] = {
    "hall": hall,
    "courtyard": courtyard,
    "landscape": landscape,
    "works": works,
    "garden": garden,
    "warmth": warmth,
}


def scene(seed: str, kind: str, width: int = 1280, height: int = 800) -> bytes:
    """Return a JPEG of a place; `kind` is one of SCENES. Raises `KeyError` for an unknown kind."""
    paint = SCENES[kind]
    canvas = Canvas(width, height)
    paint(canvas, Random(f"scene/{kind}/{seed}"))  # noqa: S311 — a picture, not a secret
    return canvas.jpeg()
