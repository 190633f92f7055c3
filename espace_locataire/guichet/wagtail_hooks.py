"""The back office of the counter, and of the audit."""

from wagtail import hooks

from espace_locataire.guichet import audit_admin, views

hooks.register("register_gestion_locative_item", views.menu_item)
hooks.register("register_admin_urls", views.urls)


@hooks.register("register_admin_viewset")
def register_audit() -> audit_admin.ConsultationViewSet:
    """Give the audit its place in the menu."""
    return audit_admin.ConsultationViewSet("audit", url_prefix="audit")
