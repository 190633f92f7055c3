"""Start what stands in for Stripe on one's own machine, beside the site."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.translation import gettext as _

from espace_locataire.paiement.sandbox.messages import Messenger
from espace_locataire.paiement.sandbox.server import Sandbox

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Command(BaseCommand):
    """Serve the stand-in at `STRIPE_API_BASE` until stopped; with a key of Stripe's own there is nothing to serve."""

    help = _("Remplace Stripe sur un poste de développement : aucun argent, aucune carte.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve it. Raises `CommandError` outside of a demonstration, or beside a true key."""
        if not settings.DEMONSTRATION:
            raise CommandError(_("Le remplaçant de Stripe ne démarre que sur un poste de développement."))
        if not settings.STRIPE_API_BASE:
            self.stdout.write(_("Une clé de Stripe est renseignée : rien ne la remplace."))
            return
        parts = urlsplit(settings.STRIPE_API_BASE)
        if parts.hostname not in LOOPBACK or settings.STRIPE_SECRET_KEY.startswith(("sk_live_", "rk_live_")):
            raise CommandError(_("Le remplaçant de Stripe ne sert que cette machine, sans argent réel."))
        messenger = Messenger(settings.SITE_URL + reverse("stripe_webhook"), settings.STRIPE_WEBHOOK_SECRET)
        sandbox = Sandbox(parts.hostname, parts.port or 80, messenger)
        self.stdout.write(_("La banque de démonstration : %(url)s/banque/") % {"url": settings.STRIPE_API_BASE})
        try:
            sandbox.serve_forever()
        except KeyboardInterrupt:
            sandbox.server_close()
