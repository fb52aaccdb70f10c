"""What a researcher should do next in a study, and what may go wrong: counts in, sentences out."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from workbench.storage.queries.studies import Stations


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


def risks(study_id: int, counts: Stations) -> list[NextAction]:
    """Things that endanger the study."""
    found = []
    interviews = url_for("interviews.list_interviews", study_id=study_id)
    if counts.no_shows:
        found.append(NextAction(ngettext("%(num)s 人爽约", "%(num)s 人爽约", counts.no_shows), _("重新约"), interviews))
    if counts.without_consent:
        sentence = ngettext("%(num)s 人还没有同意录音", "%(num)s 人还没有同意录音", counts.without_consent)
        people = url_for("participants.list_participants", study_id=study_id, consent="missing")
        found.append(NextAction(sentence, _("去补上"), people))
    return found
