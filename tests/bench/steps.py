"""The steps that are measured, each run in a process of its own: `python -m tests.bench.steps STEP …`.

A step says what it found as one line of JSON, the last of its output.
"""

import json
import resource
import sys
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
    """Run `import_erp` on a folder: seconds, and the peak memory of the process in bytes."""
    from django.core.management import call_command

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
    for line in sys.stdin:
        seconds = []
        for _request in range(int(line)):
            started = perf_counter()
            response = client.get(url)
            seconds.append(perf_counter() - started)
            assert response.status_code == 200
            assert b"0030020793G" in response.content
        sys.stdout.write(json.dumps(seconds) + "\n")
        sys.stdout.flush()
    return {}


STEPS = {step.__name__: step for step in (prepare, generate, bring_in, show_accueil)}


if __name__ == "__main__":
    django.setup()
    found = STEPS[sys.argv[1]](*sys.argv[2:])
    sys.stdout.write(json.dumps(found) + "\n")
