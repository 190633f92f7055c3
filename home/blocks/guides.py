"""What a guide is made of: what one needs, the steps, the papers, the people to call, the guides that follow."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from home.blocks.links import LabelBlock
from home.blocks.media import PictureBlock
from home.blocks.texts import TEXT, ProseBlock


class NeedsBlock(blocks.StreamBlock):
    """What to have at hand before one begins."""

    need = blocks.CharBlock(max_length=150, label=_("À préparer"), icon="tick")

    class Meta:
        label = _("Ce qu’il vous faut")


class StepBlock(blocks.StructBlock):
    """One thing to do."""

    title = blocks.CharBlock(
        max_length=100, label=_("Titre"), help_text=_("Un verbe d’abord : « Signez votre bail ».")
    )
    text = ProseBlock(required=False, features=TEXT, label=_("Texte"))
    image = PictureBlock(required=False, label=_("Image"))

    class Meta:
        label = _("Étape")
        icon = "tick-inverse"


class StepsBlock(blocks.StreamBlock):
    """The steps in their order; a heading opens a part, and the numbers begin again."""

    part = blocks.CharBlock(
        max_length=80,
        label=_("Titre de partie"),
        icon="title",
        help_text=_("Ouvre un groupe d’étapes, par exemple « Créer son compte »."),
    )
    step = StepBlock()

    class Meta:
        label = _("Étapes")


class GuideDocumentsBlock(blocks.StreamBlock):
    """The papers to read or to fill in."""

    document = DocumentChooserBlock(label=_("Document"))

    class Meta:
        label = _("Documents")


class ContactPointBlock(blocks.StructBlock):
    """Someone to ask, and how."""

    name = blocks.CharBlock(max_length=100, label=_("Qui"), help_text=_("Un service ou un organisme."))
    text = blocks.TextBlock(required=False, max_length=250, label=_("Pour quoi"))
    phone = blocks.CharBlock(required=False, max_length=30, label=_("Téléphone"))
    email = blocks.EmailBlock(required=False, label=_("Adresse e-mail"))
    link_text = LabelBlock(required=False, max_length=60, label=_("Texte du lien"))
    address = blocks.URLBlock(required=False, label=_("Adresse du site"))

    class Meta:
        label = _("Contact")
        icon = "user"


class ContactPointsBlock(blocks.StreamBlock):
    """Who can help with this guide."""

    contact = ContactPointBlock()

    class Meta:
        label = _("Contacts")


class RelatedGuidesBlock(blocks.StreamBlock):
    """The guides one may want next."""

    guide = blocks.PageChooserBlock(page_type="home.GuidePage", label=_("Guide"))

    class Meta:
        label = _("Guides liés")
