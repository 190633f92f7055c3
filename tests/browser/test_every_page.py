"""Every page, looked at by axe and by the browser itself: nothing to report, nothing sideways, nobody else asked."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.addresses import EVERY_KIND, OTHERS
from tests.browser.conftest import DESKTOP, PHONE, Visit

Window = Callable[..., Visit]
PUBLIC = [*EVERY_KIND.values(), *OTHERS, "/design/", "/compte/mot-de-passe/oublie/envoye/",
          "/compte/mot-de-passe/nouveau/1-faux/", "/compte/mot-de-passe/nouveau/fait/", "/compte/inactif/",
          "/compte/verification/", "/compte/verification/faux/", "/compte/deconnexion/",
          "/compte/adresse/annuler/faux/"]  # fmt: skip
# Accounts have the same addresses in both languages; pages of the tree have their own.
ACCOUNTS = [path for path in PUBLIC if path.startswith(("/compte/", "/design/"))]
IN_ENGLISH = ["/", "/guides-to-everyday-questions/", "/about-us/who-are-we/", "/recherche/?q=rent", "/plan-du-site/",
              "/residences/", "/news/", "/works-and-outages/", "/contact-us/", *ACCOUNTS]  # fmt: skip
AREA = ["", "dossier/", "dossier/assurance/", "dossier/aidants/", "dossier/aidants/inviter/",
        "paiement/", "paiement/payer/", "paiement/cartes/",
        "documents/", "documents/?q=octobre", "documents/obtenir/"]  # fmt: skip
# What is about the person, whatever the lease.
PERSON = ["notifications/", "notifications/preferences/"]
ACCOUNT = ["", "langue/", "securite/", "securite/appareils/", "mot-de-passe/changer/", "confirmer/",
           "adresse/confirmer/faux/",
           "mes-donnees/", "mes-donnees/accords/", "mes-donnees/consultations/"]  # fmt: skip
TENANTS = ["locataire", "retard", "deux-dossiers"]
NARROW = (320, 640)
# 200 % zoom of a 1280 px window is a window of 640 px.
ZOOMED = (640, 450)


def public_faults(window: Visit, prefix: str = "") -> list[str]:
    found = []
    for path in IN_ENGLISH if prefix else PUBLIC:
        window.go(prefix + path)
        found += window.faults()
        window.complaints.clear()
    return found


def area_faults(window: Visit, account: str, prefix: str = "") -> list[str]:
    window.log_in(account)
    key, found = window.key, []
    area = [f"/espace-locataire/{path}" for path in [*(f"{key}/{path}" for path in AREA), *PERSON]]
    for path in [*area, *(f"/compte/{path}" for path in ACCOUNT)]:
        window.go(f"{prefix}{path}")
        found += window.faults()
        window.complaints.clear()
    return found


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_public_pages(visit: Window, size: tuple[int, int]) -> None:
    assert public_faults(visit(size)) == []


@pytest.mark.parametrize("size", [PHONE, DESKTOP, NARROW], ids=["phone", "desktop", "narrow"])
def test_a_page_read_from_right_to_left_is_mirrored(visit: Window, size: tuple[int, int]) -> None:
    window = visit(size)
    page = window.go("/ar/guides/du-mal-a-payer/")
    brand, title = page.locator(".brand").bounding_box(), page.locator("h1").bounding_box()
    assert brand is not None
    assert title is not None
    assert brand["x"] > size[0] / 2 - brand["width"] / 2
    assert title["x"] + title["width"] > size[0] * 0.8
    assert window.faults() == []


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_tenant_area(visit: Window, size: tuple[int, int]) -> None:
    assert area_faults(visit(size), "retard") == []


def test_pages_that_are_not_there(visit: Window) -> None:
    window = visit(PHONE)
    window.go("/nulle-part/")
    # The browser itself complains of the 404 it was given.
    window.complaints.clear()
    assert window.faults() == []
    assert window.page.get_by_role("link", name="accueil").first.is_visible()


@pytest.mark.long
@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    ("size", "options"),
    [
        (PHONE, {"color_scheme": "dark"}),
        (DESKTOP, {"color_scheme": "dark"}),
        (NARROW, {}),
        (ZOOMED, {}),
        (PHONE, {"forced_colors": "active"}),
        (PHONE, {"reduced_motion": "reduce"}),
        (DESKTOP, {"contrast": "more"}),
    ],
    ids=str,
)
def test_every_page_every_way_of_seeing(
    visit: Window, size: tuple[int, int], options: dict[str, Any], prefix: str
) -> None:
    assert public_faults(visit(size, **options), prefix) == []
    for account in TENANTS:
        assert area_faults(visit(size, **options), account, prefix) == []
