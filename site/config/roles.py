"""Who may do what in the administration: one table, applied after each migration.

Rooms only declare permissions. A permission not in the table is nobody's. The six groups are made
to hold exactly what the table says, so that a right given by hand to one of them does not last;
a landlord who needs another mix makes a group of another name.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

FILE = {
    "residence_news.view_residence",
    "compte.view_locataire",
    "dossier.view_logement",
    "dossier.view_dossier",
    "dossier.view_titulaire",
    "dossier.view_occupant",
}
# Finding a tenant, and the one screen about a lease, as far as the other permissions go.
COUNTER = {"guichet.use_guichet"}
SEE_AS_TENANT = {"guichet.see_as_tenant"}
# What tenants were told may speak of money and papers.
MESSAGES = {"notifications.view_notification"}
AUDIT = {"dossier.view_consultation"}
MONEY = {"solde.view_ecriture"}
CARD_PAYMENTS = {"paiement.view_paiement", "paiement.view_anomalie"}
SETTLE_PAYMENTS = CARD_PAYMENTS | {"paiement.resolve_anomalie"}
PAPERS = {"documents.view_document"}
WITHDRAW_PAPERS = PAPERS | {"documents.withdraw_document"}
SEE_PROOFS = {"dossier.view_attestation", "dossier.view_miseajour"}
DECIDE_PROOFS = SEE_PROOFS | {"dossier.decide_attestation", "dossier.decide_miseajour"}
# What became of personal data: erased at their people's request, forgotten in time.
PERSONAL_DATA = {"vie_privee.view_effacement", "vie_privee.view_purgerun"}
EXCHANGES = {"erp.view_importrun", "erp.view_exportrun"}
ENTER = {"wagtailadmin.access_admin"}
CHOOSE_FILES = {"wagtailimages.choose_image", "wagtaildocs.choose_document"}
WRITE_FILES = CHOOSE_FILES | {
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
}

# What stands around the pages: menus, texts, alerts.
FRAME = {
    f"home.{verb}_{model}"
    for model in ("menu", "sitetexts", "alert")
    for verb in ("add", "change", "delete", "publish")
}

SEE_OUTAGES = {"residence_news.view_outage"}
WRITE_OUTAGES = SEE_OUTAGES | {"residence_news.add_outage", "residence_news.change_outage"}

# The register of residences is public, not about tenants.
SEE_RESIDENCES = {"residence_news.view_residence"}
SEE_EQUIPMENT = {"residence_news.view_equipement"}
WRITE_EQUIPMENT = SEE_EQUIPMENT | {"residence_news.add_equipement", "residence_news.change_equipement"}

# What visitors say of the pages.
FEEDBACK = {"home.view_feedback"}
REPAIRS = {"home.add_reparationrule", "home.change_reparationrule", "home.delete_reparationrule"}
AGENCIES = {"home.add_agency", "home.change_agency", "home.delete_agency"}
# Which forms, is chosen form by form.
ANSWERS = {"home.view_formsubmission"}

SEE_SEARCHES = {"home.view_emptysearch"}
PROMOTE = {f"wagtailsearchpromotions.{verb}_searchpromotion" for verb in ("add", "change", "delete")}


@dataclass(frozen=True)
class Role:
    """A role: permissions (`app.codename`), what it may do to every page, and to every image and document."""

    name: str
    permissions: frozenset[str]
    pages: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()


REDACTION = Role(
    "Rédaction",
    frozenset(
        ENTER
        | FEEDBACK
        | SEE_RESIDENCES
        | SEE_EQUIPMENT
        | SEE_OUTAGES
        | SEE_SEARCHES
        | {"wagtail_localize.submit_translation"}
    ),
    pages=frozenset({"add_page", "change_page"}),
    files=frozenset(WRITE_FILES),
)
PUBLICATION = Role(
    "Publication",
    frozenset(
        ENTER
        | AGENCIES
        | FEEDBACK
        | FRAME
        | REPAIRS
        | SEE_RESIDENCES
        | WRITE_EQUIPMENT
        | WRITE_OUTAGES
        | SEE_SEARCHES
        | PROMOTE
        | {
            "home.change_bailleur",
            "wagtail_localize.submit_translation",
            "wagtailredirects.add_redirect",
            "wagtailredirects.change_redirect",
            "wagtailredirects.delete_redirect",
        }
    ),
    pages=frozenset({"add_page", "change_page", "publish_page", "lock_page", "unlock_page"}),
    files=frozenset(WRITE_FILES),
)
GESTION_LOCATIVE = Role(
    "Gestion locative",
    frozenset(
        ENTER
        | FILE
        | COUNTER
        | SEE_AS_TENANT
        | MESSAGES
        | MONEY
        | CARD_PAYMENTS
        | WITHDRAW_PAPERS
        | ANSWERS
        | DECIDE_PROOFS
    ),
)
SERVICE_TECHNIQUE = Role(
    "Service technique", frozenset(ENTER | FILE | COUNTER | ANSWERS | WRITE_OUTAGES | WRITE_EQUIPMENT)
)
COMPTABILITE = Role(
    "Comptabilité",
    frozenset(
        ENTER
        | FILE
        | COUNTER
        | MESSAGES
        | MONEY
        | SETTLE_PAYMENTS
        | PAPERS
        | ANSWERS
        | {"erp.view_importrun", "erp.view_exportrun"}
    ),
)
ADMINISTRATION = Role(
    "Administration",
    frozenset(
        ENTER
        | FILE
        | COUNTER
        | SEE_AS_TENANT
        | MESSAGES
        | AUDIT
        | MONEY
        | CARD_PAYMENTS
        | PAPERS
        | SEE_PROOFS
        | EXCHANGES
        | PERSONAL_DATA
        | {"notifications.view_delivery", "notifications.retry_delivery"}
        | AGENCIES
        | ANSWERS
        | FEEDBACK
        | FRAME
        | REPAIRS
        | WRITE_EQUIPMENT
        | WRITE_OUTAGES
        | SEE_SEARCHES
        | PROMOTE
        | {
            "residence_news.delete_equipement",
            "residence_news.delete_outage",
            "home.change_bailleur",
            "home.view_every_formsubmission",
            "compte.add_user",
            "compte.change_user",
            "compte.delete_user",
            "auth.add_group",
            "auth.change_group",
            "auth.delete_group",
            "wagtail_localize.submit_translation",
            "wagtailcore.add_locale",
            "wagtailcore.change_locale",
            "wagtailcore.change_site",
            "wagtailcore.add_collection",
            "wagtailcore.change_collection",
            "wagtailcore.delete_collection",
            "wagtailcore.add_workflow",
            "wagtailcore.change_workflow",
            "wagtailcore.delete_workflow",
            "wagtailcore.add_task",
            "wagtailcore.change_task",
            "wagtailcore.delete_task",
            "wagtailredirects.add_redirect",
            "wagtailredirects.change_redirect",
            "wagtailredirects.delete_redirect",
        }
    ),
    pages=frozenset({"add_page", "change_page", "bulk_delete_page", "publish_page", "lock_page", "unlock_page"}),
    files=frozenset(WRITE_FILES | {"wagtailimages.delete_image", "wagtaildocs.delete_document"}),
)
ROLES = (REDACTION, PUBLICATION, GESTION_LOCATIVE, SERVICE_TECHNIQUE, COMPTABILITE, ADMINISTRATION)

# Wagtail's own examples of groups: the table above takes their place.
EXAMPLES = ("Editors", "Moderators")
APPROVAL = "Relecture par la publication"


def permissions_named(names: frozenset[str]) -> list[Permission]:
    """Return the permissions of these names (`app.codename`). Raises `LookupError` when one does not exist."""
    found = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.filter(
            codename__in=[name.partition(".")[2] for name in names]
        ).select_related("content_type")
    }
    missing = names - found.keys()
    if missing:
        raise LookupError(f"No such permission: {', '.join(sorted(missing))}")
    return [found[name] for name in sorted(names)]


def apply_roles(**kwargs: Any) -> None:
    """Make the six groups hold exactly what the table says, and the approval of pages with them.

    Raises `LookupError` when the table names a permission that does not exist.
    """
    root_page = Page.get_first_root_node()
    root_collection = Collection.get_first_root_node()
    for role in ROLES:
        group, _ = Group.objects.get_or_create(name=role.name)
        group.permissions.set(permissions_named(role.permissions))
        GroupPagePermission.objects.filter(group=group).delete()
        GroupCollectionPermission.objects.filter(group=group).delete()
        if root_page is not None:
            GroupPagePermission.objects.bulk_create(
                GroupPagePermission(group=group, page=root_page, permission=permission)
                for permission in permissions_named(frozenset(f"wagtailcore.{name}" for name in role.pages))
            )
        if root_collection is not None:
            GroupCollectionPermission.objects.bulk_create(
                GroupCollectionPermission(group=group, collection=root_collection, permission=permission)
                for permission in permissions_named(role.files)
            )
    Group.objects.filter(name__in=EXAMPLES, user__isnull=True).delete()
    if root_page is not None:
        apply_approval(root_page)


def apply_approval(root_page: Page) -> None:
    """Let the publication approve what the redaction submits, on every page that has no workflow of its own."""
    task = GroupApprovalTask.objects.filter(name=APPROVAL).first() or GroupApprovalTask.objects.create(name=APPROVAL)
    workflow = Workflow.objects.filter(name=APPROVAL).first()
    if workflow is None:
        workflow = Workflow.objects.create(name=APPROVAL)
        # Wagtail's example workflow goes with its group of moderators.
        Workflow.objects.filter(name="Moderators approval", active=True).update(active=False)
        WorkflowPage.objects.update_or_create(page=root_page, defaults={"workflow": workflow})
    # A workflow without a task would publish at once, on behalf of someone who may not.
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    task.groups.set(Group.objects.filter(name__in=(PUBLICATION.name, ADMINISTRATION.name)))
