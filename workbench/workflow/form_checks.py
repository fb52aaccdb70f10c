"""A form in files: is it sound, what becomes of these answers, what does a condition come to. Nothing is stored."""

import json
from collections.abc import Mapping
from pathlib import Path

from workbench.errors import N_, BadInput, NotFound, TooLarge, UnreadableFile
from workbench.records import Problem
from workbench.records.forms import CheckedForm, Page
from workbench.records.questions import Answer, Answers
from workbench.settings import SURVEY_FORMS
from workbench.surveys import editing, filling, load_form
from workbench.surveys.advice import advise
from workbench.surveys.expressions import parse
from workbench.surveys.expressions.answers import as_json
from workbench.surveys.quotas import cells_of

MAX_BYTES = 5_000_000
_CANNOT_RUN: dict[str, object] = {"canRun": False, "result": None}

Json = dict[str, object]


def check_files(form: str, rules: Path | None = None) -> CheckedForm:
    """The checked form of a file, of a folder with `form.json` and `rules.json`, or of a house form by its name.

    A file may hold the form alone, beside a file of rules or with plain ones, or an object with `form` and `rules`.
    Raises InvalidForm with every place that is wrong, UnreadableFile for what is no JSON.
    """
    path = _found(form)
    if path.is_dir():
        path, rules = path / "form.json", rules or path / "rules.json"
    definition = read_json(path)
    plain = editing.new_rules()
    if isinstance(definition, dict) and "form" in definition:
        definition, plain = definition["form"], definition.get("rules", plain)
    return load_form(definition, read_json(rules) if rules else plain)


def advice_on_form(checked: CheckedForm) -> list[dict[str, str]]:
    """What would make the form a better one, each with its place."""
    return [
        {
            "rule": one.rule,
            "place": one.question or ("" if one.page is None else checked.form.pages[one.page].name),
            "noticed": str(one.noticed),
            "advice": str(one.advice),
        }
        for one in advise(checked)
    ]


def read_json(path: Path) -> object:
    """What a file of JSON holds. Raises UnreadableFile, or TooLarge beyond MAX_BYTES."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise TooLarge(
                N_("%(name)s 太大。"), N_("最多 %(limit)s MB。"), name=path.name, limit=MAX_BYTES // 1_000_000
            )
        return json.loads(path.read_text("utf-8-sig"))
    except json.JSONDecodeError as error:
        advice = N_("请看第 %(line)s 行第 %(column)s 个字符。")
        raise UnreadableFile(
            N_("%(name)s 不是 JSON。"), advice, name=path.name, line=error.lineno, column=error.colno
        ) from error
    except (OSError, ValueError, RecursionError) as error:
        raise UnreadableFile(N_("读不了 %(name)s。"), N_("请检查路径和编码（UTF-8）。"), name=path.name) from error


def try_answers(checked: CheckedForm, given: object) -> Json:
    """Where these answers lead: pages and questions shown, what is wrong, the verdict, its reasons, score and cells.

    The answers are those of a respondent who fills in every page that shows and presses on, whatever is wrong.
    """
    if not isinstance(given, dict):
        raise BadInput(N_("回答应是一个对象。"), N_('请写成 {"题目名": 回答}。'))
    answers: dict[str, Answer] = filling.defaults(checked)
    path: list[Json] = []
    problems: list[Json] = []
    index = filling.next_page(checked, -1, answers)
    while index is not None:
        page = checked.form.pages[index]
        problems += _fill(checked, index, given, answers)
        shown = [question.name for question in filling.visible_questions(page, answers)]
        path.append({"page": page.name, "questions": shown})
        index = filling.next_page(checked, index, answers)
    known = {name for question in checked.form.questions for name in (question.name, question.comment_name)}
    return {
        "path": path,
        "problems": problems,
        "unknown": sorted(str(name) for name in given if name not in known),
        **_judged(checked, answers),
    }


def evaluate_line(line: bytes) -> Json:
    """`{"canRun", "result"}` for a line `{"expr", "data"}`; whatever else a line is, it cannot run."""
    try:
        case = json.loads(line)
        expression = parse(case["expr"])
        data = case.get("data")
    except (BadInput, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return _CANNOT_RUN
    return {"canRun": True, "result": as_json(expression.value(data if isinstance(data, dict) else {}))}


def _found(form: str) -> Path:
    for path in (Path(form), SURVEY_FORMS / form):
        if path.exists():
            return path
    raise NotFound(N_("没有“%(name)s”这个文件。"), N_("请写 form.json 的路径，或它所在的文件夹。"), name=form)


def _fill(checked: CheckedForm, index: int, given: Mapping[str, Answer], answers: dict[str, Answer]) -> list[Json]:
    """Post the page as a browser would, twice: what the first time brought up is answered the second time."""
    page = checked.form.pages[index]
    problems: list[Problem] = []
    for _ in range(2):
        values, problems = filling.check_page(checked, index, _posted(page, given), answers)
        answers |= values
    return [
        {"page": page.name, "question": one.column, "problem": str(one.expected), "found": one.found}
        for one in problems
    ]


def _posted(page: Page, given: Answers) -> dict[str, list[str]]:
    posted: dict[str, list[str]] = {}
    for question in page.questions:
        if question.name in given:
            posted |= {name: list(texts) for name, texts in filling.posted_fields(question, given).items()}
    return posted


def _judged(checked: CheckedForm, answers: Answers) -> Json:
    counted = filling.complete(checked, answers)
    verdict = filling.verdict(checked, answers)
    cells = cells_of(checked.rules.quotas, counted) if verdict.qualified else ()
    return {
        "finished": filling.first_open_page(checked, answers) is None,
        "answers": counted,
        "qualified": verdict.qualified,
        "rule": verdict.rule,
        "reasons": [verdict.reason] if verdict.reason else [],
        "score": verdict.score,
        "score_parts": [part.model_dump() for part in verdict.score_parts],
        "quota": [cell.model_dump(exclude={"condition"}) for cell in cells],
    }
