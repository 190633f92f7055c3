"""AVIF at a pace a visitor can wait for."""

from typing import BinaryIO

from willow.image import AvifImageFile
from willow.plugins.pillow import PillowImage
from willow.registry import registry

# Of 0 to 10. Willow leaves 6: nine times slower for files an eighth lighter, and the first visitor waits.
SPEED = 9


def save_as_avif(
    image: PillowImage, file: BinaryIO, quality: int = 60, lossless: bool = False, apply_optimizers: bool = True
) -> AvifImageFile:
    """Write an image as AVIF, as Willow does, faster. Originals are in sRGB already: they carry no profile."""
    options = {"quality": 100, "subsampling": "4:4:4"} if lossless else {"quality": quality}
    image.image.save(file, "AVIF", speed=SPEED, **options)
    return AvifImageFile(file)


def install() -> None:
    """Have Willow write AVIF this way."""
    registry.register_operation(PillowImage, "save_as_avif", save_as_avif)
