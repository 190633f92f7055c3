"""The back office of the exchanges with the ERP, read and never changed."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from espace_locataire.erp.models import ExportRun, ImportRun
from home.policies import ReadOnlyPolicy

register_permission_policy(ImportRun, ReadOnlyPolicy(ImportRun))
register_permission_policy(ExportRun, ReadOnlyPolicy(ExportRun))


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


class ExportRunViewSet(ModelViewSet):
    """What left for the ERP: when, where, how many rows."""

    model = ExportRun
    icon = "upload"
    menu_label = _("Exports vers le progiciel")
    menu_order = 710
    add_to_admin_menu = True
    add_to_reference_index = False
    inspect_view_enabled = True
    inspect_view_fields = ["started_at", "finished_at", "folder", "launched_by", "lines", "missing_files", "sha256"]
    copy_view_enabled = False
    form_fields = ["folder"]
    list_display = [
        DateColumn("started_at", label=_("Début"), width="20%"),
        Column("lines", label=_("Lignes"), width="12%"),
        Column("missing_files", label=_("Fichiers illisibles"), width="14%"),
        Column("folder", label=_("Dossier déposé")),
    ]
    list_per_page = 30


@hooks.register("register_admin_viewset")
def register_exports() -> ExportRunViewSet:
    """Give the exports their place in the menu."""
    return ExportRunViewSet("exports", url_prefix="exports")


@hooks.register("register_admin_viewset")
def register_imports() -> ImportRunViewSet:
    """Give the imports their place in the menu."""
    return ImportRunViewSet("imports", url_prefix="imports")
