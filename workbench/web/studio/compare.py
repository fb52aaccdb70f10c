"""Two groups of people side by side, whatever filters made them."""

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
from workbench.workflow.dictionaries import is_outdated, lexicon_of_segment
from workbench.workflow.groups import REST, Group, StudyGroups

blueprint = Blueprint("compare", __name__, url_prefix="/studies/<int:study_id>/compare")
MOST_CONDITIONS = 3
LONGEST_IN_FILE_NAME = 30
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
    chosen: tuple[list[str], list[str]]
    most_conditions: int
    comparison: Comparison | None
    names: list[str]
    rows: Sequence[Row]
    problem: str
    enough: int
    old_words: bool


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
    """Any group beside any other; the address carries the choice of filters, all of which a member fulfils."""
    access.study_or_404(study_id)
    groups = StudyGroups(access.reading(), study_id)
    sides = _sides(groups)
    problem = _problem(sides)
    comparison = contrasts.compare_groups(groups, *sides) if sides and not problem else None
    return render(
        CompareGroupsPage(
            options=_options(groups),
            chosen=_chosen(groups),
            most_conditions=MOST_CONDITIONS,
            comparison=comparison,
            names=[side.group.named(tell) for side in comparison.sides] if comparison else [],
            rows=_rows(comparison) if comparison else [],
            problem=problem,
            enough=ENOUGH,
            old_words=_has_old_words(groups, sides or ()),
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
    names = " × ".join(_file_name(side.named(tell)) for side in sides)
    workbook = comparison_to_xlsx(contrasts.compare_groups(groups, *sides), tell)
    return download(workbook, f"{_('两组对比')} {names}.xlsx")


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


def _chosen(groups: StudyGroups) -> tuple[list[str], list[str]]:
    """What the address asks for; the first group beside everybody else where it asks for nothing."""
    return _asked("a", next(iter(groups.all), REST)), _asked("b", REST)


def _asked(name: str, otherwise: str) -> list[str]:
    asked = [key[:400] for key in request.args.getlist(name)]
    return list(dict.fromkeys(filter(None, asked)))[:MOST_CONDITIONS] or asked[:1] or [otherwise]


def _sides(groups: StudyGroups) -> tuple[Group, Group] | None:
    """Both groups; None where there is no such group."""
    left_keys, right_keys = _chosen(groups)
    right = groups.meeting(right_keys) if REST not in right_keys else None
    left = groups.meeting(left_keys, right)
    right = right or groups.meeting(right_keys, left)
    return (left, right) if left and right else None


def _has_old_words(groups: StudyGroups, sides: Sequence[Group]) -> bool:
    """Whether the page of a segment that is compared counts with an older dictionary."""
    session, kind = groups.session, "segment:"
    keys = [one.key.removeprefix(kind) for side in sides for one in side.filters if one.key.startswith(kind)]
    lexicons = (lexicon_of_segment(session, session.get_one(Segment, int(key))) for key in keys)
    return any(is_outdated(session, groups.study_id, lexicon) for lexicon in lexicons)


def _file_name(text: str) -> str:
    """What of a group's name can stand in the name of a file."""
    return " ".join("".join(one if one.isalnum() or one in "+-·、%" else " " for one in text).split())[
        :LONGEST_IN_FILE_NAME
    ]


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
