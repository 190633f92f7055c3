"""Sky, far roofs, ground and trees."""

from math import cos, pi, sin
from random import Random

from residence_news.illustrations.canvas import Canvas, Colour, mix
from residence_news.illustrations.light import Light


def sky(canvas: Canvas, light: Light, random: Random, horizon: float) -> None:
    """Paint the sky down to the horizon, with a sun and a few long clouds."""
    width = canvas.width
    canvas.shade([(0, 0), (width, 0), (width, horizon), (0, horizon)], *light.sky)
    x, y = width * random.choice((random.uniform(0.08, 0.3), random.uniform(0.7, 0.92))), random.uniform(130, 260)
    canvas.glow(x, y, 360, light.sun, 150)
    canvas.disc(x, y, 44, 44, light.sun, 235)
    for _ in range(random.randint(2, 4)):
        _cloud(canvas, random.uniform(0, width), random.uniform(60, 360), random.uniform(0.7, 1.5), light, random)


def _cloud(canvas: Canvas, x: float, y: float, size: float, light: Light, random: Random) -> None:
    for row in range(3):
        length = size * random.uniform(110, 240) * (1 - row * 0.22)
        left = x - length / 2 + random.uniform(-40, 40)
        canvas.round_rect(left, y - row * 17 * size, length, 17 * size, 8.5 * size, light.cloud, 105)


def skyline(canvas: Canvas, light: Light, random: Random, horizon: float, *, spires: bool) -> None:
    """Paint far roofs in two planes, and the two unlike spires of the cathedral between them when asked."""
    for colour, lowest, highest in ((light.far, 60, 130), (light.near, 26, 74)):
        if spires and colour == light.far:
            _cathedral(canvas, canvas.width * random.choice((0.16, 0.24, 0.76, 0.84)), horizon, light.far)
        x = -random.uniform(0, 60)
        points = [(0.0, horizon + 4)]
        while x < canvas.width + 60:
            wide, tall = random.uniform(44, 120), random.uniform(lowest, highest)
            if random.random() < 0.5:
                points += [(x, horizon - tall * 0.7), (x + wide / 2, horizon - tall), (x + wide, horizon - tall * 0.7)]
            else:
                points += [(x, horizon - tall), (x + wide, horizon - tall)]
            x += wide
        points.append((canvas.width, horizon + 4))
        canvas.poly(points, colour)
    canvas.shade(
        [(0, horizon - 140), (canvas.width, horizon - 140), (canvas.width, horizon), (0, horizon)],
        light.sky[1],
        light.sky[1],
        alpha=46,
    )


def _cathedral(canvas: Canvas, x: float, horizon: float, colour: Colour) -> None:
    top = horizon - 130
    canvas.rect(x, top - 20, 190, 160, colour)
    canvas.poly([(x + 40, top - 20), (x + 60, top - 62), (x + 190, top - 62), (x + 190, top - 20)], colour)
    for left, height in ((x - 6, 270), (x + 42, 235)):
        canvas.rect(left, top - 70, 36, 210, colour)
        canvas.poly([(left, top - 68), (left + 18, horizon - 130 - height), (left + 36, top - 68)], colour)
    for left in (x + 66, x + 104, x + 142):
        canvas.poly([(left, top + 60), (left + 22, top - 10), (left + 28, top - 10), (left + 14, top + 60)], colour)


def ground(canvas: Canvas, light: Light, horizon: float) -> None:
    """Paint the lawn, from the horizon to the foot of the picture."""
    width = canvas.width
    canvas.shade([(0, horizon), (width, horizon), (width, 1000), (0, 1000)], *light.grass)


def path(canvas: Canvas, light: Light, door: float, foot: float) -> None:
    """Paint the path that leads from the reader to the door, at `door` from the left."""
    near = canvas.width * 0.5 + (door - canvas.width * 0.5) * 0.4
    canvas.shade(
        [(door - 34, foot), (door + 34, foot), (near + 190, 1000), (near - 150, 1000)],
        mix(light.path, light.shadow, 0.12),
        light.path,
    )
    for step in range(1, 6):
        share = (step / 6) ** 1.7
        y = foot + (1000 - foot) * share
        left, right = door - 34 + (near - 150 - door + 34) * share, door + 34 + (near + 190 - door - 34) * share
        canvas.line([(left, y), (right, y)], 1.6, light.shadow, 50)


def tree(canvas: Canvas, light: Light, random: Random, x: float, foot: float, height: float) -> None:
    """Paint a tree standing at (x, foot): round, or tall and narrow."""
    bark = mix(light.shadow, (70, 50, 44), 0.55)
    canvas.soft(
        [
            (x + cos(turn * pi / 6) * height * 0.34 + height * 0.12, foot + sin(turn * pi / 6) * height * 0.045 + 3)
            for turn in range(12)
        ],
        light.shadow,
        120,
        9,
    )
    if random.random() < 0.28:
        canvas.rect(x - 4, foot - height * 0.2, 8, height * 0.2, bark)
        canvas.disc(x, foot - height * 0.55, height * 0.15, height * 0.46, light.leaf[0])
        canvas.disc(x - height * 0.025, foot - height * 0.57, height * 0.11, height * 0.42, light.leaf[1])
        canvas.disc(x - height * 0.05, foot - height * 0.6, height * 0.055, height * 0.33, light.leaf[2], 120)
        return
    trunk = height * 0.035
    canvas.poly(
        [
            (x - trunk, foot),
            (x - trunk * 0.6, foot - height * 0.55),
            (x + trunk * 0.6, foot - height * 0.55),
            (x + trunk, foot),
        ],
        bark,
    )
    for side in (-1, 1):
        canvas.line([(x, foot - height * 0.36), (x + side * height * 0.14, foot - height * 0.55)], trunk, bark)
    blobs = [(random.uniform(-0.24, 0.24), random.uniform(0.46, 0.86), random.uniform(0.11, 0.19)) for _ in range(13)]
    for tone, (shift_x, shift_y, size) in (
        (light.leaf[0], (0.03, -0.03, 1.08)),
        (light.leaf[1], (-0.015, 0.01, 0.94)),
        (light.leaf[2], (-0.05, 0.05, 0.46)),
    ):
        for dx, up, radius in blobs:
            reach = radius * size * height
            canvas.disc(
                x + (dx + shift_x) * height,
                foot - (up + shift_y) * height,
                reach,
                reach * 0.92,
                tone,
                150 if tone == light.leaf[2] else 255,
            )


def hedge(canvas: Canvas, light: Light, random: Random, left: float, right: float, foot: float) -> None:
    """Paint low shrubs from left to right, with a few flowers."""
    x = left
    while x < right:
        radius = random.uniform(15, 30)
        canvas.disc(x, foot - radius * 0.55, radius, radius * 0.8, light.leaf[0])
        canvas.disc(x - radius * 0.18, foot - radius * 0.75, radius * 0.76, radius * 0.58, light.leaf[1])
        if random.random() < 0.55:
            for _ in range(4):
                canvas.disc(
                    x + random.uniform(-0.6, 0.6) * radius,
                    foot - random.uniform(0.4, 1.15) * radius,
                    2.6,
                    2.6,
                    mix(light.lamp, (255, 255, 255), 0.35),
                    230,
                )
        x += radius * 1.1


def lamp_post(canvas: Canvas, light: Light, x: float, foot: float, height: float) -> None:
    """Paint a street lamp, alight in the evening."""
    steel = mix(light.shadow, (16, 20, 50), 0.5)
    canvas.line([(x, foot), (x, foot - height), (x + height * 0.16, foot - height - 6)], 5, steel)
    canvas.round_rect(x + height * 0.08, foot - height - 12, height * 0.18, 9, 4, steel)
    if light.lit > 0.3:
        canvas.glow(x + height * 0.17, foot - height + 4, 120, light.lamp, 150)
        canvas.round_rect(x + height * 0.1, foot - height - 4, height * 0.14, 5, 2, light.lamp)


def bench(canvas: Canvas, light: Light, x: float, foot: float, size: float = 1.0) -> None:
    """Paint a bench seen from the front."""
    wood, steel = mix((168, 116, 78), light.shadow, 0.25), mix(light.shadow, (16, 20, 50), 0.45)
    canvas.soft(
        [
            (x - 4, foot - 3),
            (x + 132 * size, foot - 3),
            (x + 150 * size, foot + 10),
            (x + 6, foot + 10),
        ],
        light.shadow,
        120,
        6,
    )
    for left in (x + 12 * size, x + 108 * size):
        canvas.rect(left, foot - 42 * size, 6 * size, 42 * size, steel)
    for y in (64, 50):
        canvas.round_rect(x, foot - y * size, 126 * size, 9 * size, 3, wood)
    canvas.round_rect(x - 3, foot - 32 * size, 132 * size, 11 * size, 3, mix(wood, (255, 240, 220), 0.18))
