"""Images on a page: formats, widths, cropping, and the words about them and about documents."""

import io
import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils import translation
from PIL import Image

from home.pictures import picture_of
from home.templatetags.pictures import file_details
from tests.home.media import make_document, make_image, picture_bytes

pytestmark = pytest.mark.django_db


def written(image: object, options: str = "") -> str:
    """Return the HTML of an image written with these options."""
    return Template("{% load pictures %}{% responsive_image image " + options + " %}").render(
        Context({"image": image})
    )


def opened(image: object, ratio: str = "", kind: str = "avif") -> list[Image.Image]:
    """Return the renditions of this format, smallest first, as a browser would decode them."""
    picture = picture_of(image, ratio)
    assert picture is not None
    (source,) = (source for source in picture.sources if source.type == f"image/{kind}")
    from django.core.files.storage import default_storage

    names = [part.split(" ")[0].removeprefix("/media/") for part in source.srcset.split(", ")]
    files: list[Image.Image] = []
    for name in names:
        with default_storage.open(name) as file:
            files.append(Image.open(io.BytesIO(file.read())))
    return files


def test_an_image_comes_in_avif_webp_and_jpeg_with_its_size() -> None:
    html = written(make_image(), 'sizes="50vw" alt="La façade"')
    assert re.findall(r'<source type="([^"]+)"', html) == ["image/avif", "image/webp"]
    assert html.count("400w") == html.count("800w") == html.count("1200w") == 2
    assert html.count('sizes="50vw"') == 2
    assert 'width="800" height="600" alt="La façade"' in html
    assert re.search(r'src="[^"]+\.jpg"', html)


@pytest.mark.parametrize(("kind", "brand"), [("avif", "AVIF"), ("webp", "WEBP")])
def test_renditions_are_what_they_say(kind: str, brand: str) -> None:
    renditions = opened(make_image(), kind=kind)
    assert [rendition.width for rendition in renditions] == [400, 800, 1200]
    assert {rendition.format for rendition in renditions} == {brand}


def test_a_small_image_is_not_enlarged_nor_offered_twice() -> None:
    html = written(make_image(size=(300, 200)))
    assert html.count("300w") == 2
    assert "400w" not in html
    assert 'width="300" height="200"' in html


def test_cropping_keeps_the_focal_point() -> None:
    image = make_image(size=(3200, 1200))
    image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 3000, 600, 80, 80
    image.save()
    smallest = opened(image, "1x1")[0].convert("RGB")
    assert smallest.width == smallest.height
    red, _green, blue = smallest.getpixel((smallest.width - 3, smallest.height // 2))  # type: ignore[misc]
    assert blue > 150
    assert red < 80
    red, _green, blue = smallest.getpixel((2, smallest.height // 2))  # type: ignore[misc]
    assert blue > 150


def test_images_wait_below_the_fold_and_the_first_one_does_not() -> None:
    image = make_image()
    assert 'loading="lazy"' in written(image)
    first = written(image, "lazy=False")
    assert 'fetchpriority="high"' in first
    assert "lazy" not in first


def test_an_image_is_read_as_described_where_it_is_used() -> None:
    image = make_image(title="IMG_2041", description="Le hall")
    assert 'alt="Le hall"' in written(image)
    image.contextual_alt_text = "Le hall rénové"
    assert 'alt="Le hall rénové"' in written(image)
    image.decorative = True
    assert 'alt=""' in written(image)
    assert 'alt=""' in written(make_image(title="IMG_2042"))


def test_a_missing_image_or_a_missing_file_leaves_no_broken_image(caplog: pytest.LogCaptureFixture) -> None:
    assert written(None).strip() == ""
    image = make_image()
    Path(image.file.path).unlink()
    assert written(image).strip() == ""
    assert f"The file of image {image.pk} is missing" in caplog.text


def test_a_drawing_with_transparent_parts_keeps_them() -> None:
    from django.core.files.base import ContentFile
    from wagtail.images import get_image_model

    file = ContentFile(picture_bytes("PNG", mode="RGBA"), name="plan.png")
    image = get_image_model().objects.create(title="Plan", file=file)
    assert re.search(r'src="[^"]+\.png"', written(image))
    assert opened(image)[0].mode == "RGBA"


@pytest.mark.parametrize(
    ("size", "french", "english"),
    [(84_000, "PDF, 84 ko", "84"), (312, "PDF, 1 ko", "1"), (1_230_000, "PDF, 1,2 Mo", "1.2")],
)
def test_the_type_and_size_of_a_document_are_said_in_words(size: int, french: str, english: str) -> None:
    document = make_document(size=size)
    assert file_details(document) == french
    with translation.override("en"):
        assert english in file_details(document)
