"""What the public site shows besides the pages of its tree."""

from django.contrib.auth.decorators import login_not_required
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView


@method_decorator(login_not_required, name="dispatch")
class DesignView(TemplateView):
    """Every component of the design system on one page, for those who build with it."""

    template_name = "home/design.html"
