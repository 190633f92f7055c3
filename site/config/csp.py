"""What browsers may load and run: strict everywhere, a little wider in the administration."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

# Wagtail's administration carries inline styles and a few inline scripts, draws small images as `data:`,
# shows chosen files as `blob:` before they are sent, and previews pages in a frame of its own.
ADMINISTRATION = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-ancestors": [SELF],
}


class PolicyByPlaceMiddleware(CSPMiddleware):
    """Sends the policy of the settings, and the administration's own below its address."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Send the administration's policy with the pages it previews, which come with their own."""
        if request.path_info.startswith(reverse("wagtailadmin_home")):
            response.headers.pop("Content-Security-Policy", None)
        return super().process_response(request, response)

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Return the parts of the policy for this answer."""
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(reverse("wagtailadmin_home")):
            parts.replace = {**ADMINISTRATION, **(parts.replace or {})}
        return parts
