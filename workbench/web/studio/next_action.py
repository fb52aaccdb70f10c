"""What a researcher should do next in a study, and what may go wrong: counts in, sentences out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import url_for
from flask_babel import format_datetime, ngettext
from flask_babel import gettext as _

from workbench.storage.queries.studies import Stations
from workbench.storage.tables import Form
from workbench.workflow.candidates import CellFill

SOON = timedelta(days=3)
CELLS_NAMED = 3


@dataclass(frozen=True)
class NextAction:
    """A sentence, the words on the button and where it leads."""

    sentence: str
    button: str
    address: str


def next_action(study_id: int, counts: Stations) -> NextAction:
    """The first thing on the way from questionnaire to poster that is not done."""

    def to(endpoint: str) -> str:
        return url_for(endpoint, study_id=study_id)

    steps = (
        (
            counts.unconfirmed,
            _("%(n)s 份逐字稿待确认说话人", n=counts.unconfirmed),
            _("去确认"),
            "interviews.list_interviews",
        ),
        (
            not counts.forms and not counts.candidates,
            _("先写一份甄别问卷，或导入已有的答卷"),
            _("写甄别问卷"),
            "forms.list_forms",
        ),
        (
            counts.forms and not counts.open_forms and not counts.candidates,
            _("甄别问卷还没有发布"),
            _("去发布"),
            "forms.list_forms",
        ),
        (not counts.candidates, _("把问卷链接发给候选人"), _("看链接和二维码"), "forms.list_forms"),
        (counts.runs_going, _("分析正在进行"), _("看进度"), "segments.list_runs"),
        (
            not counts.interviews and not counts.segments,
            _("答卷已经有了，约几位候选人聊聊"),
            _("约访谈"),
            "interviews.plan_interview",
        ),
        (
            counts.unmarked and not counts.personas,
            ngettext("%(num)s 份访谈还没有打标", "%(num)s 份访谈还没有打标", counts.unmarked),
            _("给原话打标"),
            "interviews.list_interviews",
        ),
        (not counts.segments, _("看看受访者分成哪些人群"), _("开始分析"), "segments.list_runs"),
        (not counts.personas, _("从人群起草第一张画像"), _("起草画像"), "personas.list_personas"),
        (counts.published < counts.personas, _("还有画像没有发布"), _("去发布"), "personas.list_personas"),
    )
    for due, sentence, button, endpoint in steps:
        if due:
            return NextAction(sentence, button, to(endpoint))
    return NextAction(_("画像都已发布，可以打印海报"), _("看画像"), to("personas.list_personas"))


def risks(
    study_id: int, counts: Stations, short: Sequence[tuple[Form, list[CellFill]]], moment: datetime
) -> list[NextAction]:
    """Things that endanger the study: quota cells `short` of people, those who did not come, missing consent."""
    found = [_short_of_people(form, cells, moment) for form, cells in short]
    if counts.no_shows:
        interviews = url_for("interviews.list_interviews", study_id=study_id, status="no_show")
        found.append(NextAction(ngettext("%(num)s 人爽约", "%(num)s 人爽约", counts.no_shows), _("重新约"), interviews))
    if counts.without_consent:
        sentence = ngettext("%(num)s 人还没有同意录音", "%(num)s 人还没有同意录音", counts.without_consent)
        people = url_for("participants.list_participants", study_id=study_id, consent="missing")
        found.append(NextAction(sentence, _("去补上"), people))
    return found


def _short_of_people(form: Form, cells: Sequence[CellFill], moment: datetime) -> NextAction:
    said = {"form": form.title, "cells": _("、").join(_missing(cells))}
    if form.status == "closed" or (form.closes_at and form.closes_at <= moment):
        sentence = _("“%(form)s”已经不收答卷，配额没有满：%(cells)s", **said)
    elif form.closes_at and form.closes_at - moment < SOON:
        until = format_datetime(form.closes_at, "short")
        sentence = _("“%(form)s”到 %(until)s 就结束，配额没有满：%(cells)s", **said, until=until)
    else:
        sentence = _("“%(form)s”的配额没有满：%(cells)s", **said)
    place = url_for("screening.edit_rules", study_id=form.study_id, form_id=form.id, _anchor="quotas")
    return NextAction(sentence, _("看配额"), place)


def _missing(cells: Sequence[CellFill]) -> Iterator[str]:
    for one in cells[:CELLS_NAMED]:
        yield ngettext("%(cell)s（差 %(num)s 人）", "%(cell)s（差 %(num)s 人）", one.missing, cell=one.cell.title)
    if (more := len(cells) - CELLS_NAMED) > 0:
        yield ngettext("另外 %(num)s 格", "另外 %(num)s 格", more)
