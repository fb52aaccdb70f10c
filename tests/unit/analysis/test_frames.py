"""Segments in a notebook: a DataFrame in, DataFrames out, and the example of the guide runs."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.unit.analysis.samples import study
from workbench import text
from workbench.analysis import as_frames, segment_frame
from workbench.errors import InvalidPlan
from workbench.records.analysis import Plan, TableColumns, Verdict
from workbench.workflow.segment_people import segment_people

GUIDE = Path(__file__).parents[3] / "docs" / "guide" / "12-notebook.md"
COLUMNS = TableColumns(id="id", motivation=["动机"], pain=["痛点"], closed=["hours"])
PLAN = Plan(k=4, meaning=False)


def frame_of(people) -> pd.DataFrame:
    rows = [{"id": one.id, **{said.source: said.text for said in one.said}, **one.closed} for one in people]
    return pd.DataFrame(rows)


def test_a_frame_gives_what_the_same_people_give():
    people = study(80, purity=0.95)[0]
    found = segment_frame(frame_of(people), COLUMNS, PLAN, text.read_sentences)
    expected = segment_people(people, PLAN)
    assert found.assignments == expected.assignments
    assert [one.quotes for one in found.segments] == [one.quotes for one in expected.segments]


def test_the_order_of_rows_changes_nothing():
    frame = frame_of(study(60, purity=0.95)[0])
    shuffled = frame.sample(frac=1, random_state=1)
    assert segment_frame(shuffled, COLUMNS, PLAN, text.read_sentences) == segment_frame(
        frame, COLUMNS, PLAN, text.read_sentences
    )


def test_every_table_has_its_rows():
    found = segment_frame(frame_of(study(80, purity=0.95)[0]), COLUMNS, PLAN, text.read_sentences)
    frames = as_frames(found)
    assert len(frames.people) == 80
    assert frames.segments["size"].sum() == 80
    assert (
        set(frames.quotes["segment"]) == set(frames.terms["segment"]) == set(frames.profile["segment"]) == {1, 2, 3, 4}
    )


def test_cells_without_an_answer_are_no_answers():
    frame = frame_of(study(40, purity=0.95)[0]).astype({"hours": object})
    frame.loc[:4, ["动机", "hours"]] = [None, np.nan]
    frame.loc[5, "hours"] = np.inf
    found = segment_frame(frame, COLUMNS, PLAN, text.read_sentences)
    assert found.n == len(found.assignments) == 40


def test_nobody_is_an_answer_too():
    nothing = segment_frame(frame_of(study(4)[0]).head(0), COLUMNS, Plan(), text.read_sentences)
    assert nothing.verdict is Verdict.NONE
    assert [len(frame) for frame in as_frames(nothing)] == [0] * 5


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda frame: frame.drop(columns="痛点"), "没有“痛点”这一列"),
        (lambda frame: frame.assign(id="p1"), "编号相同"),
        (lambda frame: frame.assign(id=None), "没有编号"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(change, sentence):
    with pytest.raises(InvalidPlan, match=sentence):
        segment_frame(change(frame_of(study(8)[0])), COLUMNS, PLAN, text.read_sentences)


def test_the_example_of_the_guide_runs(capsys):
    names: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL):
        exec(compile(block, GUIDE.name, "exec"), names)
    assert "按指定分成 2 群" in capsys.readouterr().out
