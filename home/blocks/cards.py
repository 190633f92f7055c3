"""Things side by side: what one comes to do, where one can go, numbers."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from home.blocks.anchors import AnchoredBlock
from home.blocks.links import LabelBlock, LinkBlock
from home.blocks.media import PictureBlock
from home.blocks.untranslated import UntranslatedCharBlock

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
    ("calendar", _("Date")),
    ("book-open", _("Guide")),
    ("newspaper", _("Actualité")),
    ("leaf", _("Nature")),
]


class TaskBlock(blocks.StructBlock):
    """One thing a visitor comes to do."""

    icon = blocks.ChoiceBlock(choices=ICONS, default="house", search_index=False, label=_("Icône"))
    title = LabelBlock(max_length=60, label=_("Titre"))
    text = blocks.TextBlock(max_length=200, label=_("Texte"))
    link = LinkBlock()

    class Meta:
        label = _("Démarche")
        icon = "pick"


class TasksBlock(AnchoredBlock):
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


class CardBlock(blocks.StructBlock):
    """Somewhere to go, with an image or an icon."""

    image = PictureBlock(required=False, label=_("Image"))
    icon = blocks.ChoiceBlock(
        choices=ICONS,
        required=False,
        search_index=False,
        label=_("Icône"),
        help_text=_("Montrée s’il n’y a pas d’image."),
    )
    title = LabelBlock(max_length=80, label=_("Titre"))
    text = blocks.TextBlock(required=False, max_length=250, label=_("Texte"))
    link = LinkBlock()

    class Meta:
        label = _("Carte")
        icon = "image"


class CardsBlock(AnchoredBlock):
    """Places to go, side by side."""

    heading = blocks.CharBlock(max_length=80, label=_("Titre"))
    lead = blocks.TextBlock(required=False, max_length=250, label=_("Introduction"))
    cards = blocks.ListBlock(CardBlock(), min_num=1, max_num=12, label=_("Cartes"))

    class Meta:
        label = _("Cartes")
        icon = "grip"
        template = "home/blocks/cards.html"
        description = _("Des cartes avec une image ou une icône, un titre, un texte et un lien.")
        preview_value = {
            "heading": "Pour aller plus loin",
            "lead": "",
            "cards": [
                {
                    "image": None,
                    "icon": "key-round",
                    "title": "Demander un logement",
                    "text": "Une seule demande, valable dans tout le département.",
                    "link": {"service": "", "page": None, "address": "https://www.demande-logement-social.gouv.fr/"},
                },
                {
                    "image": None,
                    "icon": "users",
                    "title": "Rencontrer un conseiller",
                    "text": "Sur rendez-vous, à l’agence ou chez vous.",
                    "link": {"service": "", "page": None, "address": "https://www.service-public.fr/"},
                },
            ],
        }


class FigureBlock(blocks.StructBlock):
    """A number and what it counts."""

    value = blocks.CharBlock(max_length=20, label=_("Chiffre"))
    label = blocks.CharBlock(max_length=80, label=_("Ce qu’il compte"))

    class Meta:
        label = _("Chiffre clé")
        icon = "order"


class FiguresBlock(AnchoredBlock):
    """A few numbers that say who we are."""

    heading = blocks.CharBlock(max_length=80, label=_("Titre"))
    figures = blocks.ListBlock(FigureBlock(), min_num=1, max_num=4, label=_("Chiffres"))

    class Meta:
        label = _("Chiffres clés")
        icon = "order"
        template = "home/blocks/figures.html"
        description = _("De un à quatre chiffres, chacun avec ce qu’il compte.")
        preview_value = {"heading": "En chiffres", "figures": [{"value": "6 000", "label": "logements"}]}


class ContactBlock(AnchoredBlock):
    """How to reach the landlord: the details are those of the site's settings."""

    heading = blocks.CharBlock(max_length=80, label=_("Titre"))
    text = blocks.TextBlock(required=False, max_length=300, label=_("Introduction"))

    class Meta:
        label = _("Nous joindre")
        icon = "mail"
        template = "home/blocks/contact.html"
        description = _("Téléphones, adresse et horaires, tels qu’enregistrés dans les paramètres du site.")
        preview_value = {"heading": "Nous joindre", "text": "Un conseiller vous répond."}


class ContactCardBlock(blocks.StructBlock):
    """Someone to call or to write to, for one thing."""

    title = blocks.CharBlock(max_length=80, label=_("Service ou personne"))
    role = blocks.CharBlock(required=False, max_length=120, label=_("Pour quoi"))
    phone = UntranslatedCharBlock(required=False, max_length=30, label=_("Téléphone"))
    email = blocks.EmailBlock(required=False, label=_("Adresse e-mail"))
    hours = blocks.TextBlock(required=False, max_length=200, label=_("Horaires"))
    address = blocks.TextBlock(required=False, max_length=200, label=_("Adresse postale"))

    class Meta:
        label = _("Carte de contact")
        icon = "user"
        template = "home/blocks/contact_card.html"
        description = _("Une personne ou un service : téléphone, e-mail, horaires.")
        preview_value = {
            "title": "Pôle accompagnement social",
            "role": "Vous avez du mal à payer votre loyer",
            "phone": "02 61 91 10 20",
            "email": "social@habitat.example",
            "hours": "Du lundi au vendredi, de 9 h à 12 h",
            "address": "",
        }

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse a contact nobody can reach."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not any(cleaned[name] for name in ("phone", "email", "address")):
            message = _("Donnez au moins un moyen de joindre : téléphone, e-mail ou adresse.")
            raise StructBlockValidationError(non_block_errors=[ValidationError(message)])
        return cleaned
