"""The way of a respondent: the link, page by page, the ending, and back out again."""

import re
from uuid import uuid4

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from workbench.errors import N_, BadInput, Conflict, Message
from workbench.web import access
from workbench.web.public.pages import Way, render_ending, render_screen
from workbench.web.public.stops import explain, tell_and_stop
from workbench.web.security import csrf
from workbench.workflow import submissions, visits
from workbench.workflow.form_screens import Screen, words_sent
from workbench.workflow.submissions import Posted, Step
from workbench.workflow.visits import Visit

blueprint = Blueprint("public", __name__)
# No sign-in stands behind these posts that another site could borrow: who knows the link may post, who does not cannot.
csrf.exempt(blueprint)

LARGEST_POST = 1024 * 1024
COOKIE = "answering"
COOKIE_DAYS = 30
# What cannot stand in a page, even in one that shows again what was typed.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@blueprint.before_request
def _limit_size() -> None:
    request.max_content_length = LARGEST_POST


@blueprint.after_request
def _let_browser_keep(response: Response) -> Response:
    # Not `no-store`: going back after a lost connection must find the page with what was typed on it.
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.get("/s/<link>")
def open_form(link: str) -> str | Response:
    """The first page, or where this browser left off."""
    session, token = access.reading(), request.cookies.get(COOKIE, "")
    form = visits.find_form(session, link)
    if "again" not in request.args and visits.is_of(session, token, form):
        return redirect(url_for("public.show_submission", token=token), 303)
    opening = visits.find_opening(session, form)
    if opening.closed:
        raise visits.closed()
    hidden = {":uuid": str(uuid4()), ":version": str(opening.version.number)}
    way = Way(address=url_for("public.start_submission", link=link, sent=1), hidden=hidden)
    return render_screen(visits.first_screen(opening.checked), way)


@blueprint.post("/s/<link>")
def start_submission(link: str) -> tuple[str, int] | Response:
    """Save the first page and remember in the browser, for this link alone, where to go on."""
    posted, version = _posted(), _version()
    try:
        step = submissions.start_submission(access.store(), link, request.form.get(":uuid", ""), posted, version)
    except (BadInput, Conflict) as error:
        opening = visits.find_opening(access.reading(), visits.find_form(access.reading(), link), version)
        return explain(error, words_sent(opening.checked, visits.first_page(opening.checked), posted.fields))
    response = _follow(step)
    secure, path = access.store().settings.https, url_for("public.open_form", link=link)
    age = COOKIE_DAYS * 24 * 3600
    response.set_cookie(COOKIE, step.token, max_age=age, path=path, secure=secure, httponly=True, samesite="Lax")
    return response


@blueprint.get("/r/<token>")
def show_submission(token: str) -> str | Response:
    """The thanks when it was handed in, else where to go on."""
    visit = visits.find_visit(access.reading(), token)
    if not visit.completed:
        return redirect(url_for("public.show_page", token=token, number=visits.current_page(visit) + 1), 303)
    return render_ending(
        visit.checked.form,
        withdraw=url_for("public.withdraw_submission", token=token),
        restart=_restart(visit) if visit.form.status == "open" else "",
    )


@blueprint.get("/r/<token>/<int:number>")
def show_page(token: str, number: int) -> str | Response:
    """A page that was reached, with what was said on it."""
    visit = visits.find_visit(access.reading(), token)
    if visit.too_late:
        raise visits.closed()
    screen = None if visit.completed else visits.visited_screen(visit, number - 1)
    if screen is None:
        return redirect(url_for("public.show_submission", token=token), 303)
    return render_screen(screen, _way(visit, screen))


@blueprint.post("/r/<token>/<int:number>")
def save_page(token: str, number: int) -> tuple[str, int] | Response:
    """Save a page and go on."""
    posted = _posted()
    try:
        step = submissions.save_page(access.store(), token, number - 1, posted)
    except (BadInput, Conflict) as error:
        visit = visits.find_visit(access.reading(), token)
        return explain(error, words_sent(visit.checked, number - 1, posted.fields))
    return _follow(step)


@blueprint.post("/r/<token>/withdraw")
def withdraw_submission(token: str) -> str:
    """Delete what was sent in."""
    submissions.withdraw_submission(access.store(), token)
    return tell_and_stop(Message(N_("你的回答已经删除。")), Message(N_("谢谢你来过，现在可以关闭这个页面了。")))


@blueprint.route("/s/<path:rest>", methods=["GET", "POST"])
@blueprint.route("/r/<path:rest>", methods=["GET", "POST"])
def show_nothing(rest: str) -> str:  # noqa: ARG001
    """Broken links end here, not on a page of the studio."""
    abort(404)


def _posted() -> Posted:
    fields = request.form.to_dict(flat=False)
    own = {name: texts for name, texts in fields.items() if not name.startswith(":")}  # no question's name does
    cleaned = {name: [_UNPRINTABLE.sub("", text) for text in texts] for name, texts in own.items()}
    return Posted(cleaned, back=request.form.get(":go") == "back")


def _version() -> int | None:
    given = request.form.get(":version", "")
    return int(given) if re.fullmatch("[0-9]{1,6}", given) else None


def _follow(step: Step) -> Response:
    if step.screen is not None:
        visit = visits.find_visit(access.reading(), step.token)
        return Response(render_screen(step.screen, _way(visit, step.screen)), 422, mimetype="text/html")
    if step.page is None:
        return redirect(url_for("public.show_submission", token=step.token), 303)
    return redirect(url_for("public.show_page", token=step.token, number=step.page + 1), 303)


def _way(visit: Visit, screen: Screen) -> Way:
    return Way(
        # A form that posts to its page's own address replaces the page in the browser's history (`sent` makes another):
        # after a broken line, going back would skip the page and lose what was typed on it.
        address=url_for("public.save_page", token=visit.token, number=screen.index + 1, sent=1),
        link=access.store().settings.public_address + url_for("public.show_submission", token=visit.token),
        restart=_restart(visit),
    )


def _restart(visit: Visit) -> str:
    return url_for("public.open_form", link=visit.form.token, again=1)
