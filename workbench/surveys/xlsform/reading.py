"""The sheets of an XLSForm to a draft: pyxform reads and checks them, groups become pages and panels."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from workbench.errors import N_, BadInput, Message
from workbench.records import Problem
from workbench.records.imported_forms import ImportedForm
from workbench.surveys import editing
from workbench.surveys.xlsform.elements import Known, condition, element
from workbench.surveys.xlsform.naming import names_of
from workbench.surveys.xlsform.report import Report
from workbench.surveys.xlsform.wording import known_language, words

Json = dict[str, Any]
Rows = Sequence[tuple[int, Sequence[str]]]

SHEETS = ("survey", "choices", "settings")
MOST_ROWS = 3_000
LONGEST_CELL = 10_000
GROUPS = ("group", "repeat")
_TITLE = ("title", "form_title", "default_language", "name", "id_string", "sms_keyword")


def read_xlsform(sheets: Mapping[str, Rows], title: str) -> ImportedForm:
    """A draft from the rows of the sheets in `SHEETS`, each with its number; `title` where the file has none.

    Raises BadInput for what is no XLSForm, with pyxform's reason.
    """
    survey = _survey(sheets, title)
    rows = _rows_of(sheets.get("survey", ()))
    report = Report(rows)
    children = _with_other([one for one in survey["children"] if one["name"] != "meta"])
    names, language = names_of(list(_all(children)), report), str(survey.get("default_language", ""))
    titles = {names[one["name"]]: words(one.get("label"), language) for one in _all(children)}
    known = Known(names, _lists(children), language, report, titles)
    definition: Json = {"title": words(survey.get("title") or title, known.language)[:200], "locale": "zh-cn"}
    definition["pages"] = _pages(children, known) or [{"name": "page1", "elements": []}]
    _tell_settings(sheets.get("settings", ()), report)
    _tell_languages(children, report)
    return ImportedForm(
        definition=definition,
        rules=editing.new_rules(),
        left_out=tuple(report.left_out),
        changed=tuple(report.changed),
    )


def _survey(sheets: Mapping[str, Rows], title: str) -> Json:
    """The form as pyxform understands it."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2json import parse_file_to_json

    if "survey" not in sheets:
        raise BadInput(N_("表里没有名为 survey 的工作表。"), N_("XLSForm 的题目写在 survey 里，选项写在 choices 里。"))
    book: Json = {"sheet_names": list(sheets)}
    for name, rows in sheets.items():
        _check_size(name, rows)
        header = [cell.strip() for cell in rows[0][1]] if rows else []
        book[name] = [
            {key: cell for key, cell in zip(header, cells, strict=False) if key and cell} for _, cells in rows[1:]
        ]
        book[f"{name}_header"] = [dict.fromkeys(key for key in header if key)]
    try:
        return dict(parse_file_to_json(path=book, default_name="form"))
    except (PyXFormError, LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        reason = str(error) if isinstance(error, PyXFormError) else type(error).__name__
        problem = Problem(expected=Message(N_("检查程序的原话（英文）：")), found=reason[:500])
        raise BadInput(
            N_("这张表不是合规的 XLSForm。"), N_("请按下面的原话改好后再上传。"), problems=[problem], name=title
        ) from error


def _check_size(name: str, rows: Rows) -> None:
    if len(rows) > MOST_ROWS:
        raise BadInput(
            N_("工作表 %(sheet)s 超过了 %(most)s 行。"), N_("请只保留需要的行。"), sheet=name, most=MOST_ROWS
        )
    for number, cells in rows:
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise BadInput(
                N_("工作表 %(sheet)s 第 %(row)s 行有一格超过了 %(most)s 字。"),
                N_("请缩短后再上传。"),
                sheet=name,
                row=number,
                most=LONGEST_CELL,
            )


def _rows_of(rows: Rows) -> dict[str, int]:
    """On which row each question stands."""
    header = [cell.strip().lower() for cell in rows[0][1]] if rows else []
    if "name" not in header:
        return {}
    column = header.index("name")
    return {cells[column].strip(): number for number, cells in reversed(rows[1:]) if len(cells) > column}


def _with_other(children: Sequence[Json]) -> list[Json]:
    """Where pyxform wrote out `or_other` as an option and a text after it, the question alone, with `or_other` set."""
    kept: list[Json] = []
    for child in children:
        before: Json = kept[-1] if kept else {"name": ""}
        if child["name"] == f"{before['name']}_other" and _asks_for_other(child, before):
            kept[-1] = {
                **before,
                "choices": [one for one in before["choices"] if one["name"] != "other"],
                "or_other": True,
            }
        else:
            kept.append({**child, "children": _with_other(child["children"])} if "children" in child else child)
    return kept


def _asks_for_other(text: Json, question: Json) -> bool:
    relevant = str(text.get("bind", {}).get("relevant", ""))
    return relevant == f"selected(../{question['name']}, 'other')" and len(question.get("choices", ())) > 1


def _all(children: Iterable[Json]) -> Iterator[Json]:
    for child in children:
        yield child
        yield from _all(child.get("children", ()))


def _lists(children: Iterable[Json]) -> frozenset[str]:
    return frozenset(one["name"] for one in _all(children) if one["type"] in ("select all that apply", "rank"))


def _pages(children: Sequence[Json], known: Known) -> list[Json]:
    """Each group at the top is a page; questions between groups share one."""
    pages: list[Json] = []
    loose: Json | None = None
    for child in children:
        if child["type"] not in GROUPS:
            if loose is None:
                loose = {"elements": []}
                pages.append(loose)
            loose["elements"] += element(child, known)
            continue
        loose = None
        pages.append(_page(child, known))
    filled = [page for page in pages if page["elements"]]
    return [{"name": f"page{number}", **page} for number, page in enumerate(filled, 1)]


def _page(group: Json, known: Known) -> Json:
    if group["type"] == "repeat":
        return {"elements": element(group, known)}
    title = words(group.get("label", ""), known.language)
    page: Json = {"title": title} if title else {}
    page |= condition("visibleIf", group, "relevant", known)
    return page | {"elements": [one for child in group["children"] for one in element(child, known)]}


def _tell_settings(rows: Rows, report: Report) -> None:
    if len(rows) < 2:
        return
    for key, cell in zip(rows[0][1], rows[1][1], strict=False):
        if cell and key.strip() not in _TITLE:
            report.lose("settings", N_("设置“%(key)s”没有带过来。"), cell, key=key.strip())


def _tell_languages(children: Sequence[Json], report: Report) -> None:
    languages: set[str] = set()
    for child in _all(children):
        for one in (child, *child.get("choices", ())):
            label = one.get("label")
            languages |= set(label) if isinstance(label, dict) else set()
    for language in sorted(languages):
        if known_language(language) is None and language != "default":
            report.note("label", N_("不认识语言“%(language)s”，只在没有别的语言时用它的文字。"), language=language)
