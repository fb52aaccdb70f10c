"""Forms in the terminal: checked, tried, and their conditions evaluated, without a database."""

import json

import pytest
from click.testing import CliRunner

from workbench.cli import main
from workbench.settings import SURVEY_FORMS

OFTEN = {"type": "radiogroup", "name": "often", "isRequired": True, "choices": ["daily", "never"]}
WHY = {"type": "comment", "name": "why", "title": "为什么玩？", "visibleIf": "{often} = 'daily'"}
AGE = {"type": "text", "name": "age", "inputType": "number"}
FORM = {"title": "t", "pages": [{"name": "p1", "elements": [OFTEN, WHY]}, {"name": "p2", "elements": [AGE]}]}
RULES = {
    "consent_version": "1",
    "retention_months": 12,
    "screen_out": [{"id": "never", "if": "{often} = 'never'", "reason": "从来不玩"}],
    "score": [{"id": "grown", "if": "{age} >= 30", "points": 5, "reason": "年过三十"}],
    "quotas": [{"id": "all", "title": "每天玩的人", "if": "{often} = 'daily'", "size": 8}],
}


@pytest.fixture
def files(tmp_path):
    """A folder with a form and its rules."""
    (tmp_path / "form.json").write_text(json.dumps(FORM), "utf-8")
    (tmp_path / "rules.json").write_text(json.dumps(RULES), "utf-8")
    return tmp_path


def run(*arguments, **more):
    return CliRunner().invoke(main, ["form", *map(str, arguments)], **more)


def tried(files, **answers):
    (files / "a.json").write_text(json.dumps(answers), "utf-8")
    result = run("try", files, "--answers", files / "a.json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def test_a_sound_form_is_checked_as_a_folder_as_files_or_by_its_name(files):
    for arguments in (
        [files],
        [files / "form.json", files / "rules.json"],
        [files / "form.json"],
        ["mobile_game_beta"],
    ):
        result = run("check", *arguments)
        assert result.exit_code == 0, result.output
        assert "可以发布" in result.output
    assert json.loads(run("check", files, "--json").output)["questions"] == 3


def test_a_form_that_cannot_be_published_is_refused_with_each_place(files):
    wrong = {**FORM, "pages": [{"name": "p1", "elements": [{**OFTEN, "visibleIf": "{agee} = 1"}, {**AGE, "zzz": 1}]}]}
    (files / "form.json").write_text(json.dumps(wrong), "utf-8")
    result = run("check", files)
    assert (result.exit_code, "form.json: pages[0].elements[1].zzz" in result.output) == (2, True)
    told = json.loads(run("check", files, "--json").output)
    assert told["valid"] is False
    assert told["problems"][0]["place"] == "form.json: pages[0].elements[1].zzz"


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", '{"title": "\\ud800"}', "[" * 5000])
def test_what_is_no_form_ends_in_a_sentence(files, text):
    (files / "form.json").write_text(text, "utf-8")
    result = run("check", files)
    assert (result.exit_code, result.exception.__class__) == (2, SystemExit)
    assert "。" in result.output
    assert "没有“nowhere”" in run("check", "nowhere").output


def test_answers_lead_along_a_path_to_a_verdict_with_its_reasons(files):
    found = tried(files, often="daily", why="放松", age=31, shoe=42)
    assert found["path"] == [{"page": "p1", "questions": ["often", "why"]}, {"page": "p2", "questions": ["age"]}]
    assert (found["qualified"], found["rule"], found["score"], found["finished"]) == (True, None, 5, True)
    assert found["score_parts"] == [{"id": "grown", "points": 5, "reason": "年过三十"}]
    assert [cell["id"] for cell in found["quota"]] == ["all"]
    assert (found["answers"], found["unknown"]) == ({"often": "daily", "why": "放松", "age": 31}, ["shoe"])


def test_answers_that_turn_away_or_cannot_be_taken_say_why(files):
    found = tried(files, often="never", why="没时间")
    assert (found["qualified"], found["rule"], found["reasons"]) == (False, "never", ["从来不玩"])
    assert (found["path"][0]["questions"], found["quota"]) == (["often"], [])
    wrong = tried(files, often="weekly", age="很大")
    assert [(one["page"], one["question"]) for one in wrong["problems"]] == [("p1", "often"), ("p2", "age")]
    assert wrong["finished"] is False


def test_conditions_are_evaluated_line_by_line_and_no_line_stops_it():
    lines = [
        b'{"expr": "{age} >= 18 and {city} = \'BJ\'", "data": {"age": "20", "city": "bj"}}',
        b'{"expr": "sum({a}, 0.2)", "data": {"a": 0.1}}',
        b'{"expr": "{age", "data": {}}',
        b'{"expr": "count({a})", "data": {"a": [1]}}',
        b'{"expr": "{a}", "data": {"a": "\\ud800"}}',
        *(
            b"",
            b"[]",
            b"null",
            b"\xff\xfe",
            b'{"expr": 5}',
            b'{"data": {}}',
            b"[" * 100_000,
            b'{"expr": "1", "data": 7}',
        ),
        b'{"expr": "{a}", "data": {"a": ' + b"9" * 5000 + b"}}",
        b'{"expr": "{a}", "data": {"a": {"b": [1, null]}}}',
    ]
    result = run("eval", input=b"\n".join(lines))
    assert result.exit_code == 0
    told = [json.loads(line) for line in result.output.split("\n")[:-1]]
    assert [one["canRun"] for one in told] == [True, True, False, False, True, *[False] * 7, True, False, True]
    assert [told[0]["result"], told[1]["result"], told[-1]["result"]] == [True, 0.3, {"b": [1, None]}]


def test_a_form_of_the_house_by_itself_is_not_told_to_ask_for_consent():
    result = run("check", SURVEY_FORMS / "mobile_game_beta" / "form.json")
    assert (result.exit_code, "知情同意" in result.output) == (0, False)
