"""Takes the pictures of the tenant area that a guide of the demonstration shows, from a demonstration being served.

`python -m tests.browser.take_screens http://localhost:8000` writes them again in `home/contents/screens/`.
"""

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, PHONE, Visit

SCREENS = Path(__file__).resolve().parents[2] / "home" / "contents" / "screens"
# The page of the tenant area, by the name of its picture.
PAGES = {"solde": "", "documents": "documents/", "dossier": "dossier/"}
# As much of the page as says where one is, in pixels of the phone.
HEIGHT = 560


def take(site: str) -> None:
    """Write a picture of each page, as a tenant sees it on a phone."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        width, height = PHONE
        page = browser.new_page(
            viewport={"width": width, "height": height}, device_scale_factor=2, locale="fr-FR", reduced_motion="reduce"
        )
        visit = Visit(page, site)
        visit.log_in("locataire")
        area = f"/espace-locataire/{visit.key}/"
        for name, path in PAGES.items():
            visit.go(area + path)
            # The banner of an alert comes and goes.
            page.evaluate("document.querySelector('.banners')?.remove()")
            shot = page.screenshot(clip={"x": 0, "y": 0, "width": width, "height": HEIGHT}, full_page=True)
            # A screen has few colours, and a guide is read on a phone.
            few = (
                Image.open(BytesIO(shot))
                .convert("RGB")
                .quantize(128, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
            )
            few.save(SCREENS / f"{name}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    take(sys.argv[1])
