"""The HTML of every kind of page, read by the Nu HTML checker: no error."""

import json
import os
import re
import shutil
import subprocess
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.addresses import EVERY_KIND, OTHERS
from tests.browser.conftest import PHONE, Visit

JAR = os.environ.get("VNU_JAR", "")


def checked(files: list[Path]) -> list[str]:
    """Return what the checker holds to be wrong, as « file: message (extract) »."""
    command = ["java", "-jar", JAR, "--errors-only", "--exit-zero-always", "--format", "json", *map(str, files)]
    outcome = subprocess.run(command, capture_output=True, check=True, text=True)
    return [
        f"{Path(message['url']).name}: {message['message']} ({message.get('extract', '').strip()})"
        for message in json.loads(outcome.stderr)["messages"]
    ]


@pytest.fixture
def checker() -> Callable[[list[Path]], list[str]]:
    """Return the checker, or leave the test out where there is none."""
    if not JAR or not shutil.which("java"):
        pytest.skip("VNU_JAR does not name the Nu HTML checker, or Java is missing")
    return checked


def kept(folder: Path, path: str, html: str) -> Path:
    """Write a page in a file named after its address."""
    file = folder / f"{re.sub(r'[^a-z0-9]+', '-', path.lower()).strip('-') or 'accueil'}.html"
    file.write_text(html)
    return file


def test_every_kind_of_public_page_is_valid(
    site: str, tmp_path: Path, checker: Callable[[list[Path]], list[str]]
) -> None:
    files = []
    for path in [*EVERY_KIND.values(), *OTHERS, "/en/"]:
        with urllib.request.urlopen(f"{site}{path}") as answer:
            files.append(kept(tmp_path, path, answer.read().decode()))
    assert checker(files) == []


def test_the_tenant_area_is_valid(
    visit: Callable[..., Visit], tmp_path: Path, checker: Callable[[list[Path]], list[str]]
) -> None:
    window = visit(PHONE)
    window.log_in("retard")
    files = []
    pages = [
        "",
        "dossier/",
        "dossier/assurance/",
        "dossier/changements/",
        "dossier/aidants/",
        "dossier/aidants/inviter/",
        "paiement/",
        "paiement/payer/",
        "paiement/cartes/",
        "documents/",
        "documents/obtenir/",
    ]
    of_lease = [f"{window.key}/{path}" for path in pages]
    of_person = ["notifications/", "notifications/preferences/"]
    of_account = ["", "langue/", "securite/", "securite/appareils/", "mot-de-passe/changer/", "confirmer/"]
    of_account += ["mes-donnees/", "mes-donnees/accords/", "mes-donnees/consultations/"]
    for path in [
        *(f"espace-locataire/{path}" for path in [*of_lease, *of_person]),
        *(f"compte/{path}" for path in of_account),
    ]:
        answer = window.page.request.get(f"{window.site}/{path}")
        files.append(kept(tmp_path, path, answer.text()))
    assert checker(files) == []


def test_the_checker_sees_a_fault(tmp_path: Path, checker: Callable[[list[Path]], list[str]]) -> None:
    html = '<!doctype html><html lang="fr"><head><title>A</title></head><body><ul><p>b</p></ul></body></html>'
    assert checker([kept(tmp_path, "faute", html)])
