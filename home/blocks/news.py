"""What is new, on a composed page: the latest news, the works and outages that concern many people.

What they show belongs to a room above: their templates look it up.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class NewsBlock(blocks.StructBlock):
    """The latest news and events."""

    heading = blocks.CharBlock(max_length=80, label=_("Titre"))
    count = blocks.ChoiceBlock(choices=[("3", "3"), ("6", "6")], default="3", label=_("Combien d’actualités"))

    class Meta:
        label = _("Dernières actualités")
        icon = "doc-full"
        template = "home/blocks/news.html"
        description = _("Les dernières actualités et les derniers événements, tenus à jour tout seuls.")
        preview_value = {"heading": "Actualités", "count": "3"}


class OutagesBlock(blocks.StructBlock):
    """The works and outages under way that concern many people; nothing when there is none."""

    heading = blocks.CharBlock(max_length=80, label=_("Titre"))

    class Meta:
        label = _("Travaux et pannes en cours")
        icon = "warning"
        template = "home/blocks/outages.html"
        description = _("Les pannes et travaux à montrer sur la page d’accueil. Rien ne paraît quand tout va bien.")
        preview_value = {"heading": "Travaux et pannes"}
