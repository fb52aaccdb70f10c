"""Cross-tabs (交叉分析): one question by another, by an attribute or by the channel."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Blueprint, abort, request, url_for
from werkzeug.wrappers import Response

from workbench.errors import Message
from workbench.web.downloads import download, file_name
from workbench.web.pages import Page, render, tell
from workbench.web.studio.answers import title_of_published
from workbench.web.studio.charts import KIND, Figure, chart_response, figure_of
from workbench.web.studio.results import Offer, answers_wanted, offer_of, query_of
from workbench.workflow.answer_sets import AnswerSet
from workbench.workflow.crosstabs import (
    FEW,
    CrossTab,
    chart_of,
    choices_of,
    cross,
    crossed_at_first,
    crosstab_to_xlsx,
    in_words,
)

blueprint = Blueprint("crosstabs", __name__, url_prefix="/studies/<int:study_id>/crosstabs/<source>")


@dataclass
class ShowCrosstabPage(Page):
    """The choice of two dimensions and, where people have both, the table; `words` say what it means."""

    template = "results/show_crosstab.html"
    source: str
    title: str
    offer: Offer
    choices: Mapping[str, str]
    chosen: tuple[str, str]
    table: CrossTab | None
    words: str
    figure: Figure | None
    few: int
    people: int
    excluded: int


@blueprint.get("")
def show_crosstab(study_id: int, source: str) -> str:
    """The table of what the address asks for."""
    title, answers = title_of_published(study_id, source), answers_wanted(source)
    choices, chosen = choices_of(answers), _chosen(answers)
    found = cross(answers, *chosen, tell) if all(chosen) else None
    table = found if isinstance(found, CrossTab) else None
    words = in_words(table) if table else found
    return render(
        ShowCrosstabPage(
            source=source,
            title=title,
            offer=offer_of(answers),
            choices={key: tell(label) for key, label in choices.items()},
            chosen=chosen,
            table=table,
            words=tell(words) if isinstance(words, Message) else "",
            figure=_figure(study_id, answers, table) if table else None,
            few=FEW,
            people=len(answers.people),
            excluded=answers.excluded,
        )
    )


@blueprint.get(f"/chart.{KIND}")
def show_chart(study_id: int, source: str, kind: str) -> Response:
    """The table as a chart."""
    title_of_published(study_id, source)
    return chart_response(chart_of(_table_or_404(source), tell), f"crosstab.{kind}")


@blueprint.get("/export.xlsx")
def export_crosstab(study_id: int, source: str) -> Response:
    """The table as a workbook."""
    title = title_of_published(study_id, source)
    return download(crosstab_to_xlsx(_table_or_404(source), tell), f"{file_name(title)} ×.xlsx")


def _table_or_404(source: str) -> CrossTab:
    answers = answers_wanted(source)
    found = cross(answers, *_chosen(answers), tell)
    if not isinstance(found, CrossTab):
        abort(404)
    return found


def _chosen(answers: AnswerSet) -> tuple[str, str]:
    """What the address asks for; at first what people differ by."""
    rows, columns = crossed_at_first(answers)
    return request.args.get("rows", rows)[:400], request.args.get("columns", columns)[:400]


def _figure(study_id: int, answers: AnswerSet, table: CrossTab) -> Figure:
    chosen: dict[str, Any] = query_of(answers.filters)
    address = partial(url_for, "crosstabs.show_chart", study_id=study_id, source=answers.source, **chosen)
    data: Any = chart_of(table, tell)
    return figure_of("crosstab", data, partial(address, rows=table.rows.key, columns=table.columns.key))
