"""The back office of payments."""

from wagtail import hooks

from espace_locataire.paiement import payment_admin

hooks.register("register_admin_urls", payment_admin.urls)
hooks.register("waiting_queues", payment_admin.waiting_anomalies)


@hooks.register("register_admin_viewset")
def register_payments() -> payment_admin.PaymentViewSet:
    """Give the payments their place in the menu."""
    return payment_admin.PaymentViewSet("card_payments", url_prefix="paiements-par-carte")


@hooks.register("register_admin_viewset")
def register_anomalies() -> payment_admin.AnomalyViewSet:
    """Give the anomalies their place in the menu."""
    return payment_admin.AnomalyViewSet("payment_anomalies", url_prefix="anomalies-de-paiement")
