"""What happens to the page of a residence that leaves the landlord's hands."""

from residence_news.models import ResidencePage


def withdraw_closed() -> int:
    """Unpublish the pages of the residences that are closed, in every language; return how many were online."""
    pages = list(ResidencePage.objects.live().filter(residence__closed_on__isnull=False).order_by("pk"))
    for page in pages:
        page.unpublish()
    return len(pages)
