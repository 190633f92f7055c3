"""The light of a picture: the hour and what it does to limestone, glass, leaves and sky."""

from dataclasses import dataclass
from random import Random

from residence_news.illustrations.canvas import Colour, hexa


@dataclass(frozen=True)
class Light:
    """The colours of an hour of the day. `lit` is the share of windows with a lamp behind them."""

    sky: tuple[Colour, Colour]
    sun: Colour
    cloud: Colour
    far: Colour
    near: Colour
    stone: tuple[Colour, ...]
    shadow: Colour
    glass: tuple[Colour, Colour]
    lamp: Colour
    leaf: tuple[Colour, Colour, Colour]
    grass: tuple[Colour, Colour]
    path: Colour
    roof: tuple[Colour, ...]
    cobalt: Colour
    lit: float


MORNING = Light(
    sky=(hexa("8fb3e6"), hexa("f5ead8")),
    sun=hexa("fff6e0"),
    cloud=hexa("fffaf0"),
    far=hexa("b3bedb"),
    near=hexa("94a3cb"),
    stone=(hexa("f3e8d2"), hexa("ead9bb"), hexa("f7f0e2"), hexa("e2cfae")),
    shadow=hexa("6d76a6"),
    glass=(hexa("3a5aa8"), hexa("a9c3ec")),
    lamp=hexa("ffd98a"),
    leaf=(hexa("3f7f62"), hexa("5d9d74"), hexa("8dbd86")),
    grass=(hexa("a9c78c"), hexa("6fa074")),
    path=hexa("e9dcc4"),
    roof=(hexa("5c678f"), hexa("a85b4a"), hexa("6d7594")),
    cobalt=hexa("1d3c9b"),
    lit=0.03,
)
GOLDEN = Light(
    sky=(hexa("6f8fd3"), hexa("fbd9a6")),
    sun=hexa("fff0c4"),
    cloud=hexa("ffe6c8"),
    far=hexa("b3a9cc"),
    near=hexa("8b8bbd"),
    stone=(hexa("f6deb4"), hexa("efcf9e"), hexa("f9e8c8"), hexa("e6c08c")),
    shadow=hexa("6a5f98"),
    glass=(hexa("33498f"), hexa("f2c384")),
    lamp=hexa("ffd477"),
    leaf=(hexa("4a7350"), hexa("71924f"), hexa("b9b35c")),
    grass=(hexa("b9b76c"), hexa("78935a")),
    path=hexa("efd6ab"),
    roof=(hexa("56598a"), hexa("a8523f"), hexa("6a6388")),
    cobalt=hexa("213a94"),
    lit=0.10,
)
DUSK = Light(
    sky=(hexa("14296e"), hexa("e8a48c")),
    sun=hexa("ffe0b0"),
    cloud=hexa("a988b5"),
    far=hexa("55599a"),
    near=hexa("3d4686"),
    stone=(hexa("c3b3c0"), hexa("ad9fb5"), hexa("d3c2c6"), hexa("a192ac")),
    shadow=hexa("27306f"),
    glass=(hexa("1a2a66"), hexa("6b78b8")),
    lamp=hexa("ffd36b"),
    leaf=(hexa("1f3f5a"), hexa("2f5a66"), hexa("54807a")),
    grass=(hexa("5f7f86"), hexa("35566d")),
    path=hexa("a99aae"),
    roof=(hexa("2c366f"), hexa("6d3f5a"), hexa("3d4478")),
    cobalt=hexa("16307f"),
    lit=0.42,
)
OVERCAST = Light(
    sky=(hexa("b9c8e2"), hexa("f2eee4")),
    sun=hexa("ffffff"),
    cloud=hexa("ffffff"),
    far=hexa("c3cbdd"),
    near=hexa("a5b0cb"),
    stone=(hexa("efe7d8"), hexa("e2d7c3"), hexa("f5f0e6"), hexa("d8cbb4")),
    shadow=hexa("7680a5"),
    glass=(hexa("44619f"), hexa("b9cbe6")),
    lamp=hexa("ffdf9c"),
    leaf=(hexa("46745f"), hexa("6a9379"), hexa("9cb78e")),
    grass=(hexa("aec29a"), hexa("7a9d80")),
    path=hexa("e3dacb"),
    roof=(hexa("667099"), hexa("a06456"), hexa("7b83a0")),
    cobalt=hexa("274592"),
    lit=0.07,
)
LIGHTS = (MORNING, GOLDEN, DUSK, OVERCAST)


def light_of(random: Random) -> Light:
    """Draw the light of a picture: by day more often than not."""
    return random.choices(LIGHTS, (5, 4, 3, 2))[0]
