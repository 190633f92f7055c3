"""The back office of residences and of what happens in them."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from residence_news.first_steps import first_steps
from residence_news.outage_admin import OutageViewSet
from residence_news.registry_admin import RegistryViewSetGroup, ResidenceChooserViewSet, residence_chooser

register_snippet(OutageViewSet)
hooks.register("first_steps", first_steps, order=100)


@hooks.register("register_admin_viewset")
def register_residences() -> list[RegistryViewSetGroup | ResidenceChooserViewSet]:
    """Give the register and the equipment their place in the menu, and residences their chooser."""
    return [RegistryViewSetGroup(), residence_chooser]
