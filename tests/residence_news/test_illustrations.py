"""Pictures made by code: the same for the same seed, whole, of the size asked for."""

from io import BytesIO

import pytest
from PIL import Image, ImageStat

from residence_news.illustrations import SCENES, STYLES, facade, scene

SMALL = (160, 100)


def picture(content: bytes) -> Image.Image:
    """Return the picture, read back."""
    return Image.open(BytesIO(content)).convert("RGB")


@pytest.mark.parametrize("style", STYLES)
def test_every_kind_of_building_is_drawn(style: str) -> None:
    drawn = picture(facade("R00001", *SMALL, style=style))
    assert drawn.size == SMALL
    assert min(ImageStat.Stat(drawn).stddev) > 20


@pytest.mark.parametrize("kind", SCENES)
def test_every_kind_of_place_is_drawn(kind: str) -> None:
    drawn = picture(scene("1", kind, *SMALL))
    assert drawn.size == SMALL
    assert min(ImageStat.Stat(drawn).stddev) > 10


def test_the_same_seed_gives_the_same_picture_and_another_gives_another() -> None:
    assert facade("R00001", *SMALL) == facade("R00001", *SMALL)
    assert facade("R00001", *SMALL) != facade("R00002", *SMALL)
    assert scene("1", "works", *SMALL) == scene("1", "works", *SMALL)
    assert scene("1", "works", *SMALL) != scene("2", "works", *SMALL)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(KeyError):
        facade("R00001", *SMALL, style="castle")
    with pytest.raises(KeyError):
        scene("1", "beach", *SMALL)


def test_a_picture_is_light_enough_for_a_page() -> None:
    assert len(facade("R00001")) < 400_000
