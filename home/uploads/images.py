"""Images as the site keeps them: upright, of a reasonable size, without where and when they were taken."""

import io
import warnings
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

# Twice the widest place an image has on a page; what a camera adds beyond weighs for nothing.
LARGEST_SIDE = 2560
JPEG_QUALITY = 88
# What a phone takes at most, save a few; more is refused before it is decoded.
LARGEST_PIXELS = 50_000_000


def refuse_what_is_too_large() -> None:
    """Have Pillow refuse an image by the size its first bytes declare, before memory is given to its pixels."""
    Image.MAX_IMAGE_PIXELS = LARGEST_PIXELS
    warnings.filterwarnings("error", category=Image.DecompressionBombWarning)


def damaged() -> str:
    """Return what is said of an image that cannot be read to its end."""
    return _("Cette image est abîmée et ne peut pas être lue. Enregistrez-la de nouveau, puis réessayez.")


def cleaned_image(file: "UploadedFile[Any]") -> SimpleUploadedFile:
    """Return the image made anew from its pixels: JPEG, or PNG when it is a drawing or has transparent parts.

    Its orientation is applied, its colours are sRGB, and nothing else of the file is kept: no EXIF, no place, no
    thumbnail. Raises `ValidationError` for an image that cannot be read to its end.
    """
    file.seek(0)
    try:
        with Image.open(file) as opened:
            was_drawn = opened.format == "PNG"
            upright = ImageOps.exif_transpose(opened)
            image = _in_srgb(upright)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValidationError(damaged(), code="damaged") from error
    image.thumbnail((LARGEST_SIDE, LARGEST_SIDE), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    if was_drawn or image.mode == "RGBA":
        image.save(written, "PNG", optimize=True)
        extension, kind = "png", "image/png"
    else:
        image.save(written, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
        extension, kind = "jpg", "image/jpeg"
    name = PurePosixPath(file.name or "image").with_suffix(f".{extension}").name
    return SimpleUploadedFile(name, written.getvalue(), content_type=kind)


def _in_srgb(image: Image.Image) -> Image.Image:
    """Return a copy of the image in RGB, or RGBA when it has transparent parts, in the colours of screens."""
    transparent = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    mode = "RGBA" if transparent else "RGB"
    profile = image.info.get("icc_profile")
    if profile and image.mode in {"RGB", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            converted = None
        if converted is not None:
            image = converted
    pixels = image.convert(mode)
    bare = Image.new(mode, pixels.size)
    bare.paste(pixels)
    return bare
