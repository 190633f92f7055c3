"""What a person was told, and what they want to be told."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from django.views.generic.base import View

from espace_locataire.compte.shown_person import is_own_area, only_below, person_shown
from espace_locataire.notifications.models import Notification, NotificationQuerySet
from espace_locataire.notifications.preferences import choose, wishes_of

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

PER_PAGE = 20


def told(request: HttpRequest) -> NotificationQuerySet:
    """Return what the person whose area it is was told; to staff who sees it as them, of that lease only."""
    notifications = Notification.objects.of(person_shown(request))
    return notifications if is_own_area(request) else notifications.filter(path__contains=only_below(request))


@method_decorator(never_cache, name="dispatch")
class NotificationsView(TemplateView):
    """Everything the person was told, the latest first."""

    template_name = "notifications/notifications.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Mark everything as read."""
        user: User = request.user  # type: ignore[assignment]
        Notification.objects.unread(user).update(read_at=timezone.now())
        messages.success(request, _("Tout est marqué comme lu."))
        return redirect("notifications")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of them, and whether some are new."""
        page = Paginator(told(self.request), PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(page=page, unread=told(self.request).filter(read_at=None).count(), **kwargs)


@method_decorator(never_cache, name="dispatch")
class OpenView(View):
    """Opens what the person was told about, and marks it as read."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to it; someone else's is a 404."""
        notification = get_object_or_404(told(request), pk=kwargs["pk"])
        # What staff looks at as the tenant, the tenant has not read.
        if is_own_area(request):
            Notification.objects.filter(pk=notification.pk, read_at=None).update(read_at=timezone.now())
        return redirect(notification.path)


@method_decorator(never_cache, name="dispatch")
class PreferencesView(TemplateView):
    """What the person hears about by e-mail, topic by topic."""

    template_name = "notifications/preferences.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep what was ticked and what was not."""
        choose(request.user, set(request.POST.getlist("email")))  # type: ignore[arg-type]
        messages.success(request, _("C’est enregistré."))
        return redirect("notification_preferences")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add each topic, and whether it is wanted."""
        return super().get_context_data(wishes=wishes_of(person_shown(self.request)), **kwargs)
