"""The steps that are measured, each run in a process of its own: `python -m tests.bench.steps STEP …`.

A step says what it found as one line of JSON, the last of its output.
"""

import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import django


def prepare() -> dict[str, Any]:
    """Create the tables."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    return {}


def generate(folder: str, homes: str, months: str) -> dict[str, Any]:
    """Write an export with the demonstration's leases in it."""
    from django.utils import timezone

    from espace_locataire.erp.generating.cases import demo_cases
    from espace_locataire.erp.generating.export import write_export

    cases = demo_cases(timezone.localdate())
    return {"lines": write_export(Path(folder), homes=int(homes), months=int(months), seed=1, cases=cases)}


def bring_in(folder: str) -> dict[str, Any]:
    """Run `import_erp` on a folder: seconds, and the peak memory of the process in bytes.

    The import alone: what follows it (the counter's search) is measured apart.
    """
    from django.core.management import call_command

    from espace_locataire.dossier.signals import leases_imported

    leases_imported.disconnect(dispatch_uid="guichet_after_import")
    started = perf_counter()
    call_command("import_erp", folder)
    seconds = perf_counter() - started
    return {"seconds": seconds, "peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}


def show_accueil() -> dict[str, Any]:
    """Log a tenant in; for each number N read, ask for their Accueil N times and say how long each took (seconds)."""
    from django.test import Client
    from django.urls import reverse

    from espace_locataire.compte.models import Locataire, User
    from espace_locataire.dossier.models import Dossier

    user = User.objects.create_user("bench@demo.example")
    Locataire.objects.filter(reference_client="002079103").update(user=user)
    url = reverse("accueil", args=[Dossier.objects.get(reference="0030020793G").cle])
    client = Client()
    client.force_login(user)

    def ask() -> None:
        response = client.get(url)
        assert response.status_code == 200
        assert b"0030020793G" in response.content

    _time_on_demand(ask)
    return {}


def make_certificate() -> dict[str, Any]:
    """Log a tenant in; for each number N read, have N certificates made and say how long each took (seconds)."""
    from django.core.cache import cache
    from django.test import Client
    from django.urls import reverse

    from espace_locataire.compte.models import Locataire, User
    from espace_locataire.documents.models import MadeDocument
    from espace_locataire.dossier.models import Dossier

    user = User.objects.create_user("papers@demo.example")
    Locataire.objects.filter(reference_client="002079103").update(user=user)
    url = reverse("make_document", args=[Dossier.objects.get(reference="0030020793G").cle])
    client = Client()
    client.force_login(user)

    def ask() -> None:
        response = client.post(url, {"sorte": "attestation-location"})
        assert response.status_code == 302
        # So many an hour, for people.
        cache.clear()

    _time_on_demand(ask)
    return {"made": MadeDocument.objects.count()}


def publish_pages(count: str) -> dict[str, Any]:
    """Give the site a home page and this many pages below it, of some 300 words each, and let the search read them.

    Words are as frequent as in a language: a few in nearly every page, most in very few. The pages are written in
    one go, with only what the search asks of them.
    """
    from random import Random

    from django.contrib.contenttypes.models import ContentType
    from django.db import transaction
    from django.utils import timezone
    from wagtail.models import Locale, Page
    from wagtail.rich_text import RichText

    from home.contents import create_home_pages
    from home.models import ContentPage
    from home.searching.indexing import write_page

    chance = Random(1)
    words = ["".join(chance.choices("abcdefghilmnoprstuv", k=chance.randint(4, 11))) for _ in range(8_000)]
    frequencies = [1 / rank for rank in range(1, len(words) + 1)]
    locale = Locale.objects.get(language_code="fr")
    home = create_home_pages()
    with transaction.atomic():
        kind = ContentType.objects.get_for_model(ContentPage)
        rows = Page.objects.bulk_create(
            Page(
                title=f"Page {number}",
                slug=f"page-{number}",
                path=Page._get_path(home.path, home.depth + 1, number + 1),
                depth=home.depth + 1,
                url_path=f"{home.url_path}page-{number}/",
                content_type=kind,
                locale=locale,
                last_published_at=timezone.now(),
            )
            for number in range(int(count))
        )
        for number, row in enumerate(rows):
            # One word that every page says, one that a tenth of them says.
            said = [
                *chance.choices(words, frequencies, k=300),
                "logement",
                *(["chauffage"] if number % 10 == 0 else []),
            ]
            body = [("section", {"heading": "Texte", "text": RichText(f"<p>{' '.join(said)}</p>")})]
            write_page(
                ContentPage(
                    page_ptr=row, pk=row.pk, title=row.title, lead=" ".join(said[:12]), body=body, locale=locale
                )
            )
    return {}


def show_search() -> dict[str, Any]:
    """For each number N read, search N times for what every page says, what some say and a mistyped word."""
    from urllib.parse import quote

    from django.test import Client

    client = Client()

    def ask() -> None:
        for words, found in (
            ("logement", "résultats"),
            ("logement chauffage", "résultats"),
            ("chaufage", "chauffage"),
        ):
            response = client.get(f"/recherche/?q={quote(words)}")
            assert response.status_code == 200
            assert found in response.content.decode()
            assert "search-results" in response.content.decode()

    _time_on_demand(ask)
    return {}


def write_leases(count: str) -> dict[str, Any]:
    """Write this many leases, with only what the counter's search asks of them: how many seconds it took."""
    from tests.bench import leases

    started = perf_counter()
    leases.write_leases(int(count))
    return {"seconds": perf_counter() - started}


def rebuild_counter() -> dict[str, Any]:
    """Run `rebuild_guichet`: how many seconds it took."""
    from django.core.management import call_command

    started = perf_counter()
    call_command("rebuild_guichet")
    return {"seconds": perf_counter() - started}


def search_counter() -> dict[str, Any]:
    """Log an agent in; for each number N read, search N times for a common name, a rare one, a common beginning, a
    phone number and an address, and say how long the five took together (seconds)."""
    from django.contrib.auth.models import Group
    from django.test import Client
    from django.urls import reverse

    from espace_locataire.compte.models import User
    from espace_locataire.guichet.views import ASKED
    from tests.bench.leases import RARE, phone_of

    user = User.objects.create_user("counter@demo.example", is_staff=True)
    user.groups.add(Group.objects.get(name="Gestion locative"))
    client = Client()
    client.force_login(user)
    # What is asked stands in the session, as the box puts it there.
    url = reverse("guichet")

    def ask() -> None:
        for words, found in (
            ("martin", "MARTIN"),
            (RARE, "1 dossier trouvé"),
            ("ma", "Précisez"),
            (phone_of(7), "1 dossier trouvé"),
            ("12 rue de la martin", ""),
        ):
            session = client.session
            session[ASKED] = words
            session.save()
            page = client.get(url)
            assert page.status_code == 200
            assert found.lower() in page.content.decode().lower()

    _time_on_demand(ask)
    return {}


def _time_on_demand(ask: Callable[[], None]) -> None:
    """For each number N read, ask N times and write how long each took (seconds)."""
    for line in sys.stdin:
        seconds = []
        for _request in range(int(line)):
            started = perf_counter()
            ask()
            seconds.append(perf_counter() - started)
        sys.stdout.write(json.dumps(seconds) + "\n")
        sys.stdout.flush()


def write_home_page() -> dict[str, Any]:
    """Give the site its home page, if it has none."""
    from home.contents import create_home_pages

    create_home_pages()
    return {}


STEPS = {
    step.__name__: step
    for step in (
        prepare,
        generate,
        bring_in,
        show_accueil,
        make_certificate,
        publish_pages,
        show_search,
        write_home_page,
        write_leases,
        rebuild_counter,
        search_counter,
    )
}


if __name__ == "__main__":
    django.setup()
    found = STEPS[sys.argv[1]](*sys.argv[2:])
    sys.stdout.write(json.dumps(found) + "\n")
