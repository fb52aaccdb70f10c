"""Questionnaires written elsewhere: pasted text, an XLSForm, a form.json; looked at first, then stored as a draft.

Nothing waits on the server between the two: the page sends what it was given again.
"""

import io
import json
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from workbench.errors import N_, BadInput, InvalidForm, TooLarge, UnreadableFile
from workbench.intake import read_sheets
from workbench.intake.encoding import decode
from workbench.intake.findings import Findings
from workbench.intake.signatures import OLE, ZIP
from workbench.intake.topics import guess_topic
from workbench.intake.workbook import check_package
from workbench.records import Problem
from workbench.records.imported_forms import Dialect, ImportedForm, PastedForm
from workbench.records.screening import NO_CONSENT
from workbench.storage import Store
from workbench.surveys import editing, load_form
from workbench.surveys.consent import consent_question, refusal
from workbench.surveys.drafts import elements
from workbench.surveys.linting import MAX_QUESTIONS
from workbench.surveys.pasting import read_pasted
from workbench.surveys.surveyjs import fit
from workbench.surveys.xlsform import SHEETS, read_xlsform
from workbench.workflow.forms import consent_page, refusal_rule, store_form
from workbench.workflow.question_kinds import shown
from workbench.workflow.typed import without_controls

Json = dict[str, Any]

LONGEST_TEXT = 100_000
_NO_QUESTIONS = (N_("没有读出题目。"), N_("每道题写成“1. 题干[单选题]”，选项一行一个，再预览一次。"))
LARGEST_FILE = 2 * 1024 * 1024


@dataclass(frozen=True)
class Source:
    """What somebody pasted, or the file that they chose instead."""

    text: str = ""
    name: str = ""
    data: bytes = b""


@dataclass(frozen=True)
class Wishes:
    """How a text is to be read where it does not say: None is for the reading to find out. `consent` adds our page.

    `ordinary` has the keys of options that deny the others and may be chosen beside them all the same.
    """

    dialect: Dialect | None = None
    required: bool | None = None
    consent: bool = True
    ordinary: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Preview:
    """A draft as it would be stored, and what would stand in the way of publishing it.

    `form.definition` is what was read; the page of consent is added when it is stored. `consent` is the title of the
    question that asks for it already, so that nothing is added; empty where there is none.
    """

    form: ImportedForm
    problems: list[Problem]
    consent: str = ""

    @property
    def pasted(self) -> PastedForm | None:
        """How a text was read; None for a file of another kind."""
        return self.form if isinstance(self.form, PastedForm) else None


def opened(source: Source) -> Source:
    """A chosen file that holds text as if its text had been pasted, so that it can be corrected on the page.

    Raises UnreadableFile and TooLarge.
    """
    if len(source.data) > LARGEST_FILE:
        raise TooLarge(
            N_("“%(name)s”超过了 %(limit)s MB 的上限。"),
            N_("一份问卷不会这么大，请检查选的文件。"),
            name=source.name,
            limit=LARGEST_FILE // 1024 // 1024,
        )
    if not source.data or source.data.startswith((ZIP, OLE)):
        return source
    return Source(text=without_controls(decode(source.data, source.name, Findings()).text), name=source.name)


def preview_form(source: Source, wishes: Wishes) -> Preview:
    """What a source would become. Raises BadInput for what is no questionnaire, InvalidForm for a refused form.json."""
    form = _read(source, wishes)
    definition, rules = _with_consent(form) if wishes.consent else (form.definition, form.rules)
    asked = consent_question(form.definition)
    consent = (shown(asked.get("title")) or asked["name"]) if asked else ""
    try:
        load_form(definition, rules)
    except InvalidForm as error:
        return Preview(form, [one for one in error.problems if isinstance(one, Problem)], consent)
    return Preview(form, [], consent)


def create_imported(store: Store, user_id: int, study_id: int, source: Source, wishes: Wishes) -> int:
    """A draft from a source; returns its id. Raises as `preview_form` does, and BadInput where there is no question."""
    form = _read(source, wishes)
    if not any(one["type"] != "expression" for page in form.definition["pages"] for one in page["elements"]):
        raise BadInput(*_NO_QUESTIONS)
    parts = _with_consent(form) if wishes.consent else (form.definition, form.rules)
    return store_form(store, user_id, study_id, parts)


def _read(source: Source, wishes: Wishes) -> ImportedForm:
    source = opened(source)
    if source.data:
        return _read_package(source)
    text = without_controls(source.text)
    if not text.strip():
        raise BadInput(N_("还没有内容。"), N_("请粘贴问卷的文字，或选一个文件。"))
    if source.name.lower().endswith(".json") or text.lstrip().startswith("{") or _is_list(text):
        return _read_json(text)
    if len(text) > LONGEST_TEXT:
        raise TooLarge(
            N_("文字超过了 %(limit)s 字的上限。"), N_("一份问卷不会这么长，请检查粘贴的内容。"), limit=LONGEST_TEXT
        )
    most = MAX_QUESTIONS - wishes.consent
    form = read_pasted(text, wishes.dialect, required=wishes.required, ordinary=wishes.ordinary, most=most)
    if not form.left_out and not any(page["elements"] for page in form.definition["pages"]):
        raise BadInput(*_NO_QUESTIONS)
    return _with_topics(form)


def _is_list(text: str) -> bool:
    """Whether a text that might begin with a mark in brackets is JSON all the same."""
    try:
        return text.lstrip().startswith("[") and isinstance(json.loads(text), list)
    except RecursionError:
        return True
    except ValueError:
        return False


def _read_package(source: Source) -> ImportedForm:
    """An XLSForm, or form.json with rules.json in a zip."""
    parts = _archived(source) if source.data.startswith(ZIP) else {}
    if "form.json" in parts:
        rules = f', "rules": {parts["rules.json"]}' if "rules.json" in parts else ""
        return _read_json(f'{{"form": {parts["form.json"]}{rules}}}')
    return _with_topics(read_xlsform(read_sheets(source.data, source.name, SHEETS), _title(source.name)))


def _archived(source: Source) -> dict[str, str]:
    """form.json and rules.json of a zip, wherever in it they stand."""
    try:
        check_package(source.data, source.name)
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            return {
                name: archive.read(entry).decode("utf-8-sig")
                for entry in archive.infolist()
                if (name := entry.filename.rpartition("/")[2]) in ("form.json", "rules.json")
                and entry.file_size <= LARGEST_FILE
                and entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
            }
    except (
        zipfile.BadZipFile,
        zlib.error,
        UnicodeDecodeError,
        NotImplementedError,
        ValueError,
        EOFError,
        OSError,
    ) as error:
        raise UnreadableFile(
            N_("“%(name)s”已经损坏，打不开。"), N_("请重新导出后再上传。"), name=source.name
        ) from error


def _read_json(text: str) -> ImportedForm:
    """A form.json, or an object with `form` and `rules`; what it says otherwise has to be right."""
    try:
        given = without_controls(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise BadInput(N_("这不是 JSON。"), N_("请粘贴完整的 form.json，从 { 到 }。")) from error
    has_rules = isinstance(given, dict) and "form" in given
    definition, rules = (given["form"], given.get("rules")) if has_rules else (given, None)
    if not isinstance(definition, dict):
        raise BadInput(N_("这不是一份问卷。"), N_("form.json 最外层是一对花括号，里面有 title 和 pages。"))
    fitted, told = fit(definition)
    rules = editing.new_rules() if rules is None else rules
    load_form(fitted, rules)
    return ImportedForm(definition=fitted, rules=rules, left_out=tuple(told))


def _title(name: str) -> str:
    return name.rpartition(".")[0] or name


def _with_topics(form: ImportedForm) -> ImportedForm:
    """What questions ask about, guessed from their titles; the researcher corrects it in the editor."""
    rules = form.rules
    for page in form.definition["pages"]:
        for element in page["elements"]:
            if element["type"] not in ("expression", "panel") and (topic := guess_topic(shown(element.get("title")))):
                rules = editing.set_role(form.definition, rules, element["name"], topic)
    return form.model_copy(update={"rules": rules})


def _with_consent(form: ImportedForm) -> tuple[Json, Json]:
    """The draft behind our page of consent; one that asks already only gets the rule that turns away who refuses."""
    if any(rule["id"] == NO_CONSENT for rule in form.rules.get("screen_out", ())):
        return form.definition, form.rules
    if asked := consent_question(form.definition):
        return form.definition, _with_refusal(form.rules, asked)
    taken = {one["name"].lower() for one in (*form.definition["pages"], *elements(form.definition))}
    question, first = _free("consent", taken), _free("consent_page", taken)
    page, condition, rule = consent_page(first, question)
    pages = [
        {**one, "visibleIf": f"{condition} and ({one['visibleIf']})" if one.get("visibleIf") else condition}
        for one in form.definition["pages"]
    ]
    rules = {**form.rules, "screen_out": [rule, *form.rules.get("screen_out", ())]}
    return {**form.definition, "pages": [page, *pages]}, rules


def _with_refusal(rules: Json, asked: Json) -> Json:
    """The rules with one that turns away who refuses, unless they decide on that question already."""
    name, refused, former = f"{{{asked['name']}}}", refusal(asked), rules.get("screen_out", [])
    if refused is None or asked["name"] in rules.get("options", {}) or any(name in rule["if"] for rule in former):
        return rules
    return {**rules, "screen_out": [refusal_rule(f"{name} = {refused}"), *former]}


def _free(name: str, taken: set[str]) -> str:
    return next(
        one for number in range(1, len(taken) + 2) if (one := name if number == 1 else f"{name}{number}") not in taken
    )
