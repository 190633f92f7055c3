"""Answering a query: which entries say its words, the most telling first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, Max, OuterRef, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Length
from wagtail.models import Locale

from home.models import SearchEntry, SearchKind, SearchPosting, SearchWord
from home.searching import spelling
from home.searching.query import Query
from home.searching.visible import visible_entries
from home.searching.words import WORD, folded, stem

# How much a word counts when it is the one typed, one of its forms, or only begins alike.
EXACT, FORM, BEGINNING = 3, 2, 1
SHORTEST_BEGINNING = 3
MOST_BEGINNINGS = 50
PROPOSED = 3

# A row per entry found: its id and kind, its score, how many of the terms it says.
Hits = QuerySet[Any, dict[str, Any]]


@dataclass
class Term:
    """A word looked for, and the words of the site that answer to it (by their ids)."""

    word: str
    exact: set[int] = field(default_factory=set)
    forms: set[int] = field(default_factory=set)
    beginnings: set[int] = field(default_factory=set)

    @property
    def all(self) -> set[int]:
        """Every word that answers to it."""
        return self.exact | self.forms | self.beginnings


@dataclass
class Answer:
    """What the site says about a query.

    `query` is what was looked for in the end, `corrected` when it is spelled otherwise than what was typed;
    `partial` when no entry says all the words. `hits` has a row per entry (id and score, the best first), `counts`
    how many there are of each kind, `matched` the words to mark. `proposals` are other queries, when there is
    nothing.
    """

    query: Query
    hits: Hits
    counts: dict[str, int]
    matched: frozenset[str] = frozenset()
    corrected: bool = False
    partial: bool = False
    proposals: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many entries answer, of any kind."""
        return sum(self.counts.values())


def find(query: Query, locale: Locale, as_typed: bool = False) -> Answer:
    """Return what answers a query in a language; `as_typed` when its spelling must be left as it is."""
    visible = visible_entries(locale)
    terms, said = _resolve(query, locale, visible)
    unknown = [term.word for term in terms if not term.all]
    if not unknown:
        return _answer(query, terms, said, visible)
    spellings = spelling.other_spellings(unknown, locale, visible)
    sure = {word: found[0].shown for word, found in spellings.items() if found and found[0].likeness >= spelling.SURE}
    if sure and not as_typed:
        respelled = _respell(query, sure)
        answer = _answer(respelled, *_resolve(respelled, locale, visible), visible)
        if answer.total:
            answer.corrected = True
            return answer
    answer = _answer(query, terms, said, visible)
    if not answer.total:
        answer.proposals = _proposals(query, spellings)
    return answer


def _resolve(query: Query, locale: Locale, visible: QuerySet[SearchEntry]) -> tuple[list[Term], dict[int, str]]:
    """Return the terms of a query, and the words of the site that answer to them, by id."""
    terms = {word: Term(word) for word in query.words}
    if not terms:
        return [], {}
    by_stem: dict[str, list[Term]] = {}
    for term in terms.values():
        by_stem.setdefault(stem(term.word, query.language), []).append(term)
    words = SearchWord.objects.filter(
        Exists(SearchPosting.objects.filter(word=OuterRef("pk"), entry__in=visible)), locale=locale
    )
    said: dict[int, str] = {}
    for pk, word, its_stem in words.filter(stem__in=by_stem).values_list("pk", "word", "stem"):
        said[pk] = word
        for term in by_stem[its_stem]:
            (term.exact if term.word == word else term.forms).add(pk)
    last = terms[query.words[-1]]
    if len(last.word) >= SHORTEST_BEGINNING:
        beginnings = words.filter(word__startswith=last.word).order_by(Length("word"), "word")
        for pk, word in beginnings.values_list("pk", "word")[:MOST_BEGINNINGS]:
            said[pk] = word
            if pk not in last.exact | last.forms:
                last.beginnings.add(pk)
    return list(terms.values()), said


def _answer(query: Query, terms: list[Term], said: dict[int, str], visible: QuerySet[SearchEntry]) -> Answer:
    known = [term for term in terms if term.all]
    if not known:
        nothing: Any = visible.none().values("pk")
        return Answer(query, nothing, {})
    hits = _score(visible, known)
    matched = frozenset(said.values())
    if len(known) == len(terms):
        whole = hits.filter(met=len(terms))
        counts = _count(whole)
        if counts:
            return Answer(query, whole, counts, matched)
    most = hits.aggregate(most=Max("met"))["most"]
    partial = hits.filter(met=most)
    return Answer(query, partial, _count(partial), matched, partial=True)


def _score(visible: QuerySet[SearchEntry], terms: list[Term]) -> Hits:
    """Return the entries that say at least one of the terms, with how many (`met`) and how well (`score`)."""
    exact = set().union(*(term.exact for term in terms))
    beginnings = set().union(*(term.beginnings for term in terms)) - exact
    beginnings -= set().union(*(term.forms for term in terms))
    boosts = [(exact, EXACT), (beginnings, BEGINNING)]
    boost = Case(
        *(When(postings__word__in=words, then=Value(times)) for words, times in boosts if words),
        default=Value(FORM),
        output_field=IntegerField(),
    )
    met: Any = Value(1)
    if len(terms) > 1:
        met = sum((_is_met(term) for term in terms[1:]), start=_is_met(terms[0]))
    scored: Any = (
        visible.filter(postings__word__in=set().union(*(term.all for term in terms)))
        .values("pk", "kind", "page_id", "document_id", "page__last_published_at")
        .annotate(score=Sum(F("postings__weight") * boost), met=met)
        .order_by("-score", F("page__last_published_at").desc(nulls_last=True), "pk")
    )
    return scored


def _is_met(term: Term) -> Max:
    return Max(Case(When(postings__word__in=term.all, then=Value(1)), default=Value(0), output_field=IntegerField()))


def _count(hits: Hits) -> dict[str, int]:
    """Return how many hits there are of each kind that has some."""
    found = hits.order_by().aggregate(**{kind.name: Count("pk", filter=Q(kind=kind)) for kind in SearchKind})
    return {str(kind): found[kind.name] for kind in SearchKind if found[kind.name]}


def _respell(query: Query, spellings: dict[str, str]) -> Query:
    text = WORD.sub(lambda found: spellings.get(folded(found.group()), found.group()), query.text)
    return Query(text, query.language, query.cut)


def _proposals(query: Query, spellings: Mapping[str, Sequence[spelling.Candidate]]) -> list[str]:
    """Return queries with one word spelled otherwise, the nearest first."""
    candidates = [(candidate, word) for word, found in spellings.items() for candidate in found]
    candidates.sort(key=lambda pair: -pair[0].likeness)
    proposals = [_respell(query, {word: candidate.shown}).text for candidate, word in candidates]
    return list(dict.fromkeys(proposals))[:PROPOSED]
