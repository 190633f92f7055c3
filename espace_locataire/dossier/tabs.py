"""The tabs of the tenant area. Each room that has one declares it; a room not there shows none."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True, order=True)
class Tab:
    """A tab: its place in the bar, the name of its address (which takes the dossier's key), label and icon."""

    place: int
    url_name: str
    label: Promise | str
    icon: str


class ShownTab(NamedTuple):
    """A tab as a template shows it for one dossier."""

    url: str
    label: Promise | str
    icon: str
    current: bool


_tabs: dict[str, Tab] = {}


def declare_tab(tab: Tab) -> None:
    """Add a tab to the bar; the same address declared again takes the place of the first."""
    _tabs[tab.url_name] = tab


def declared_tabs() -> Iterable[Tab]:
    """Return the declared tabs in the order of the bar."""
    return sorted(_tabs.values(), key=lambda tab: tab.place)


def label_of_tab(url_name: str) -> Promise | str:
    """Return the label of the tab of this address name; nothing when there is none."""
    return _tabs[url_name].label if url_name in _tabs else ""


def tabs_of(cle: str, current: str) -> list[ShownTab]:
    """Return the bar of the dossier of this key, the tab of address name `current` marked."""
    return [
        ShownTab(reverse(tab.url_name, args=[cle]), tab.label, tab.icon, tab.url_name == current)
        for tab in declared_tabs()
    ]
