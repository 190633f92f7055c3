"""What pictures are drawn on: a canvas of 1000 units from top to bottom, whatever its size in pixels."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
Point = tuple[float, float]
HEIGHT = 1000
# Drawn larger than it is kept: edges come out smooth.
SMOOTHING = 2


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Return the colour between two: `one` at 0, `other` at 1."""
    r, g, b = (round(a + (z - a) * share) for a, z in zip(one, other, strict=True))
    return (r, g, b)


def hexa(code: str) -> Colour:
    """Return the colour written `e9e3d6`."""
    return (int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16))


class Canvas:
    """A picture in the making; lengths are in units, alpha goes from 0 to 255."""

    def __init__(self, width: int, height: int) -> None:
        """Take the size of the finished picture, in pixels."""
        self.size = (width, height)
        self.scale = height * SMOOTHING / HEIGHT
        self.width = width * HEIGHT / height
        self.image = Image.new("RGB", (width * SMOOTHING, height * SMOOTHING))
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def _at(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self.scale, y * self.scale) for x, y in points]

    def poly(self, points: Sequence[Point], fill: Colour, alpha: int = 255) -> None:
        """Fill a polygon."""
        self.pen.polygon(self._at(points), (*fill, alpha))

    def rect(self, x: float, y: float, width: float, height: float, fill: Colour, alpha: int = 255) -> None:
        """Fill a rectangle given by its top left corner and its size."""
        (left, top), (right, bottom) = self._at([(x, y), (x + width, y + height)])
        if right - left >= 1 and bottom - top >= 1:
            self.pen.rectangle((left, top, right - 1, bottom - 1), (*fill, alpha))

    def round_rect(
        self, x: float, y: float, width: float, height: float, radius: float, fill: Colour, alpha: int = 255
    ) -> None:
        """Fill a rectangle with round corners."""
        box = self._at([(x, y), (x + width, y + height)])
        self.pen.rounded_rectangle((*box[0], *box[1]), radius * self.scale, (*fill, alpha))

    def disc(self, x: float, y: float, rx: float, ry: float, fill: Colour, alpha: int = 255) -> None:
        """Fill an ellipse given by its centre and its radii."""
        box = self._at([(x - rx, y - ry), (x + rx, y + ry)])
        self.pen.ellipse((*box[0], *box[1]), (*fill, alpha))

    def line(self, points: Sequence[Point], thickness: float, fill: Colour, alpha: int = 255) -> None:
        """Draw a line through the points."""
        self.pen.line(self._at(points), (*fill, alpha), max(1, round(thickness * self.scale)), joint="curve")

    def shade(
        self, points: Sequence[Point], first: Colour, last: Colour, *, across: bool = False, alpha: int = 255
    ) -> None:
        """Fill a polygon with a gradient, from top to bottom or from left to right."""
        placed = self._at(points)
        left, top = (int(min(p[axis] for p in placed)) for axis in (0, 1))
        right, bottom = (int(max(p[axis] for p in placed)) + 1 for axis in (0, 1))
        size = (max(1, right - left), max(1, bottom - top))
        ramp = Image.linear_gradient("L")
        if across:
            ramp = ramp.transpose(Image.Transpose.ROTATE_90)
        ramp = ramp.resize(size, Image.Resampling.BILINEAR)
        paint = Image.composite(Image.new("RGB", size, last), Image.new("RGB", size, first), ramp)
        mask = Image.new("L", size, 0)
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in placed], alpha)
        self.image.paste(paint, (left, top), mask)

    def glow(self, x: float, y: float, radius: float, fill: Colour, strength: int) -> None:
        """Lighten around a point, less and less."""
        reach = int(radius * self.scale)
        spot = Image.radial_gradient("L").resize((2 * reach, 2 * reach), Image.Resampling.BILINEAR)
        mask = ImageChops.invert(spot).point(lambda value: max(0, value - 74) * strength // 181)
        at = (int(x * self.scale) - reach, int(y * self.scale) - reach)
        self.image.paste(Image.new("RGB", mask.size, fill), at, mask)

    def soft(self, points: Sequence[Point], fill: Colour, alpha: int, blur: float) -> None:
        """Fill a polygon whose edge fades over `blur` units: a shadow on the ground, a haze."""
        # A shadow has no detail: an eighth of the size is enough, and far quicker.
        small = (max(1, self.image.width // 8), max(1, self.image.height // 8))
        mask = Image.new("L", small, 0)
        ImageDraw.Draw(mask).polygon([(x * self.scale / 8, y * self.scale / 8) for x, y in points], alpha)
        mask = mask.filter(ImageFilter.GaussianBlur(blur * self.scale / 8)).resize(
            self.image.size, Image.Resampling.BILINEAR
        )
        self.image.paste(Image.new("RGB", self.image.size, fill), (0, 0), mask)

    def jpeg(self) -> bytes:
        """Return the finished picture."""
        out = BytesIO()
        finished = self.image.resize(self.size, Image.Resampling.LANCZOS)
        finished.save(out, "JPEG", quality=90, subsampling=0, optimize=True)
        return out.getvalue()
