"""What tenants sent and staff has to answer: the queues, their counts, their place in the administration."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem
from wagtail.admin.ui.components import Component

gestion_locative = Menu(register_hook_name="register_gestion_locative_item")


class Queue(NamedTuple):
    """A queue on the first screen: its name, how many wait, since when the oldest does, where to answer."""

    label: str
    waiting: int
    oldest: datetime | None
    url: str
    icon: str


class QueuesPanel(Component):
    """What waits for this person's answer.

    Rooms offer their queues through the hook `waiting_queues`: a function of the request that returns `Queue`s, those
    this person may answer only.
    """

    name = "waiting_queues"
    order = 80
    template_name = "dossier/admin/queues.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Give the template the queues of this person."""
        request = (parent_context or {})["request"]
        return {"queues": [queue for offer in hooks.get_hooks("waiting_queues") for queue in offer(request)]}


def add_queues_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Put the queues on the first screen, before anything else."""
    panels.append(QueuesPanel())


def menu_item() -> SubmenuMenuItem:
    """Return the place of the tenants' affairs in the menu; it hides itself when nothing in it may be opened."""
    return SubmenuMenuItem(
        _("Gestion locative"), gestion_locative, name="gestion-locative", icon_name="group", order=230
    )
