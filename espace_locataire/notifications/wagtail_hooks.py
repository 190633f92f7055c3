"""The back office of the messages: those that did not leave, and their new tries."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.models import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permissions import register_permission_policy

from espace_locataire.notifications.models import Delivery
from espace_locataire.notifications.outbox import retry
from home.policies import ReadOnlyPolicy

RETRY = "notifications.retry_delivery"

register_permission_policy(Delivery, ReadOnlyPolicy(Delivery))


class FailedIndexView(IndexView):
    """The messages that did not leave after their last try, the latest first."""

    def get_base_queryset(self) -> Any:
        """Return the failed messages; who they are for stays with them, what they say is not shown."""
        failed = Delivery.objects.filter(failed_at__isnull=False)
        return failed.select_related("notification__person").order_by("-failed_at", "-pk")

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """Offer to try them all again, to those who may."""
        if not self.request.user.has_perm(RETRY):
            return []
        return [HeaderButton(_("Tout réessayer"), url=reverse("deliveries_retry"), icon_name="rotate")]


class DeliveryViewSet(ModelViewSet):
    """The messages that did not leave."""

    model = Delivery
    icon = "mail"
    menu_label = gettext_lazy("E-mails en échec")
    menu_order = 710
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = FailedIndexView
    form_fields = ["channel"]
    list_display = [
        Column("notification.person.email", label=gettext_lazy("Pour")),
        Column("notification.kind", label=gettext_lazy("Message")),
        Column("error", label=gettext_lazy("Dernière erreur")),
        Column("attempts", label=gettext_lazy("Essais"), width="10%"),
        DateColumn("failed_at", label=gettext_lazy("Abandonné"), width="15%"),
    ]
    list_per_page = 50


@require_admin_access
def retry_all(request: HttpRequest) -> HttpResponse:
    """Ask, then give every failed message its tries again."""
    if not request.user.has_perm(RETRY):
        raise PermissionDenied
    failed = Delivery.objects.filter(failed_at__isnull=False)
    if request.method == "POST":
        count = sum(retry(delivery) for delivery in failed)
        text = ngettext("%(count)d e-mail repart.", "%(count)d e-mails repartent.", count)
        messages.success(request, text % {"count": count})
        return redirect("deliveries:index")
    return render(request, "notifications/admin/retry.html", {"count": failed.count()})


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """Return the address of the new tries, below the administration's."""
    return [path("envois/reessayer/", retry_all, name="deliveries_retry")]


@hooks.register("register_admin_viewset")
def register_deliveries() -> DeliveryViewSet:
    """Give the failed messages their place in the menu."""
    return DeliveryViewSet("deliveries", url_prefix="envois")
