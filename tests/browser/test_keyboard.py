"""Everything a mouse reaches on a page, the Tab key reaches too, and one sees where it is."""

from collections.abc import Callable

import pytest

from tests.browser.addresses import EVERY_KIND
from tests.browser.conftest import DESKTOP, PHONE, Visit

Window = Callable[..., Visit]
# What can be used now, of the page and not of what is folded; of radio buttons, a group is reached as one.
USABLE = """() => {
  const groups = new Set();
  window.usable = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter(element => !element.disabled && element.tabIndex >= 0)
    .filter(element => element.checkVisibility({visibilityProperty: true})
      && (element.type !== "radio" || groups.size !== groups.add(element.name).size));
  window.reached = new Set();
  return window.usable.length;
}"""
# Whether the focus shows: an outline around the element or around the card that holds it, or a marker drawn otherwise.
REACH = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const first = !window.reached.has(element);
  window.reached.add(element.type === "radio" ? document.querySelector(`[name="${element.name}"]`) : element);
  const outlined = [element, element.closest(".task")].filter(Boolean).map(held => getComputedStyle(held))
    .some(style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
  const circle = element.querySelector("circle");
  const seen = outlined || (circle && parseFloat(getComputedStyle(circle).strokeWidth) >= 4);
  return {first, invisible: seen ? "" : element.outerHTML.slice(0, 120)};
}"""
LEFT = """() => window.usable.filter(element => element.checkVisibility({visibilityProperty: true}))
  .filter(element => !window.reached.has(element)).map(element => element.outerHTML.slice(0, 120))"""


@pytest.mark.long
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_tab_goes_everywhere_and_shows_where_it_is(visit: Window, size: tuple[int, int]) -> None:
    window = visit(size)
    page = window.page
    faults = []
    for path in EVERY_KIND.values():
        window.go(path)
        for _press in range(page.evaluate(USABLE) + 10):
            page.keyboard.press("Tab")
            reached = page.evaluate(REACH)
            if reached is None:
                break
            if reached["invisible"]:
                faults.append(f"{path}: no focus to see on {reached['invisible']}")
        faults += [f"{path}: not reached: {element}" for element in page.evaluate(LEFT)]
    assert not faults, "\n".join(faults)
