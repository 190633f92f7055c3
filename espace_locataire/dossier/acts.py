"""What staff and helpers do with a lease, in words: each room declares its own."""

from django.utils.functional import Promise

_acts: dict[str, Promise | str] = {}


def declare_act(code: str, label: Promise | str) -> None:
    """Give an act its words: « Attestation validée ». The same code declared again takes the place of the first."""
    _acts[code] = label


def declared_acts() -> dict[str, Promise | str]:
    """Return every act declared, by code."""
    return dict(_acts)


def label_of(code: str) -> str:
    """Return the words of an act; of one that no room declares any more, its code."""
    return str(_acts.get(code, code))
