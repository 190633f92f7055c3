"""A map drawn from coordinates alone: no tile, no outside server, nothing invented.

`draw` gives `templates/components/point_map.html` all it shows; `plot` is the projection alone.
The style sheet is `css/map.css`.
"""

from collections.abc import Mapping, Sequence
from math import ceil, cos, floor, hypot, log10, pi, radians, sin
from typing import NamedTuple

METRES_PER_DEGREE = 111_320
# The least that a map shows across: one building alone is not drawn as large as a town.
LEAST_SPAN_METRES = 800
MARKER_RADIUS = 17
MARGIN = 44
# The bar of the scale stands on a line of the grid, this far from the corner.
BAR_START = 14
# Two markers whose centres are this far apart can each be touched.
MARKER_GAP = 2 * MARKER_RADIUS + 2
# About how wide a letter of a name is.
LETTER_WIDTH = 8
# The angle between the seeds of a sunflower: markers on one same spot are sent to different sides.
GOLDEN_ANGLE = pi * (3 - 5**0.5)

Position = tuple[float, float]


class Plot(NamedTuple):
    """Where points fall on a drawing (x to the east, y to the south, in its units) and how large a unit is."""

    positions: list[Position]
    metres_per_unit: float


class Place(NamedTuple):
    """Something to show on a map: where it is (in degrees), its name, a line more, and where its link leads."""

    latitude: float
    longitude: float
    name: str
    href: str
    detail: str = ""


class Marker(NamedTuple):
    """A place on the drawing: its number, the centre of its marker, and the spot it stands for.

    `moved` says that the marker stands beside its spot, so that it does not cover another.
    """

    number: int
    name: str
    detail: str
    href: str
    x: int
    y: int
    spot_x: int
    spot_y: int
    moved: bool


class Label(NamedTuple):
    """The name of an area, written over its points."""

    text: str
    x: int
    y: int


class Drawing(NamedTuple):
    """A map ready to be written as SVG; every length is a whole number of its units.

    The lines of the grid stand one `bar` apart, which `bar_label` says in metres or kilometres. `dots` are
    places shown without a number, `labels` names of areas.
    """

    width: int
    height: int
    markers: list[Marker]
    columns: list[int]
    rows: list[int]
    bar: int
    bar_label: str
    dots: list[tuple[int, int]]
    labels: list[Label]

    @property
    def radius(self) -> int:
        """The radius of a marker."""
        return MARKER_RADIUS

    @property
    def bar_start(self) -> int:
        """Where the bar of the scale begins, from the left."""
        return BAR_START

    @property
    def bar_top(self) -> int:
        """Where the ends of the bar of the scale begin, from the top."""
        return self.height - BAR_START - 8

    @property
    def north_x(self) -> int:
        """Where the arrow to the north stands, from the left."""
        return self.width - 24

    @property
    def first(self) -> int:
        """The number of the first place."""
        return self.markers[0].number


def plot(points: Sequence[Position], width: float, height: float, margin: float = MARGIN) -> Plot:
    """Project points (latitude, longitude, in degrees) on a drawing of this size, north up, all of them inside.

    The scale is the same both ways (equirectangular around the middle of the points: right to less than a
    thousandth over a region). Points that are one, or nearly, stand in the middle. No point: no position.
    Raises `ValueError` when the margins leave no room.
    """
    if min(width, height) <= 2 * margin:
        raise ValueError("The margins leave no room on the drawing.")
    if not points:
        return Plot([], LEAST_SPAN_METRES / width)
    latitudes, longitudes = zip(*points, strict=True)
    middle_latitude = (min(latitudes) + max(latitudes)) / 2
    middle_longitude = (min(longitudes) + max(longitudes)) / 2
    shrink = cos(radians(middle_latitude))
    metres = [
        (
            (longitude - middle_longitude) * shrink * METRES_PER_DEGREE,
            (middle_latitude - latitude) * METRES_PER_DEGREE,
        )
        for latitude, longitude in points
    ]
    metres_per_unit = max(
        LEAST_SPAN_METRES / min(width, height),
        2 * max(abs(x) for x, _ in metres) / (width - 2 * margin),
        2 * max(abs(y) for _, y in metres) / (height - 2 * margin),
    )
    return Plot(
        [(width / 2 + x / metres_per_unit, height / 2 + y / metres_per_unit) for x, y in metres], metres_per_unit
    )


def spread(positions: Sequence[Position], gap: float, width: float, height: float) -> list[Position]:
    """Push apart positions closer than `gap` to one another, inside the drawing; the same answer every time.

    Those that have room stay where they are. Where too many share the drawing, some may still touch.
    """
    moved = [list(position) for position in positions]
    edge = gap / 2 + 1
    for _ in range(200):
        at_rest = True
        for i, one in enumerate(moved):
            for j in range(i):
                other = moved[j]
                dx, dy = one[0] - other[0], one[1] - other[1]
                distance = hypot(dx, dy)
                if distance >= gap - 0.01:
                    continue
                at_rest = False
                if distance < 0.01:
                    dx, dy, distance = cos(i * GOLDEN_ANGLE), sin(i * GOLDEN_ANGLE), 1.0
                    push = gap / 2
                else:
                    push = (gap - distance) / 2
                for point, side in ((one, 1), (other, -1)):
                    point[0] = min(max(point[0] + side * push * dx / distance, edge), width - edge)
                    point[1] = min(max(point[1] + side * push * dy / distance, edge), height - edge)
        if at_rest:
            break
    return [(x, y) for x, y in moved]


def round_length(most: float) -> int:
    """Return the greatest length of the form 1, 2 or 5 times a power of ten (at least 1) not over `most` metres."""
    if most < 1:
        return 1
    power = 10 ** floor(log10(most))
    return int(max(step * power for step in (1, 2, 5) if step * power <= most))


def draw(
    places: Sequence[Place],
    width: int = 480,
    height: int = 400,
    first: int = 1,
    around: Sequence[Position] = (),
    areas: Mapping[str, Sequence[Position]] | None = None,
) -> Drawing | None:
    """Return the map of these places, numbered from `first` in the order given; None when there is none.

    `around` are points (latitude, longitude) shown as dots, so that the map keeps its frame from one page of a
    long list to the next. `areas` are names to write, each with the points it stands over.
    """
    if not places:
        return None
    named = [(name, point) for name, points in (areas or {}).items() for point in points]
    plotted = plot(
        [*((place.latitude, place.longitude) for place in places), *around, *(point for _, point in named)],
        width,
        height,
    )
    spots = plotted.positions[: len(places)]
    dots = plotted.positions[len(places) : len(places) + len(around)]
    over: dict[str, list[Position]] = {}
    for (name, _), position in zip(named, plotted.positions[len(places) + len(around) :], strict=True):
        over.setdefault(name, []).append(position)
    centres = spread(spots, MARKER_GAP, width, height)
    markers = [
        Marker(
            number=first + index,
            name=place.name,
            detail=place.detail,
            href=place.href,
            x=round(centre[0]),
            y=round(centre[1]),
            spot_x=round(spot[0]),
            spot_y=round(spot[1]),
            moved=hypot(centre[0] - spot[0], centre[1] - spot[1]) > 2,
        )
        for index, (place, spot, centre) in enumerate(zip(places, spots, centres, strict=True))
    ]
    length = round_length(width / 4 * plotted.metres_per_unit)
    bar = length / plotted.metres_per_unit
    return Drawing(
        width=width,
        height=height,
        markers=markers,
        columns=[round(BAR_START + bar * step) for step in range(ceil((width - BAR_START) / bar))],
        rows=[round(height - BAR_START - bar * step) for step in range(ceil((height - BAR_START) / bar))],
        bar=round(bar),
        dots=[(round(x), round(y)) for x, y in dots],
        labels=[_label(name, positions, width) for name, positions in over.items()],
        bar_label=f"{length // 1000}\u00a0km" if length >= 1000 else f"{length}\u00a0m",
    )


def _label(name: str, positions: Sequence[Position], width: int) -> Label:
    """Return a name over the highest of its points, inside the drawing."""
    middle = sum(x for x, _ in positions) / len(positions)
    half = len(name) * LETTER_WIDTH / 2
    top = min(y for _, y in positions) - MARKER_RADIUS - 8
    return Label(name, round(min(max(middle, half + 6), width - half - 6)), round(max(top, 16)))
