"""What somebody gave: to be seen by whoever holds the link of the submission, and to be taken back for good."""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from workbench.errors import N_, Message
from workbench.web import access
from workbench.web.public.entrance import blueprint
from workbench.web.public.pages import GivenPage, render_given
from workbench.web.public.stops import locale_here, tell_and_stop
from workbench.workflow import agreements, submissions, visits


@blueprint.get("/r/<token>/given")
def show_given(token: str) -> str:
    """The consent text and the answers, and the button that deletes them."""
    visit = visits.find_visit(access.reading(), token)
    form, answers = visit.checked.form, visit.sheet.answers
    page = GivenPage(
        lang=form.locale,
        title=form.title.into(form.locale),
        agreement=agreements.agreement_of(visit.checked, answers),
        answers=list(agreements.given(visit.checked, answers).values()),
        completed=visit.completed,
        kept_days=access.store().settings.unfinished_days,
        back=url_for("public.show_submission", token=token),
        withdraw=url_for("public.withdraw_submission", token=token),
    )
    return render_given(form, page)


@blueprint.get("/r/<token>/withdraw")
def ask_before_withdrawal(token: str) -> Response:
    """A link cannot delete anything: what would go is shown first."""
    return redirect(url_for("public.show_given", token=token), 303)


@blueprint.post("/r/<token>/withdraw")
def withdraw_submission(token: str) -> str:
    """Delete what was sent in."""
    locale = locale_here()  # afterwards the link leads to no form
    access.stop_reading()
    submissions.withdraw_submission(access.store(), token)
    what, advice = Message(N_("你的回答已经删除。")), Message(N_("谢谢你来过，现在可以关闭这个页面了。"))
    return tell_and_stop(what, advice, locale=locale)
