"""Results of a form or an imported table: a chart for each question, open answers, files; narrowed by filters."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Blueprint, abort, request, url_for
from werkzeug.wrappers import Response

from workbench.errors import Message
from workbench.storage.queries.results import count_people
from workbench.web import access
from workbench.web.downloads import download, file_name
from workbench.web.pages import Page, page_of, render, tell
from workbench.web.studio.answers import title_of_published
from workbench.web.studio.charts import KIND, Figure, chart_response, figure_of
from workbench.workflow.answer_sets import VERDICTS, AnswerSet, Block, Filters, Shape
from workbench.workflow.answers import STATES
from workbench.workflow.crosstabs import OWN_LINK
from workbench.workflow.results import Voice, all_voices, result_of, results_of, results_to_xlsx, voices_of

blueprint = Blueprint("results", __name__, url_prefix="/studies/<int:study_id>/results/<source>")
VOICES_AT_FIRST = 5
VOICES_A_PAGE = 50
WORDS_AT_ONCE = 2_000  # open answers whose words the page itself counts


@dataclass(frozen=True)
class Shown:
    """A block on the page; of an open question some voices stand below, `said` is how many there are."""

    block: Block
    figure: Figure
    voices: list[Voice]
    said: int


@dataclass(frozen=True)
class Offer:
    """The filters to choose from, the chosen ones, and how an address repeats them."""

    channels: dict[str, str]
    cells: dict[str, str]
    verdicts: dict[str, str]
    chosen: dict[str, str]


@dataclass
class ShowResultsPage(Page):
    """All questions of a source; `total` is everybody who came, `people` those who are counted here."""

    template = "results/show_results.html"
    source: str
    title: str
    offer: Offer
    shown: list[Shown]
    people: int
    excluded: int
    private: int
    total: int


@dataclass
class CountFragment(Page):
    """How many people came since the page was loaded; asks again by itself."""

    template = "results/_count.html"
    source: str
    seen: int
    total: int
    chosen: dict[str, str]


@dataclass
class ShowVoicesPage(Page):
    """All answers to an open question, searched, and the words that most people used."""

    template = "results/show_voices.html"
    source: str
    title: str
    block: Block
    figure: Figure
    voices: list[Voice]
    said: int
    search: str
    page: int
    pages: int
    people: int
    excluded: int
    offer: Offer


@blueprint.get("")
def show_results(study_id: int, source: str) -> str:
    """A chart and a table for each question."""
    title, answers = title_of_published(study_id, source), answers_wanted(source)
    return render(
        ShowResultsPage(
            source=source,
            title=title,
            offer=offer_of(answers),
            shown=_shown(study_id, answers),
            people=len(answers.people),
            excluded=answers.excluded,
            private=answers.private,
            total=len(answers.everybody),
        )
    )


@blueprint.get("/count")
def count_answers(study_id: int, source: str) -> str:
    """The fragment that counts on while the page is open."""
    title_of_published(study_id, source)
    seen, total = request.args.get("seen", 0, type=int), count_people(access.reading(), source)
    return render(CountFragment(source, seen, total, query_of(answers_wanted(source).filters)))


@blueprint.get("/export.xlsx")
def export_results(study_id: int, source: str) -> Response:
    """The tables of all charts."""
    title = title_of_published(study_id, source)
    return download(results_to_xlsx(answers_wanted(source), tell), f"{file_name(title)}.xlsx")


@blueprint.get("/<int:question_id>")
def show_voices(study_id: int, source: str, question_id: int) -> str:
    """The answers to an open question."""
    title, answers = title_of_published(study_id, source), answers_wanted(source)
    block, search = _block_or_404(answers, question_id, Shape.OPEN), request.args.get("q", "").strip()[:200]
    found = voices_of(answers, block, search)
    page, pages = page_of(len(found), VOICES_A_PAGE)
    return render(
        ShowVoicesPage(
            source=source,
            title=title,
            block=block,
            figure=_figure(study_id, answers, block, result_of(answers, block)),
            voices=found[(page - 1) * VOICES_A_PAGE : page * VOICES_A_PAGE],
            said=len(found),
            search=search,
            page=page,
            pages=pages,
            people=len(answers.people),
            excluded=answers.excluded,
            offer=offer_of(answers),
        )
    )


@blueprint.get(f"/<int:question_id>/chart.{KIND}")
def show_chart(study_id: int, source: str, question_id: int, kind: str) -> Response:
    """The chart of a question as a file."""
    title_of_published(study_id, source)
    answers = answers_wanted(source)
    return chart_response(result_of(answers, _block_or_404(answers, question_id)), f"question-{question_id}.{kind}")


def answers_wanted(source: str) -> AnswerSet:
    """Whose answers the address asks for; what it gets wrong is left out."""
    channel, verdict = request.args.get("channel", ""), request.args.get("verdict", "")
    number = int(channel) if channel.isascii() and channel.isdecimal() and len(channel) < 18 else None
    cell = request.args.get("cell", "")[:200]
    return AnswerSet(access.reading(), source, Filters(number, cell, verdict if verdict in VERDICTS else ""))


def offer_of(answers: AnswerSet) -> Offer:
    """The filters of a source; a form without channels or cells offers none."""
    own = {"0": tell(Message(OWN_LINK))}
    channels = own | {str(number): name for number, name in answers.channels.items()} if answers.channels else {}
    states = {one.state for one in answers.everybody}
    verdicts = {one: tell(Message(STATES[one])) for one in VERDICTS if one in {*states, "qualified"} and one}
    return Offer(channels, dict(answers.cells), verdicts, query_of(answers.filters))


def query_of(filters: Filters) -> dict[str, str]:
    """The filters as an address repeats them."""
    given = {"channel": filters.channel, "cell": filters.cell, "verdict": filters.verdict}
    return {name: str(value) for name, value in given.items() if value not in ("", None)}


def _shown(study_id: int, answers: AnswerSet) -> list[Shown]:
    blocks = list(answers.blocks.values())
    counted = len(answers.people) <= WORDS_AT_ONCE
    found = results_of(answers, [block for block in blocks if block.shape is not Shape.OPEN or counted])
    voices = all_voices(answers, [block for block in blocks if block.shape is Shape.OPEN])
    shown = []
    for block in blocks:
        figure = _figure(study_id, answers, block, found.get(block.question.id, Message("")))
        said = voices.get(block.question.id, [])
        shown.append(Shown(block, figure, said[:VOICES_AT_FIRST], len(said)))
    return shown


def _figure(study_id: int, answers: AnswerSet, block: Block, data: Any) -> Figure:
    chosen: dict[str, Any] = query_of(answers.filters)
    address = partial(url_for, "results.show_chart", study_id=study_id, source=answers.source, **chosen)
    return figure_of(f"q{block.question.id}", data, partial(address, question_id=block.question.id))


def _block_or_404(answers: AnswerSet, question_id: int, shape: Shape | None = None) -> Block:
    block = answers.blocks.get(question_id)
    if block is None or (shape and block.shape is not shape):
        abort(404)
    return block
