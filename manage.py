#!/usr/bin/env python
"""Run the project's commands."""

import os
import sys
from pathlib import Path


def main() -> None:
    """Put `site/` on the path, then hand over to Django."""
    # `site` is also a module of Python itself, so the folder cannot be a package:
    # it stands on the path and holds the package `config`.
    sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
