"""What the editor's own checker looks for while a page is previewed, beyond Wagtail's own list."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import AccessibilityItem, ContentCheckerItem
from wagtail.models import Page

# Set by `js/preview.js` on links whose words say nothing.
MARK = "data-says-nothing"


class SiteContentChecker(ContentCheckerItem):
    """Wagtail's checker, with contrasts, alternative texts, and the words of links."""

    # What editors write: they can mend nothing in the frame around it, which the tests check.
    axe_include = ["main"]
    axe_run_only = [
        *ContentCheckerItem.axe_run_only,
        "color-contrast",
        "image-alt",
        "duplicate-id-aria",
        "list",
        "listitem",
        "table-duplicate-name",
        "link-words",
    ]
    axe_custom_rules = [
        *ContentCheckerItem.axe_custom_rules,
        {
            "id": "link-words",
            "impact": "serious",
            "selector": f"a[{MARK}]",
            "tags": ["best-practice"],
            "none": ["check-link-words"],
            "enabled": True,
        },
    ]
    axe_custom_checks = [
        *ContentCheckerItem.axe_custom_checks,
        # The selector has chosen: each link it brings is at fault.
        {
            "id": "check-link-words",
            "evaluate": "matches-definition-evaluate",
            "options": {"matcher": {"nodeName": "a"}},
        },
    ]
    axe_messages = ContentCheckerItem.axe_messages | {
        "color-contrast": {
            "error_name": _("Le texte se lit mal sur ce fond"),
            "help_text": _("Choisissez des couleurs plus éloignées l’une de l’autre."),
        },
        "image-alt": {
            "error_name": _("Cette image n’est pas décrite"),
            "help_text": _("Écrivez ce qu’elle montre, ou cochez « Image décorative »."),
        },
        "alt-text-quality": {
            "error_name": _("La description de l’image est un nom de fichier"),
            "help_text": _("Écrivez ce que l’image montre."),
        },
        "link-words": {
            "error_name": _("Ce lien ne dit pas où il mène"),
            "help_text": _("Écrivez ce que l’on y trouve, plutôt que « cliquez ici » ou « en savoir plus »."),
        },
    }


def put_our_checker(request: HttpRequest, items: list[Any], page: Page | None) -> None:
    """Put our checker in the place of Wagtail's, in previews and beside the form."""
    items[:] = [
        SiteContentChecker(in_editor=item.in_editor) if type(item) is AccessibilityItem else item for item in items
    ]
