"""How renditions are written: in memory, and AVIF at a pace a visitor can wait for."""

import io
from collections.abc import Callable
from functools import wraps
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO

from willow.image import AvifImageFile
from willow.plugins.pillow import PillowImage
from willow.registry import registry

# Of 0 to 10. Willow leaves 6: nine times slower for files an eighth lighter, and the first visitor waits.
AVIF_SPEED = 9


def save_as_avif(image: PillowImage, file: BinaryIO, quality: int = 60, **_options: Any) -> AvifImageFile:
    """Write an image as AVIF, as Willow does, faster. Originals are in sRGB already: they carry no profile."""
    image.image.save(file, "AVIF", quality=quality, speed=AVIF_SPEED)
    return AvifImageFile(file)


def in_memory(save: Callable[..., Any]) -> Callable[..., Any]:
    """Have an image written in memory.

    Wagtail gives a temporary file that nothing closes; Pillow asks it for its number, which makes Python put it on
    the disk. A rendition is small: it stays in memory, and that file is closed unused.
    """

    @wraps(save)
    def write(image: PillowImage, file: BinaryIO, *args: Any, **options: Any) -> Any:
        memory = io.BytesIO()
        written = save(image, memory, *args, **options)
        if isinstance(file, SpooledTemporaryFile):
            file.close()
            return written
        file.write(memory.getvalue())
        return type(written)(file)

    return write


def install() -> None:
    """Have Willow write images this way: where it looks an operation up, and where it calls it directly."""
    writers = {
        "save_as_avif": save_as_avif,
        "save_as_webp": PillowImage.save_as_webp,
        "save_as_jpeg": PillowImage.save_as_jpeg,
        "save_as_png": PillowImage.save_as_png,
    }
    for name, save in writers.items():
        write = in_memory(save)
        setattr(PillowImage, name, write)
        registry.register_operation(PillowImage, name, write)
