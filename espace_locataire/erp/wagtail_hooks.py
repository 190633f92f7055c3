"""The back office of the exchanges with the ERP: the imports, read and never changed."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from espace_locataire.erp.models import ImportRun
from home.policies import ReadOnlyPolicy

register_permission_policy(ImportRun, ReadOnlyPolicy(ImportRun))


class ImportRunViewSet(ModelViewSet):
    """The imports: when, by whom, how each ended, and every fault of those refused."""

    model = ImportRun
    icon = "download"
    menu_label = _("Imports du progiciel")
    menu_order = 700
    add_to_admin_menu = True
    add_to_reference_index = False
    inspect_view_enabled = True
    copy_view_enabled = False
    inspect_template_name = "erp/import_run.html"
    form_fields = ["folder"]
    list_filter = ["outcome"]
    list_display = [
        DateColumn("started_at", label=_("Début"), width="20%"),
        Column("get_outcome_display", label=_("Résultat")),
        Column("fault_count", label=_("Anomalies"), width="12%"),
        Column("launched_by", label=_("Lancé par"), width="20%"),
    ]
    list_per_page = 30


@hooks.register("register_admin_viewset")
def register_imports() -> ImportRunViewSet:
    """Give the imports their place in the menu."""
    return ImportRunViewSet("imports", url_prefix="imports")
