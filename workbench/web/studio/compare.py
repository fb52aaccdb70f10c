"""Two groups of people side by side, whatever filter made them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, abort, request
from flask_babel import gettext as _

from workbench.records.contrasts import QuestionContrast
from workbench.storage.tables import Segment
from workbench.web import access
from workbench.web.downloads import download
from workbench.web.pages import Page, render, tell
from workbench.workflow import contrasts
from workbench.workflow.comparison_files import comparison_to_xlsx
from workbench.workflow.contrasts import Comparison
from workbench.workflow.groups import REST, Group, StudyGroups

blueprint = Blueprint("compare", __name__, url_prefix="/studies/<int:study_id>/compare")
ENOUGH = 30  # people on either side before a percentage stands beside the counts
_BY_CHANCE = 0.05


@dataclass(frozen=True)
class Row:
    """A closed question with how large the difference is and whether it may be chance, in words."""

    title: str
    contrast: QuestionContrast
    size: str
    chance: str


@dataclass
class CompareGroupsPage(Page):
    """The choice of two groups and, where both have people, how they compare."""

    template = "compare/compare_groups.html"
    options: Mapping[str, Sequence[Group]]
    chosen: tuple[str, str]
    comparison: Comparison | None
    rows: Sequence[Row]
    problem: str
    enough: int


@dataclass
class SegmentContrastFragment(Page):
    """What sets a segment apart from everybody else, for its page."""

    template = "compare/_segment_contrast.html"
    segment: Segment
    comparison: Comparison
    rows: Sequence[Row]
    enough: int


@blueprint.get("")
def compare_groups(study_id: int) -> str:
    """Any group beside any other; the address carries the choice."""
    access.study_or_404(study_id)
    groups = StudyGroups(access.reading(), study_id)
    sides = _sides(groups)
    problem = _problem(sides)
    comparison = contrasts.compare_groups(groups, *sides) if sides and not problem else None
    return render(
        CompareGroupsPage(
            options=_options(groups),
            chosen=_chosen(groups),
            comparison=comparison,
            rows=_rows(comparison) if comparison else [],
            problem=problem,
            enough=ENOUGH,
        )
    )


@blueprint.get("/export.xlsx")
def export_comparison(study_id: int) -> Response:
    """The comparison as a workbook."""
    access.study_or_404(study_id)
    groups = StudyGroups(access.reading(), study_id)
    sides = _sides(groups)
    if sides is None or _problem(sides):
        abort(404)
    return download(comparison_to_xlsx(contrasts.compare_groups(groups, *sides), tell), f"{_('两组对比')}.xlsx")


@blueprint.get("/segments/<int:segment_id>")
def show_contrast(study_id: int, segment_id: int) -> str:
    """The fragment of a segment's page that is fetched when the page has loaded."""
    segment = access.in_study_or_404(Segment, segment_id, study_id)
    comparison = contrasts.compare_segment(StudyGroups(access.reading(), study_id), segment)
    return render(SegmentContrastFragment(segment, comparison, _rows(comparison), ENOUGH))


def _rows(comparison: Comparison) -> list[Row]:
    return [
        Row(
            one.title,
            one.contrast,
            size_of(one.contrast),
            tell(one.untested) if one.untested else chance_of(one.contrast),
        )
        for one in comparison.questions
    ]


def size_of(contrast: QuestionContrast) -> str:
    """How large a difference is, in the usual steps (Cohen 1988)."""
    size, steps = (abs(contrast.g), (0.2, 0.5, 0.8)) if contrast.g is not None else (contrast.v or 0.0, (0.1, 0.3, 0.5))
    return str((_("几乎没有"), _("小"), _("中等"), _("大"))[sum(size >= step for step in steps)])


def chance_of(contrast: QuestionContrast) -> str:
    """Whether a difference that was tested may come about by chance."""
    if contrast.q is None:
        return str(_("没有可检验的差别"))
    return str(_("不像碰巧") if contrast.q < _BY_CHANCE else _("可能是碰巧"))


def _chosen(groups: StudyGroups) -> tuple[str, str]:
    """What the address asks for; the first group beside everybody else where it asks for nothing."""
    first = next(iter(groups.all), REST)
    return request.args.get("a", first)[:400], request.args.get("b", REST)[:400]


def _sides(groups: StudyGroups) -> tuple[Group, Group] | None:
    """Both groups; None where there is no such group."""
    left_key, right_key = _chosen(groups)
    right = groups.find(right_key) if right_key != REST else None
    left = groups.find(left_key, right)
    right = right or groups.find(right_key, left)
    return (left, right) if left and right else None


def _problem(sides: tuple[Group, Group] | None) -> str:
    if sides is None:
        return str(_("找不到其中一组人：它可能已经解散，或答案改过了。请重新选。"))
    empty = [group.told(tell) for group in sides if not group.members]
    return str(_("“%(name)s”里没有人，没有可比的。请另选一组。", name=empty[0])) if empty else ""


def _options(groups: StudyGroups) -> dict[str, list[Group]]:
    """The groups to choose from by heading."""
    found: dict[str, list[Group]] = {}
    for group in groups.all.values():
        found.setdefault(tell(group.heading), []).append(group)
    return found
