"""The funnel of a questionnaire: from the link to an interview, by channel, by page and by day."""

from dataclasses import dataclass
from itertools import accumulate

from flask_babel import gettext as _

from workbench.storage.queries import channels as reads
from workbench.storage.queries.channels import Steps
from workbench.storage.queries.forms import newest_version
from workbench.storage.tables import Form
from workbench.web import access
from workbench.web.pages import Page, render
from workbench.web.studio.channels import blueprint, published_or_editor
from workbench.workflow.question_kinds import shown

MOST_DAYS = 60
HOURS_AHEAD = 8  # of UTC: the days are those of the interface's zone


@dataclass(frozen=True)
class PageLine:
    """A page of the form: how many came to it, and how many of them went no further."""

    number: int
    title: str
    reached: int
    stayed: int


@dataclass
class ShowFunnelPage(Page):
    """How far people got."""

    template = "channels/show_funnel.html"
    form: Form
    labels: list[str]
    total: Steps
    channels: list[tuple[int, str, Steps]]
    pages: list[PageLine]
    days: list[tuple[str, Steps]]


@blueprint.get("/studies/<int:study_id>/forms/<int:form_id>/funnel")
def show_funnel(study_id: int, form_id: int) -> str:
    """Opened, began, handed in, whom we look for, interviewed."""
    form, session = published_or_editor(study_id, form_id), access.reading()
    found = reads.steps_by_channel(session, form_id)
    names = {0: _("不分渠道"), **{one.id: one.name for one in reads.channels_of(session, form_id)}}
    days = sorted(reads.steps_by_day(session, form_id, HOURS_AHEAD).items(), reverse=True)
    total = sum(found.values(), Steps())
    return render(
        ShowFunnelPage(
            form=form,
            labels=step_labels(),
            total=total,
            channels=[(number, name, found.get(number, Steps())) for number, name in names.items()],
            pages=_pages(form, total.finished),
            days=days[:MOST_DAYS],
        )
    )


def step_labels() -> list[str]:
    """What the five steps are called."""
    return [_("打开"), _("开始"), _("提交"), _("合格"), _("已访")]


def _pages(form: Form, finished: int) -> list[PageLine]:
    """The pages of the newest version; who finished came to all of them."""
    session, version = access.reading(), newest_version(access.reading(), form.id)
    pages = version.definition["pages"] if version else []
    stayed = reads.stayed_at(session, form.id)
    left = [stayed[number] for number in range(len(pages))]
    later = list(accumulate(reversed(left), initial=finished))[::-1]
    return [
        PageLine(number + 1, shown(page.get("title")), later[number], left[number]) for number, page in enumerate(pages)
    ]
