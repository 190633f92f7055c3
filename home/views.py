"""What the public site shows besides the pages of its tree."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from home.design import example_context


@method_decorator(login_not_required, name="dispatch")
class DesignView(TemplateView):
    """Every component of the design system on one page, for those who build with it."""

    template_name = "home/design.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add realistic content."""
        return super().get_context_data(**example_context(), **kwargs)
