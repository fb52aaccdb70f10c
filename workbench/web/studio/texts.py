"""What people said: searched with its context, counted in key words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, cast

from flask import Blueprint, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workbench.errors import N_, Message
from workbench.records.text import KeyWord
from workbench.storage.queries import texts as reads
from workbench.storage.queries.exclusions import count_excluded
from workbench.storage.queries.texts import OTHER, SPOKEN_OF, Wanted
from workbench.web import access
from workbench.web.downloads import download
from workbench.web.pages import Page, page_of, render, tell
from workbench.web.studio.charts import Figure, figure_of_words
from workbench.workflow import texts
from workbench.workflow.answers import TOPICS
from workbench.workflow.keywords import EVERYTHING, Spoken, spoken
from workbench.workflow.texts import SORTS, Hit, Query

blueprint = Blueprint("texts", __name__)
HITS_A_PAGE = WORDS_A_PAGE = 50
MOST_WORDS = 48
MOST_APART = 12
MOST_BARS = 20
SOURCES = {"survey": N_("问卷"), "interview": N_("访谈")}
ORDERS = {
    "person": N_("按受访者"),
    "after": N_("按后文"),
    "before": N_("按前文"),
    "longest": N_("长的在前"),
}


@dataclass
class SearchUtterancesPage(Page):
    """A page of finds. `tokens` is how the one word looked for is taken apart, where it is."""

    template = "texts/search_utterances.html"
    left_out: int
    typed: str
    query: Query
    wanted: Wanted
    sort: str
    hits: list[Hit]
    total: int
    people: int
    page: int
    pages: int
    tokens: list[str]
    filters: dict[str, str]
    topics: dict[str, str]
    sources: dict[str, str]
    orders: dict[str, str]


@dataclass
class OverviewPage(Page):
    """What is shown before anything is looked for: words by people, and what sets motivation and pain points apart."""

    template = "texts/show_overview.html"
    left_out: int
    anything: bool
    people: int
    words: list[tuple[str, int]]
    sides: list[tuple[str, list[KeyWord]]]
    topics: dict[str, str]
    sources: dict[str, str]


@dataclass
class ShowKeywordsPage(Page):
    """Words counted by people; `counts` has a column a topic, `bars` the most said of the chosen one."""

    template = "texts/show_keywords.html"
    left_out: int
    topic: str
    topics: dict[str, str]
    people: dict[str, int]
    bars: list[tuple[str, int]]
    cloud: Figure | None
    words: list[str]
    counts: dict[str, Mapping[str, int]]
    search: str
    page: int
    pages: int


@blueprint.get("/studies/<int:study_id>/texts")
def search_utterances(study_id: int) -> str:
    """Search with context; without a query and filters the words of the study."""
    access.study_or_404(study_id)
    wanted, query = _wanted(study_id), _query()
    if not query.words and wanted == Wanted(study_id):
        return render(_overview(study_id))
    return render(_finds(wanted, query))


@blueprint.get("/studies/<int:study_id>/texts/export.<any(xlsx, csv):kind>")
def export_utterances(study_id: int, kind: str) -> Response:
    """The finds of a search as a file."""
    access.study_or_404(study_id)
    query = _query()
    data = texts.export_hits(access.store(), _wanted(study_id), query, cast(Literal["xlsx", "csv"], kind), tell)
    words = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", " ".join(query.words))[:40].strip()
    name = " ".join(part for part in (_("原话"), words) if part)
    return download(data, f"{name}.{kind}")


@blueprint.get("/studies/<int:study_id>/texts/keywords")
def show_keywords(study_id: int) -> str:
    """Key words by topic, counted by people."""
    access.study_or_404(study_id)
    found, names = spoken(access.reading(), study_id), topics()
    counts: dict[str, Mapping[str, int]] = {topic: found.counts(topic) for topic in (EVERYTHING, *names)}
    topic = request.args.get("topic", EVERYTHING)
    topic = topic if topic in counts else EVERYTHING
    search = request.args.get("q", "").strip()[:40].lower()
    words = [word for word in counts[topic] if search in word]
    page, pages = page_of(len(words), WORDS_A_PAGE)
    return render(
        ShowKeywordsPage(
            left_out=count_excluded(access.reading(), study_id),
            topic=topic,
            topics=names,
            people={name: found.people(name) for name in counts},
            bars=list(counts[topic].items())[:MOST_BARS],
            cloud=None if search else figure_of_words(study_id, topic),
            words=words[(page - 1) * WORDS_A_PAGE : page * WORDS_A_PAGE],
            counts=counts,
            search=search,
            page=page,
            pages=pages,
        )
    )


def topics() -> dict[str, str]:
    """What utterances are about, as pages name it."""
    return {**_told({topic: TOPICS[topic] for topic in SPOKEN_OF}), OTHER: _("其他")}


def _finds(wanted: Wanted, query: Query) -> SearchUtterancesPage:
    sort = request.args.get("sort", "")
    hits = texts.search(access.reading(), wanted, query, sort)
    page, pages = page_of(len(hits), HITS_A_PAGE)
    return SearchUtterancesPage(
        left_out=count_excluded(access.reading(), wanted.study_id),
        typed=" ".join(query.words),
        query=query,
        wanted=wanted,
        sort=sort if sort in SORTS else "person",
        hits=hits[(page - 1) * HITS_A_PAGE : page * HITS_A_PAGE],
        total=len(hits),
        people=texts.people(hits),
        page=page,
        pages=pages,
        tokens=_tokens(wanted.study_id, query),
        filters=_filters(),
        topics=topics(),
        sources=_told(SOURCES),
        orders=_told(ORDERS),
    )


def _overview(study_id: int) -> OverviewPage:
    session = access.reading()
    found = spoken(session, study_id)
    return OverviewPage(
        left_out=count_excluded(session, study_id),
        anything=reads.anything_said(session, study_id),
        people=found.people(),
        words=list(found.counts().items())[:MOST_WORDS],
        sides=_sides(found),
        topics=topics(),
        sources=_told(SOURCES),
    )


def _sides(found: Spoken) -> list[tuple[str, list[KeyWord]]]:
    pair = ("motivation", "pain_point")
    return [(topic, found.apart(topic, other, MOST_APART)) for topic, other in (pair, pair[::-1])]


def _wanted(study_id: int) -> Wanted:
    """What the address asks for; what it gets wrong is left out."""
    given = request.args
    wanted = Wanted(study_id, everybody="everybody" in given)
    if given.get("topic") in (*SPOKEN_OF, OTHER):
        wanted = replace(wanted, topic=given["topic"])
    return replace(wanted, source=given["source"]) if given.get("source") in SOURCES else wanted


def _query() -> Query:
    return Query.parse(request.args.get("q", ""), whole="whole" in request.args)


def _tokens(study_id: int, query: Query) -> list[str]:
    if query.whole or len(query.words) != 1:
        return []
    tokens = texts.parts_of(access.reading(), study_id, query.words[0])
    return tokens if len(tokens) > 1 else []


def _filters() -> dict[str, str]:
    names = ("q", "topic", "source", "sort", "whole", "everybody")
    return {name: request.args[name] for name in names if request.args.get(name)}


def _told(words: Mapping[str, str]) -> dict[str, str]:
    return {name: tell(Message(sentence)) for name, sentence in words.items()}
