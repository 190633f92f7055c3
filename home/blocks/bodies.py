"""What editors compose public pages of. Each block has its template in `home/blocks/`."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from home.blocks.news import NewsBlock, OutagesBlock

PROSE = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]
INLINE = ["bold", "italic", "link"]

ICONS = [
    ("wallet", _("Porte-monnaie")),
    ("file-text", _("Document")),
    ("message-circle", _("Message")),
    ("wrench", _("Réparation")),
    ("house", _("Maison")),
    ("key-round", _("Clé")),
    ("users", _("Personnes")),
    ("phone", _("Téléphone")),
    ("shield-check", _("Assurance")),
    ("map-pin", _("Lieu")),
]


class LinkValue(blocks.StructValue):
    """Where a link leads."""

    @property
    def url(self) -> str:
        """The address in the current language; empty when the page chosen is gone or unpublished."""
        if self["service"]:
            return reverse(self["service"])
        page = self["page"]
        if page:
            return page.localized.url if page.live else ""
        return self["address"]


class LinkBlock(blocks.StructBlock):
    """A link to one thing: a service of the site, a page, or an address elsewhere."""

    service = blocks.ChoiceBlock(
        choices=[("espace_locataire", _("Mon espace locataire"))], required=False, label=_("Service du site")
    )
    page = blocks.PageChooserBlock(required=False, label=_("Page"))
    address = blocks.URLBlock(required=False, label=_("Adresse d’un autre site"))

    class Meta:
        label = _("Lien")
        icon = "link"
        value_class = LinkValue

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse a link that leads to nothing, or to two things at once."""
        cleaned = super().clean(value)
        if sum(bool(cleaned[name]) for name in ("service", "page", "address")) != 1:
            message = _("Choisissez une seule destination : un service, une page ou une adresse.")
            raise StructBlockValidationError(non_block_errors=[ValidationError(message)])
        return cleaned


class TaskBlock(blocks.StructBlock):
    """One thing a visitor comes to do."""

    icon = blocks.ChoiceBlock(choices=ICONS, default="house", label=_("Icône"))
    title = blocks.CharBlock(max_length=60, label=_("Titre"))
    text = blocks.TextBlock(max_length=200, label=_("Texte"))
    link = LinkBlock()

    class Meta:
        label = _("Démarche")
        icon = "pick"


class TasksBlock(blocks.StructBlock):
    """The things people come for most, as cards."""

    heading = blocks.CharBlock(max_length=80, label=_("Titre"))
    lead = blocks.TextBlock(required=False, max_length=250, label=_("Introduction"))
    tasks = blocks.ListBlock(TaskBlock(), min_num=1, max_num=6, label=_("Démarches"))

    class Meta:
        label = _("Démarches")
        icon = "list-ul"
        template = "home/blocks/tasks.html"
        description = _("De une à six cartes : ce que l’on vient faire, et le lien pour le faire.")
        preview_value = {
            "heading": "Dans votre espace locataire",
            "lead": "",
            "tasks": [
                {
                    "icon": "wallet",
                    "title": "Payer mon loyer",
                    "text": "Tout ou une partie, par carte.",
                    "link": {"service": "espace_locataire", "page": None, "address": ""},
                }
            ],
        }


class NoticeBlock(blocks.StructBlock):
    """Something to know now."""

    kind = blocks.ChoiceBlock(
        choices=[("info", _("Information")), ("warning", _("Attention"))], default="info", label=_("Nature")
    )
    title = blocks.CharBlock(max_length=100, label=_("Titre"))
    text = blocks.RichTextBlock(required=False, features=INLINE, label=_("Texte"))

    class Meta:
        label = _("Encadré")
        icon = "info-circle"
        template = "home/blocks/notice.html"
        description = _("Un message à remarquer : fermeture, travaux, nouveauté.")
        preview_value = {
            "kind": "warning",
            "title": "L’accueil sera fermé le vendredi 27 novembre",
            "text": "<p>Le standard reste ouvert aux horaires habituels.</p>",
        }


class SectionBlock(blocks.StructBlock):
    """A heading and running text."""

    heading = blocks.CharBlock(max_length=100, label=_("Titre"))
    text = blocks.RichTextBlock(features=PROSE, label=_("Texte"))

    class Meta:
        label = _("Texte")
        icon = "pilcrow"
        template = "home/blocks/section.html"
        description = _("Un titre et du texte, avec des listes et des liens.")
        preview_value = {"heading": "Qui sommes-nous ?", "text": "<p>Un office public de l’habitat.</p>"}


class FigureBlock(blocks.StructBlock):
    """A number and what it counts."""

    value = blocks.CharBlock(max_length=20, label=_("Chiffre"))
    label = blocks.CharBlock(max_length=80, label=_("Ce qu’il compte"))

    class Meta:
        label = _("Chiffre clé")
        icon = "order"


class FiguresBlock(blocks.StructBlock):
    """A few numbers that say who we are."""

    heading = blocks.CharBlock(max_length=80, label=_("Titre"))
    figures = blocks.ListBlock(FigureBlock(), min_num=1, max_num=4, label=_("Chiffres"))

    class Meta:
        label = _("Chiffres clés")
        icon = "order"
        template = "home/blocks/figures.html"
        description = _("De un à quatre chiffres, chacun avec ce qu’il compte.")
        preview_value = {"heading": "En chiffres", "figures": [{"value": "6 000", "label": "logements"}]}


class ContactBlock(blocks.StructBlock):
    """How to reach the landlord: the details are those of the site's settings."""

    heading = blocks.CharBlock(max_length=80, label=_("Titre"))
    text = blocks.TextBlock(required=False, max_length=300, label=_("Introduction"))

    class Meta:
        label = _("Nous joindre")
        icon = "mail"
        template = "home/blocks/contact.html"
        description = _("Téléphones, adresse et horaires, tels qu’enregistrés dans les paramètres du site.")
        preview_value = {"heading": "Nous joindre", "text": "Un conseiller vous répond."}


class BodyBlock(blocks.StreamBlock):
    """The body of a composed page."""

    tasks = TasksBlock()
    notice = NoticeBlock()
    section = SectionBlock()
    figures = FiguresBlock()
    contact = ContactBlock()
    news = NewsBlock()
    outages = OutagesBlock()

    class Meta:
        label = _("Contenu")
