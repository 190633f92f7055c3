"""Images as browsers want them: several widths, the lightest format each one reads, and their size told beforehand."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, AbstractRendition, ImageQuerySet, SourceImageIOError

logger = logging.getLogger(__name__)

# CSS pixels on a phone, then twice as many for dense screens, then a computer's.
WIDTHS = (400, 800, 1200)
FALLBACK_WIDTH = 800
MODERN_FORMATS = ("avif", "webp")
# Transparent images stay so for the few browsers that read neither AVIF nor WebP.
WITH_TRANSPARENCY = {".png", ".gif", ".webp", ".avif"}


@dataclass(frozen=True)
class Source:
    """What a browser that reads `type` chooses from: `srcset` as HTML writes it."""

    type: str
    srcset: str


@dataclass(frozen=True)
class Picture:
    """An image ready to be written: `src`, `width` and `height` (in pixels) are those of the fallback."""

    src: str
    width: int
    height: int
    sources: tuple[Source, ...]


def images_with_renditions() -> ImageQuerySet:
    """Return the images with their renditions, so that a list costs two queries whatever its length.

    In a list of pages: `prefetch_related(Prefetch("image", queryset=images_with_renditions()))`.
    """
    return get_image_model().objects.prefetch_renditions()


def images_at_hand(keys: Iterable[int]) -> dict[int, AbstractImage]:
    """Return the images of these primary keys with their renditions: one query once their renditions exist."""
    wanted = set(keys)
    image_model = get_image_model()
    found: dict[int, AbstractImage] = {}
    for rendition in image_model.get_rendition_model().objects.filter(image__in=wanted).select_related("image"):
        image = found.setdefault(rendition.image_id, rendition.image)
        # Where Wagtail looks first.
        image.__dict__.setdefault("prefetched_renditions", []).append(rendition)
    if missing := wanted - found.keys():
        found |= images_with_renditions().in_bulk(missing)
    return found


def picture_of(image: AbstractImage, ratio: str = "", widest: int = WIDTHS[-1]) -> Picture | None:
    """Return the image in every width and format, or None when its file is missing.

    `ratio` (`16x9`) crops it around its focal point; without it the whole image is kept. Nothing is enlarged.
    Renditions that do not exist yet are made, which takes a while; those prefetched cost no query.
    """
    widths = [width for width in WIDTHS if width <= widest] or [widest]
    fallback_format = "png" if PurePosixPath(image.file.name).suffix.lower() in WITH_TRANSPARENCY else "jpeg"
    fallback_spec = _spec(min(FALLBACK_WIDTH, widths[-1]), ratio, fallback_format)
    by_format = {kind: [_spec(width, ratio, kind) for width in widths] for kind in MODERN_FORMATS}
    wanted = [fallback_spec, *(spec for specs in by_format.values() for spec in specs)]
    try:
        renditions: dict[str, AbstractRendition] = image.get_renditions(*wanted)
    except SourceImageIOError:
        logger.warning("The file of image %s is missing", image.pk)
        return None
    sources = tuple(
        Source(f"image/{kind}", _srcset([renditions[spec] for spec in specs])) for kind, specs in by_format.items()
    )
    fallback = renditions[fallback_spec]
    return Picture(fallback.url, fallback.width, fallback.height, sources)


def _spec(width: int, ratio: str, kind: str) -> str:
    """Return Wagtail's name of a rendition."""
    if ratio:
        across, down = (int(side) for side in ratio.split("x"))
        return f"fill-{width}x{round(width * down / across)}|format-{kind}"
    return f"width-{width}|format-{kind}"


def _srcset(renditions: list[AbstractRendition]) -> str:
    # An image smaller than asked for comes out the same several times.
    by_width = {rendition.width: rendition.url for rendition in renditions}
    return ", ".join(f"{url} {width}w" for width, url in by_width.items())
