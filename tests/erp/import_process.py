"""A process of its own that imports when told to: what a test can kill.

Reads a command per line and answers each with a line of JSON: `import FOLDER` gives the number of the
process that imports, then how that process ended; `look` gives what the database and the private
storage hold.
"""

import json
import os
import sys
from pathlib import Path

import django


def look() -> dict[str, object]:
    """Return what an import may change, and the names of the papers kept and of those referred to."""
    from django.db import connections

    from espace_locataire.documents.models import Document
    from tests.erp.portfolio import everything, imported_runs, private_files

    found = {
        "tables": {name: repr(rows) for name, rows in everything().items()},
        "runs": imported_runs(),
        "files": sorted(private_files()),
        "referred_to": sorted(Document.objects.values_list("file", flat=True)),
    }
    connections.close_all()
    return found


def bring_in(folder: Path) -> int:
    """Import in a child process and return the signal or status it ended with."""
    from espace_locataire.erp.importing import import_folder

    child = os.fork()
    if child == 0:
        run = import_folder(folder, launched_by="tests")
        os._exit(0 if run.outcome == "imported" else 3 if run.outcome == "unchanged" else 1)
    answer({"process": child})
    _child, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def answer(found: object) -> None:
    """Write a line of JSON."""
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.path[:0] = [".", "site"]
    django.setup()
    for line in sys.stdin:
        command, _space, argument = line.strip().partition(" ")
        answer(look() if command == "look" else {"ended": bring_in(Path(argument))})
