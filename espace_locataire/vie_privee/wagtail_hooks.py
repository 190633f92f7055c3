"""The back office of personal data: accounts erased at their people's request, and what was forgotten in time."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permissions import register_permission_policy

from espace_locataire.vie_privee.models import Effacement, PurgeRun
from home.policies import ReadOnlyPolicy

register_permission_policy(Effacement, ReadOnlyPolicy(Effacement))
register_permission_policy(PurgeRun, ReadOnlyPolicy(PurgeRun))


class EffacementViewSet(ModelViewSet):
    """Who asked for their account to be erased, and when it was: nobody is named once it is done."""

    model = Effacement
    icon = "bin"
    menu_label = _("Effacements demandés")
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["asked_at", "due_at", "cancelled_at", "done_at", "erased"]
    form_fields = ["due_at"]
    list_display = [
        DateColumn("asked_at", label=_("Demandé le"), width="25%"),
        Column("state", label=_("État")),
        DateColumn("due_at", label=_("Prévu le"), width="25%"),
        DateColumn("done_at", label=_("Fait le"), width="25%"),
    ]
    list_per_page = 50


class PurgeRunViewSet(ModelViewSet):
    """What was forgotten in time: when, how many rows of each kind."""

    model = PurgeRun
    icon = "history"
    menu_label = _("Purges")
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["ran_at", "counts", "failed"]
    form_fields = ["counts"]
    list_display = [
        DateColumn("ran_at", label=_("Le"), width="40%"),
        Column("total", label=_("Lignes effacées")),
    ]
    list_per_page = 50


class PersonalDataGroup(ModelViewSetGroup):
    """The place of personal data in the menu."""

    menu_label = _("Données personnelles")
    menu_icon = "key"
    menu_order = 740
    items = (EffacementViewSet, PurgeRunViewSet)


@hooks.register("register_admin_viewset")
def register_personal_data() -> PersonalDataGroup:
    """Give it its place in the menu."""
    return PersonalDataGroup()
