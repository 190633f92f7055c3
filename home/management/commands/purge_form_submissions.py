"""Delete the answers to forms whose time is over."""

from typing import Any

from django.core.management.base import BaseCommand

from home.form_sending import purge


class Command(BaseCommand):
    """Run it every day; a second run does nothing more."""

    help = "Delete the answers to public forms whose day of deletion has come."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, and say how many."""
        self.stdout.write(f"Answers to forms deleted: {purge()}")
