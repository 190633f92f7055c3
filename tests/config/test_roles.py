"""Every member of staff may do their own work, and nothing else: the matrix of roles, walked cell by cell."""

from collections.abc import Iterator

import pytest
from config.roles import ROLES, permissions_named
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from espace_locataire.compte.models import User
from tests.compte.factories import StaffFactory

pytestmark = pytest.mark.django_db

NAMES = ("Rédaction", "Publication", "Gestion locative", "Service technique", "Comptabilité", "Administration")
FRAME = {
    f"home.{verb}_{model}"
    for verb in ("add", "change", "delete", "publish")
    for model in ("menu", "sitetexts", "alert")
}

# A line of the matrix: what it takes, and the roles that may (in the order of NAMES).
MATRIX: dict[str, tuple[set[str], str]] = {
    "enter the administration": ({"wagtailadmin.access_admin"}, "xxxxxx"),
    "choose and bring in images": ({"wagtailimages.choose_image", "wagtailimages.add_image"}, "xx---x"),
    "choose and bring in documents": ({"wagtaildocs.choose_document", "wagtaildocs.add_document"}, "xx---x"),
    "throw images and documents away": ({"wagtailimages.delete_image", "wagtaildocs.delete_document"}, "-----x"),
    "have a page translated": ({"wagtail_localize.submit_translation"}, "xx---x"),
    "change the settings of the site": ({"home.change_bailleur"}, "-x---x"),
    "write and publish menus, texts and alerts": (FRAME, "-x---x"),
    "read what visitors say of the pages": ({"home.view_feedback"}, "xx---x"),
    "say who mends what": (
        {"home.add_reparationrule", "home.change_reparationrule", "home.delete_reparationrule"},
        "-x---x",
    ),
    "see works and outages": ({"residence_news.view_outage"}, "xx-x-x"),
    "announce works and outages": ({"residence_news.add_outage", "residence_news.change_outage"}, "-x-x-x"),
    "throw works and outages away": ({"residence_news.delete_outage"}, "-----x"),
    "see the register of residences": ({"residence_news.view_residence"}, "xxxxxx"),
    "see the equipment of residences": ({"residence_news.view_equipement"}, "xx-x-x"),
    "look after the equipment of residences": (
        {"residence_news.add_equipement", "residence_news.change_equipement"},
        "-x-x-x",
    ),
    "throw the equipment of residences away": ({"residence_news.delete_equipement"}, "-----x"),
    "make redirections": ({"wagtailredirects.add_redirect"}, "-x---x"),
    "promote search results": ({"wagtailsearchpromotions.add_searchpromotion"}, "-x---x"),
    "see what visitors looked for in vain": ({"home.view_emptysearch"}, "xx---x"),
    "find a tenant and see the file": (
        {
            "compte.view_locataire",
            "dossier.view_dossier",
            "dossier.view_logement",
            "dossier.view_titulaire",
            "dossier.view_occupant",
        },
        "--xxxx",
    ),
    "use the counter": ({"guichet.use_guichet"}, "--xxxx"),
    "see an area as its tenant does": ({"guichet.see_as_tenant"}, "--x--x"),
    "see what tenants were told": ({"notifications.view_notification"}, "--x-xx"),
    "read the audit": ({"dossier.view_consultation"}, "-----x"),
    "see insurance certificates": ({"dossier.view_attestation"}, "--x--x"),
    "answer insurance certificates": ({"dossier.decide_attestation"}, "--x---"),
    "see changes of a file": ({"dossier.view_miseajour"}, "--x--x"),
    "answer changes of a file": ({"dossier.decide_miseajour"}, "--x---"),
    "see messages that did not leave, and try them again": (
        {"notifications.view_delivery", "notifications.retry_delivery"},
        "-----x",
    ),
    "see what became of personal data": ({"vie_privee.view_effacement", "vie_privee.view_purgerun"}, "-----x"),
    "see the money": ({"solde.view_ecriture"}, "--x-xx"),
    "see payments by card and what does not agree": (
        {"paiement.view_paiement", "paiement.view_anomalie"},
        "--x-xx",
    ),
    "settle what does not agree": ({"paiement.resolve_anomalie"}, "----x-"),
    "see the papers": ({"documents.view_document"}, "--x-xx"),
    "see the exchanges with the ERP": ({"erp.view_importrun", "erp.view_exportrun"}, "----xx"),
    "take back a paper": ({"documents.withdraw_document"}, "--x---"),
    "look after agencies": ({"home.add_agency", "home.change_agency", "home.delete_agency"}, "-x---x"),
    "read answers to the forms that name them": ({"home.view_formsubmission"}, "--xxxx"),
    "read answers to every form": ({"home.view_every_formsubmission"}, "-----x"),
    "look after users and groups": (
        {"compte.add_user", "compte.change_user", "compte.delete_user", "auth.change_group"},
        "-----x",
    ),
}
# What is nobody's, whatever the role: the registry and the ledger belong to the ERP, the audit to no one.
NOBODY = {
    "solde": {"add", "change", "delete"},
    "documents": {"add", "change", "delete"},
    "paiement": {"add", "change", "delete"},
    "dossier": {"add", "change", "delete"},
    "erp": {"add", "change", "delete"},
    "vie_privee": {"add", "change", "delete"},
}


def cells() -> Iterator[tuple[str, str, bool]]:
    """Yield (line, role, may) of each cell of the matrix."""
    for line, (_, marks) in MATRIX.items():
        for name, mark in zip(NAMES, marks, strict=True):
            yield line, name, mark == "x"


def holds(user: User, permission: str) -> bool:
    """Does the person hold this permission, on the whole site or on every image and document?"""
    label, codename = permission.split(".")
    on_collections = Permission.objects.filter(
        content_type__app_label=label, codename=codename, groupcollectionpermission__group__user=user
    )
    return user.has_perm(permission) or on_collections.exists()


@pytest.mark.parametrize(("line", "role", "may"), list(cells()))
def test_a_role_may_do_what_the_matrix_says(line: str, role: str, may: bool) -> None:
    user = StaffFactory.create(role=role)
    assert {holds(user, permission) for permission in MATRIX[line][0]} == {may}


@pytest.mark.parametrize("role", NAMES)
def test_no_role_holds_anything_the_matrix_does_not_name(role: str) -> None:
    named = set().union(*(permissions for permissions, _ in MATRIX.values()))
    held = StaffFactory.create(role=role).get_all_permissions()
    spare = {"wagtailimages.change_image", "wagtaildocs.change_document"}
    prefixes = ("wagtailcore.", "wagtailredirects.", "wagtailsearchpromotions.", "auth.")
    assert {name for name in held - named - spare if not name.startswith(prefixes)} == set()


@pytest.mark.parametrize("role", NAMES)
def test_the_ledger_the_papers_and_the_imports_are_changed_by_nobody(role: str) -> None:
    held = StaffFactory.create(role=role).get_all_permissions()
    for label, verbs in NOBODY.items():
        assert not [
            name for name in held if name.startswith(f"{label}.") and name.split(".")[1].split("_")[0] in verbs
        ]


@pytest.mark.parametrize(
    ("role", "write", "publish", "throw_away"),
    [
        ("Rédaction", True, False, False),
        ("Publication", True, True, False),
        ("Gestion locative", False, False, False),
        ("Service technique", False, False, False),
        ("Comptabilité", False, False, False),
        ("Administration", True, True, True),
    ],
)
def test_pages_are_written_by_some_and_published_by_others(
    role: str, write: bool, publish: bool, throw_away: bool
) -> None:
    user = StaffFactory.create(role=role)
    page = Page.objects.filter(depth=2).get()
    rights = page.permissions_for_user(user)
    assert (rights.can_edit(), rights.can_publish()) == (write, publish)
    bulk = Permission.objects.filter(grouppagepermission__group__user=user, codename="bulk_delete_page").exists()
    assert bulk == throw_away


@pytest.mark.parametrize("role", NAMES)
@pytest.mark.parametrize(
    ("address", "roles"),
    [
        ("wagtailadmin_home", set(NAMES)),
        ("wagtailusers_users:index", {"Administration"}),
        ("wagtailusers_groups:index", {"Administration"}),
        ("wagtailadmin_explore_root", {"Rédaction", "Publication", "Administration"}),
        ("wagtaillocales:index", {"Administration"}),
        ("wagtailredirects:index", {"Publication", "Administration"}),
    ],
)
def test_screens_of_the_administration_open_for_those_who_may(
    client: Client, role: str, address: str, roles: set[str]
) -> None:
    client.force_login(StaffFactory.create(role=role))
    response = client.get(reverse(address))
    assert (response.status_code == 200) == (role in roles)


def test_someone_without_a_role_does_not_enter_the_administration(client: Client) -> None:
    client.force_login(StaffFactory.create())
    response = client.get(reverse("wagtailadmin_home"))
    assert response.status_code == 302


def test_a_right_given_by_hand_does_not_outlive_the_next_migration() -> None:
    group = Group.objects.get(name="Rédaction")
    group.permissions.add(*permissions_named(frozenset({"solde.view_ecriture"})))
    call_command("migrate", verbosity=0)
    assert not group.permissions.filter(codename="view_ecriture").exists()


def test_a_group_of_another_name_is_left_alone() -> None:
    own = Group.objects.create(name="Standard")
    own.permissions.add(*permissions_named(frozenset({"solde.view_ecriture"})))
    call_command("migrate", verbosity=0)
    assert own.permissions.filter(codename="view_ecriture").exists()


def test_a_permission_that_does_not_exist_is_refused() -> None:
    with pytest.raises(LookupError, match=r"solde\.fly"):
        permissions_named(frozenset({"solde.fly"}))


def test_the_table_has_the_six_roles_and_wagtails_examples_are_gone() -> None:
    assert tuple(role.name for role in ROLES) == NAMES
    assert set(Group.objects.values_list("name", flat=True)) == set(NAMES)


def test_what_the_redaction_submits_waits_for_the_publication_s_approval() -> None:
    writer, publisher = StaffFactory.create(role="Rédaction"), StaffFactory.create(role="Publication")
    page = Page.objects.filter(depth=2).get().specific
    page.title = "Relisez-moi"
    page.save_revision(user=writer)
    page.get_workflow().start(page, writer)
    waiting = Page.objects.get(pk=page.pk).current_workflow_task_state
    assert waiting.status == "in_progress"
    assert waiting.task.specific.user_can_access_editor(page, publisher)
    assert Page.objects.get(pk=page.pk).title != "Relisez-moi"
    waiting.approve(user=publisher)
    assert Page.objects.get(pk=page.pk).title == "Relisez-moi"
