"""Works and outages: what is announced, what changes, what is promised, and who hears of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import TestCase
from django.utils import timezone

from residence_news.models import Equipement, Outage, OutageUpdate
from residence_news.outage_words import Phase
from residence_news.signals import outage_published
from tests.compte.factories import StaffFactory
from tests.residence_news.newsroom import in_days, outage, residence

pytestmark = pytest.mark.django_db
STATE = Outage.State


@pytest.fixture
def heard() -> Any:
    """Return what the rooms above are told: (outage, state before, state after)."""
    told: list[tuple[Outage, str, str]] = []

    def listen(outage: Outage, update: OutageUpdate, **kwargs: Any) -> None:
        told.append((outage, update.from_state, update.state))

    outage_published.connect(listen)
    yield told
    outage_published.disconnect(listen)


def test_each_change_of_state_is_a_line_with_its_author() -> None:
    technician = StaffFactory.create()
    lift = outage(residence())
    lift.record(STATE.ATTENTE_PIECE, author=technician, text="La pièce est commandée.")
    lift.record(STATE.RETABLI, author=technician)
    lines = list(lift.updates.order_by("pk").values_list("from_state", "state", "author", "text"))
    assert lines == [
        ("", "en_cours", None, "Nous sommes sur place."),
        ("en_cours", "attente_piece", technician.pk, "La pièce est commandée."),
        ("attente_piece", "retabli", technician.pk, ""),
    ]
    lift.refresh_from_db()
    assert lift.ended_at is not None


def test_what_is_mended_may_break_again() -> None:
    lift = outage(residence())
    lift.record(STATE.RETABLI)
    lift.record(STATE.EN_COURS, text="De nouveau à l’arrêt.")
    lift.refresh_from_db()
    assert (lift.state, lift.ended_at) == (STATE.EN_COURS, None)


def test_news_without_a_change_is_a_line_and_nothing_to_say_is_none() -> None:
    lift = outage(residence())
    assert lift.record(STATE.EN_COURS, text="Le technicien arrive.") is not None
    assert lift.record(STATE.EN_COURS) is None
    assert lift.updates.count() == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (STATE.RETABLI, STATE.PREVU),
        (STATE.RETABLI, STATE.ANNULE),
        (STATE.ANNULE, STATE.RETABLI),
        (STATE.ANNULE, STATE.ATTENTE_PIECE),
    ],
)
def test_a_move_that_makes_no_sense_is_refused_by_both_the_code_and_the_database(before: str, after: str) -> None:
    lift = outage(residence(), state=before)
    with pytest.raises(ValidationError):
        lift.record(after, text="Non.")
    with pytest.raises(IntegrityError), transaction.atomic():
        OutageUpdate.objects.create(outage=lift, from_state=before, state=after, text="Non.")


def test_a_move_starts_from_the_state_of_the_database_not_from_an_old_copy() -> None:
    lift = outage(residence())
    stale = Outage.objects.get(pk=lift.pk)
    lift.record(STATE.RETABLI)
    with pytest.raises(ValidationError, match="n’est plus possible"):
        stale.record(STATE.PREVU)


@pytest.mark.parametrize(
    "values",
    [
        {"expected_end": in_days(-2), "starts_at": in_days(-1)},
        {"state": "retabli", "ended_at": None},
        {"state": "en_cours", "ended_at": timezone.now()},
        {"state": "retabli", "ended_at": in_days(-5), "starts_at": in_days(-1)},
        {"kind": "fusée"},
        {"state": "perdu"},
    ],
)
def test_the_database_refuses_what_cannot_be(values: dict[str, Any]) -> None:
    lift = outage(residence())
    with pytest.raises(IntegrityError), transaction.atomic():
        Outage.objects.filter(pk=lift.pk).update(**values)


def test_a_line_says_something_or_changes_the_state() -> None:
    lift = outage(residence())
    with pytest.raises(IntegrityError), transaction.atomic():
        OutageUpdate.objects.create(outage=lift, from_state="en_cours", state="en_cours", text="")


def test_the_rooms_above_hear_of_what_is_announced_and_of_each_change_once_it_is_kept(heard: Any) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        lift = outage(residence())
        assert heard == []
    with TestCase.captureOnCommitCallbacks(execute=True):
        lift.record(STATE.EN_COURS, text="Rien de neuf.")
        lift.record(STATE.RETABLI)
    assert [(before, after) for _lift, before, after in heard] == [("", "en_cours"), ("en_cours", "retabli")]
    assert heard[0][0] == lift


@pytest.mark.parametrize(
    ("values", "phase"),
    [
        ({"state": "prevu", "starts_at": in_days(1)}, Phase.PLANNED),
        ({"state": "prevu", "starts_at": in_days(-0.1)}, Phase.NOW),
        ({"state": "en_cours"}, Phase.NOW),
        ({"state": "attente_piece"}, Phase.WAITING),
        ({"state": "retabli"}, Phase.OVER),
        ({"state": "annule"}, Phase.CANCELLED),
    ],
)
def test_works_planned_for_this_morning_are_under_way_at_noon(values: dict[str, Any], phase: Phase) -> None:
    assert outage(residence(), **values).phase is phase


@pytest.mark.parametrize("kind", Outage.Kind.values)
@pytest.mark.parametrize("state", STATE.values)
def test_every_kind_has_plain_words_in_every_state(kind: str, state: str) -> None:
    made = outage(residence(), kind=kind, state=state)
    assert made.shown_title
    assert "%" not in made.shown_title
    assert made.badge["text"]
    assert made.sentence


def test_a_lift_is_called_by_its_name_when_there_is_one() -> None:
    place = residence()
    made = outage(place)
    assert made.shown_title == "Ascenseur à l’arrêt"
    lifts = [Equipement.objects.create(residence=place, kind="ascenseur", name=f"Ascenseur {name}") for name in "BC"]
    made.equipements.set(lifts[:1])
    assert made.shown_title == "Ascenseur B à l’arrêt"
    made.equipements.set(lifts)
    assert made.shown_title == "Ascenseur à l’arrêt"
    made.title = "Les deux ascenseurs"
    assert made.shown_title == "Les deux ascenseurs"


def facts(**values: Any) -> dict[str, tuple[str, str]]:
    """Return what is said of an outage: label, then words and tone."""
    return {fact.label: (fact.text, fact.tone) for fact in outage(residence(), **values).facts}


def test_a_broken_promise_is_owned_up_to_in_kind_words() -> None:
    words, tone = facts(next_update_due=in_days(-0.1))["Prochaines nouvelles"]
    assert words.startswith("nous devions donner des nouvelles avant ")
    assert "excusez-nous" in words
    assert tone == "late"
    words, tone = facts(next_update_due=in_days(1))["Prochaines nouvelles"]
    assert words.startswith("avant ")
    assert tone == ""


def test_an_end_that_has_passed_or_is_not_known_is_said() -> None:
    assert facts()["Fin prévue"] == ("nous ne savons pas encore", "")
    assert facts(expected_end=in_days(-0.5))["Fin prévue"][1] == "late"
    assert facts(expected_end=in_days(0.5))["Fin prévue"][1] == ""


def test_what_is_mended_stays_in_sight_seven_days_then_goes_to_the_archive() -> None:
    place = residence()
    fresh = outage(place, state="retabli", changed_at=timezone.now() - timedelta(days=6.9))
    old = outage(place, state="retabli", changed_at=timezone.now() - timedelta(days=7.1))
    called_off = outage(place, state="annule", changed_at=timezone.now() - timedelta(days=8))
    assert list(Outage.objects.shown()) == [fresh]
    assert list(Outage.objects.archived()) == [old]
    assert called_off not in Outage.objects.archived()


def test_a_residence_hears_of_its_own_and_of_what_concerns_everyone() -> None:
    here, there = residence("Ici"), residence("Là")
    mine, _theirs, everyones = outage(here), outage(there), outage(wide=True)
    wide_elsewhere = outage(there, wide=True)
    assert set(Outage.objects.of(here)) == {mine, everyones}
    assert wide_elsewhere in Outage.objects.wide()


def test_late_promises_are_found() -> None:
    late = outage(residence(), next_update_due=in_days(-1))
    outage(residence(), next_update_due=in_days(1))
    outage(residence(), next_update_due=in_days(-1), state="retabli")
    assert list(Outage.objects.overdue()) == [late]
