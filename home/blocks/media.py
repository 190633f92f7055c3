"""Images, files, videos."""

import copy
from collections.abc import Hashable, Iterable
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.images.models import AbstractImage

from home.blocks.anchors import AnchoredBlock
from home.blocks.fetching import SharedChooserBlock
from home.blocks.wording import is_file_name
from home.pictures import images_with_renditions


class StoredImageChooserBlock(SharedChooserBlock, ImageChooserBlock):
    """An image, fetched with its renditions."""

    kind = "images"

    def fetch(self, keys: set[Hashable]) -> dict[Hashable, Any]:
        """Return these images with their renditions: two queries."""
        found: dict[Hashable, Any] = images_with_renditions().in_bulk(keys) if keys else {}
        return found

    def bulk_to_python(self, values: Iterable[Any]) -> list[AbstractImage | None]:
        """Return a copy of each image: each use has an alternative text of its own."""
        return [copy.copy(image) for image in super().bulk_to_python(values)]


class StoredDocumentChooserBlock(SharedChooserBlock, DocumentChooserBlock):
    """A document."""

    kind = "documents"


class PictureBlock(ImageBlock):
    """An image, and what is read instead of it: a text, or nothing when it is marked decorative."""

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        """Choose among the images of the site."""
        super().__init__(required=required, **kwargs)
        image = StoredImageChooserBlock(required=required, label=_("Image"))
        decorative = blocks.BooleanBlock(
            required=False,
            default=False,
            label=_("Image décorative"),
            help_text=_("Cochez si l’image n’apprend rien au lecteur : aucun texte n’est alors lu."),
        )
        alt_text = blocks.CharBlock(
            required=False,
            max_length=250,
            label=_("Texte de remplacement"),
            help_text=_("Ce que montre l’image, en une phrase, pour les personnes qui ne la voient pas."),
        )
        for name, block in (("image", image), ("decorative", decorative), ("alt_text", alt_text)):
            block.set_name(name)
            self.child_blocks[name] = block

    def clean(self, value: AbstractImage | None) -> AbstractImage | None:
        """Ask for a text or for « décorative », and refuse the name of a file as a text."""
        if value is not None and not value.decorative and not self.is_deferred_validation:
            text = (value.contextual_alt_text or "").strip()
            if not text:
                message = _("Décrivez l’image en une phrase, ou cochez « Image décorative ».")
                raise StructBlockValidationError(block_errors={"alt_text": ValidationError(message)})
            if is_file_name(text):
                message = _("Ce texte est un nom de fichier. Décrivez ce que l’image montre : « Le hall rénové ».")
                raise StructBlockValidationError(block_errors={"alt_text": ValidationError(message)})
        return super().clean(value)


def an_image() -> int | None:
    """Return the primary key of an image of the site, to show editors what a block looks like."""
    return get_image_model().objects.order_by("pk").values_list("pk", flat=True).first()


def a_document() -> int | None:
    """Return the primary key of a document of the site, for the same."""
    return get_document_model().objects.order_by("pk").values_list("pk", flat=True).first()


def _an_example() -> dict[str, Any]:
    return {"image": an_image(), "alt_text": "La façade côté jardin", "decorative": False}


class CaptionedImageBlock(blocks.StructBlock):
    """An image, its caption and whom it is from."""

    image = PictureBlock(label=_("Image"))
    caption = blocks.CharBlock(required=False, max_length=200, label=_("Légende"))
    credit = blocks.CharBlock(
        required=False, max_length=100, label=_("Crédit"), help_text=_("L’auteur de l’image, s’il faut le nommer.")
    )

    class Meta:
        label = _("Image")
        icon = "image"
        template = "home/blocks/image.html"
        description = _("Une image, avec sa description pour les personnes qui ne la voient pas.")
        # Found among the images and documents of the site: see below.
        preview_value: dict[str, Any] = {}

    def get_preview_value(self) -> Any:
        """Return an image of the site with a caption."""
        return self.to_python(
            {
                "image": _an_example(),
                "caption": "La résidence des Tilleuls, rénovée en 2026.",
                "credit": "",
            }
        )


class GalleryBlock(AnchoredBlock):
    """Several images side by side."""

    heading = blocks.CharBlock(max_length=100, label=_("Titre"))
    images = blocks.ListBlock(CaptionedImageBlock(), min_num=2, max_num=12, label=_("Images"))

    class Meta:
        label = _("Galerie")
        icon = "image"
        template = "home/blocks/gallery.html"
        description = _("De deux à douze images, côte à côte.")
        # Found among the images and documents of the site: see below.
        preview_value: dict[str, Any] = {}

    def get_preview_value(self) -> Any:
        """Return an image of the site, twice."""
        image = {"image": _an_example(), "caption": "", "credit": ""}
        return self.to_python({"heading": "La résidence en images", "images": [image, image]})


class FileBlock(blocks.StructBlock):
    """A document and how it is called here."""

    title = blocks.CharBlock(
        required=False, max_length=120, label=_("Titre"), help_text=_("Sans titre, celui du document est montré.")
    )
    document = StoredDocumentChooserBlock(label=_("Document"))

    class Meta:
        label = _("Document")
        icon = "doc-full"


class FilesBlock(AnchoredBlock):
    """Documents to open, each with its type and size."""

    heading = blocks.CharBlock(max_length=100, label=_("Titre"))
    files = blocks.ListBlock(FileBlock(), min_num=1, max_num=20, label=_("Documents"))

    class Meta:
        label = _("Documents")
        icon = "doc-full"
        template = "home/blocks/files.html"
        description = _("Des documents à ouvrir, avec leur type et leur poids.")
        # Found among the images and documents of the site: see below.
        preview_value: dict[str, Any] = {}

    def get_preview_value(self) -> Any:
        """Return a document of the site."""
        return self.to_python({"heading": "Documents utiles", "files": [{"title": "", "document": a_document()}]})


class VideoValue(blocks.StructValue):
    """A video elsewhere."""

    @property
    def host(self) -> str:
        """The site the video is on, as people say it: `tube.exemple.fr`."""
        return (urlsplit(self["address"]).hostname or "").removeprefix("www.")


class VideoBlock(blocks.StructBlock):
    """A link to a video elsewhere: nothing of the other site loads here."""

    title = blocks.CharBlock(max_length=120, label=_("Titre"))
    address = blocks.URLBlock(label=_("Adresse de la vidéo"))
    duration = blocks.CharBlock(
        required=False, max_length=20, label=_("Durée"), help_text=_("Par exemple : 2 min 30.")
    )
    image = PictureBlock(required=False, label=_("Image"))
    transcript = StoredDocumentChooserBlock(
        required=False, label=_("Transcription"), help_text=_("Un document avec tout ce qui est dit dans la vidéo.")
    )

    class Meta:
        label = _("Vidéo")
        icon = "media"
        template = "home/blocks/video.html"
        value_class = VideoValue
        description = _("Un lien vers une vidéo. Elle s’ouvre sur son site : rien n’est chargé avant le clic.")
        preview_value = {
            "title": "Purger un radiateur",
            "address": "https://tube.exemple.fr/w/purger-un-radiateur",
            "duration": "2 min 30",
            "image": None,
            "transcript": None,
        }
