"""Send again the messages to staff about answers to forms that did not leave."""

from typing import Any

from django.core.management.base import BaseCommand

from home.form_sending import announce_waiting


class Command(BaseCommand):
    """Run it every few minutes; a message that left is never sent again."""

    help = "Send the messages about answers to public forms that did not leave, when their next try has come."

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, and say how many left and how many still wait."""
        sent, waiting = announce_waiting()
        self.stdout.write(f"Messages about answers to forms: {sent} sent, {waiting} waiting")
