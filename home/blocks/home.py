"""What the home page holds besides what any page may: the guides by situation, the news, the outages."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks.bodies import BodyBlock
from home.blocks.news import NewsBlock, OutagesBlock

LIVE = _("Tenu à jour tout seul")


class SituationsBlock(blocks.StructBlock):
    """The ways into the guides: what one is living through."""

    heading = blocks.CharBlock(max_length=80, label=_("Titre"))
    lead = blocks.TextBlock(required=False, max_length=250, label=_("Introduction"))

    class Meta:
        label = _("Guides par situation")
        icon = "help"
        template = "home/blocks/situations.html"
        description = _("J’arrive, je vis dans mon logement, j’ai du mal à payer, je pars : les portes des guides.")
        preview_value = {"heading": "Des guides pour vos démarches", "lead": ""}


class HomeBodyBlock(BodyBlock):
    """The body of the home page."""

    situations = SituationsBlock(group=LIVE)
    outages = OutagesBlock(group=LIVE)
    news = NewsBlock(group=LIVE)

    class Meta:
        label = _("Contenu")
