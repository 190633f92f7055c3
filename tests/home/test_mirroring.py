"""Pages mirror in a language written from right to left: styles name no side, what points is turned round."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation

SHEETS = sorted((settings.BASE_DIR / "site" / "static" / "css").glob("*.css"))
SIDE = r"left|right"
PHYSICAL = [
    rf"(?:^|[;{{\s])(?:margin|padding|border|scroll-margin|scroll-padding)-(?:{SIDE})\b",
    rf"(?:^|[;{{\s])(?:{SIDE})\s*:",
    rf"(?:text-align|float|clear|caption-side)\s*:\s*(?:{SIDE})\b",
    rf"border-(?:top|bottom)-(?:{SIDE})-radius",
]
FOUR_VALUES = re.compile(r"(?:margin|padding|inset|border-radius)\s*:\s*([^;{}]+);")


def rules(sheet: Path) -> str:
    """Return a style sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)


def values(declaration: str) -> list[str]:
    """Return the values of a declaration, those with brackets whole."""
    return re.findall(r"[^\s()]*\([^()]*(?:\([^()]*\)[^()]*)*\)|\S+", declaration)


def test_there_are_style_sheets_to_look_at() -> None:
    assert {"frame.css", "alerts.css", "components.css"} <= {sheet.name for sheet in SHEETS}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_style_sheet_names_no_side(sheet: Path) -> None:
    text = rules(sheet)
    assert [found.group().strip() for pattern in PHYSICAL for found in re.finditer(pattern, text)] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_style_sheet_gives_both_sides_the_same(sheet: Path) -> None:
    text = rules(sheet)
    lopsided = [
        declaration.group().strip()
        for declaration in FOUR_VALUES.finditer(text)
        if len(given := values(declaration.group(1))) == 4 and given[1] != given[3]
    ]
    assert lopsided == []


@pytest.mark.parametrize("line", ["a { margin-left: 1px; }", "a { left: 0; }", "a { text-align: right; }"])
def test_a_side_would_be_seen(line: str) -> None:
    assert any(re.search(pattern, line) for pattern in PHYSICAL)


def test_four_values_would_be_seen() -> None:
    assert values("0 calc(1rem + (2px * 2)) 0 1rem") == ["0", "calc(1rem + (2px * 2))", "0", "1rem"]


@pytest.mark.parametrize(("name", "turned"), [("arrow-right", True), ("chevron-left", True), ("house", False)])
def test_icons_that_point_are_turned_round(name: str, turned: bool) -> None:
    drawing = Template("{% load design %}{% icon name %}").render(Context({"name": name}))
    assert ('class="icon pointing"' in drawing) == turned


@pytest.mark.parametrize(("language", "start"), [("fr", '<html lang="fr">'), ("ar", '<html lang="ar" dir="rtl">')])
def test_the_page_says_which_way_it_is_read(language: str, start: str) -> None:
    with translation.override(language):
        assert start in render_to_string("404.html")
