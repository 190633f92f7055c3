"""What the page of a residence holds besides its text: pictures and documents."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from home.blocks import PictureBlock


class PicturesBlock(blocks.StreamBlock):
    """Pictures of a place, each with what it shows; the first one opens the page."""

    picture = PictureBlock(label=_("Image"), icon="image")

    class Meta:
        label = _("Images")
        required = False
        max_num = 12


class DocumentsBlock(blocks.StreamBlock):
    """Documents to open or save."""

    document = DocumentChooserBlock(label=_("Document"))

    class Meta:
        label = _("Documents")
        required = False
        max_num = 20
