"""The page of the search."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView


@method_decorator(login_not_required, name="dispatch")
class SearchView(TemplateView):
    """What the site says about some words, the same answer for every visitor."""

    template_name = "home/search.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was asked."""
        return super().get_context_data(query=self.request.GET.get("q", "")[:200], **kwargs)
