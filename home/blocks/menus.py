"""What menus, emergency numbers and social links are made of."""

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from home.blocks.links import LinkBlock
from home.blocks.untranslated import UntranslatedCharBlock

NETWORKS: list[tuple[str, Promise | str]] = [
    ("facebook", "Facebook"),
    ("instagram", "Instagram"),
    ("linkedin", "LinkedIn"),
    ("youtube", "YouTube"),
    ("x", "X"),
    ("mastodon", "Mastodon"),
    ("bluesky", "Bluesky"),
    ("autre", _("Autre réseau")),
]


class MenuLinkBlock(blocks.StructBlock):
    """A line of a menu that leads to one place."""

    label = blocks.CharBlock(
        required=False,
        max_length=40,
        label=_("Libellé"),
        help_text=_("Sans libellé, le menu montre le titre de la page."),
    )
    link = LinkBlock()

    class Meta:
        label = _("Lien")
        icon = "link"

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Ask for a label where no page gives its title."""
        cleaned = super().clean(value)
        if not cleaned["label"] and not cleaned["link"]["page"]:
            message = _("Écrivez un libellé : ce lien ne mène pas à une page du site.")
            raise StructBlockValidationError(block_errors={"label": ValidationError(message)})
        return cleaned


class MenuGroupBlock(blocks.StructBlock):
    """Links under one title: a menu that unfolds in the header, a column in the footer."""

    label = blocks.CharBlock(max_length=40, label=_("Titre"))
    links = blocks.ListBlock(MenuLinkBlock(), min_num=1, max_num=10, label=_("Liens"))

    class Meta:
        label = _("Groupe de liens")
        icon = "list-ul"


class MenuBlock(blocks.StreamBlock):
    """A menu: links, and groups of links."""

    link = MenuLinkBlock()
    group = MenuGroupBlock()

    class Meta:
        label = _("Menu")


class EmergencyNumberBlock(blocks.StructBlock):
    """A number to call, for what, and when."""

    label = blocks.CharBlock(max_length=60, label=_("Pour quoi"))
    number = UntranslatedCharBlock(max_length=30, label=_("Numéro"))
    when = blocks.CharBlock(
        required=False, max_length=80, label=_("Quand"), help_text=_("Par exemple : jour et nuit.")
    )

    class Meta:
        label = _("Numéro")
        icon = "warning"


class EmergencyNumbersBlock(blocks.StreamBlock):
    """Numbers to call when it cannot wait."""

    number = EmergencyNumberBlock()

    class Meta:
        label = _("Numéros d’urgence")


class SocialLinkBlock(blocks.StructBlock):
    """Where the landlord speaks elsewhere."""

    network = blocks.ChoiceBlock(choices=NETWORKS, label=_("Réseau"))
    address = blocks.URLBlock(label=_("Adresse"))

    class Meta:
        label = _("Réseau social")
        icon = "link-external"


class SocialLinksBlock(blocks.StreamBlock):
    """The landlord's pages on social networks."""

    social_link = SocialLinkBlock()

    class Meta:
        label = _("Réseaux sociaux")
