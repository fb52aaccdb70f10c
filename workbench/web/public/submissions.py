"""The way of a respondent: page by page to the ending."""

import re

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from workbench.errors import BadInput, Conflict, NotAllowed
from workbench.web import access
from workbench.web.public.entrance import began_another, blueprint, remember
from workbench.web.public.pages import Way, render_ending, render_screen
from workbench.web.public.stops import explain
from workbench.workflow import submissions, visits
from workbench.workflow.form_screens import Screen, words_sent
from workbench.workflow.submissions import Posted, Step
from workbench.workflow.visits import Visit

MOST_PASTED = 500
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
# What cannot stand in a page, even in one that shows again what was typed.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@blueprint.post("/s/<link>")
def start_submission(link: str) -> tuple[str, int] | Response:
    """Save the first page and remember in the browser, for this link alone, where to go on."""
    posted, version, uuid = _posted(), _version(), request.form.get(":uuid", "")
    if other := began_another(link, uuid):
        return redirect(url_for("public.show_submission", token=other), 303)
    access.stop_reading()  # what is read later must see what is written now
    try:
        step = submissions.start_submission(access.store(), link, uuid, posted, version)
    except (BadInput, Conflict, NotAllowed) as error:
        entry = visits.find_entry(access.reading(), link)
        opening = visits.find_opening(access.reading(), entry, version)
        return explain(error, words_sent(opening.checked, visits.first_page(opening.checked), posted.fields))
    return remember(_follow(step), step, link)


@blueprint.get("/r/<token>")
def show_submission(token: str) -> str | Response:
    """The thanks when it was handed in, else where to go on."""
    visit = visits.find_visit(access.reading(), token)
    if not visit.completed:
        return redirect(url_for("public.show_page", token=token, number=visits.current_page(visit) + 1), 303)
    restart = _restart(visit) if visits.takes_answers(visit.form) else ""
    return render_ending(visit.checked.form, given=url_for("public.show_given", token=token), restart=restart)


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


@blueprint.route("/s/<path:rest>", methods=METHODS)
@blueprint.route("/r/<path:rest>", methods=METHODS)
def show_nothing(rest: str) -> str:  # noqa: ARG001
    """Broken links end here, not on a page of the studio."""
    abort(404)


def _posted() -> Posted:
    fields = request.form.to_dict(flat=False)
    own = {name: texts for name, texts in fields.items() if not name.startswith(":")}  # no question's name does
    cleaned = {name: [_UNPRINTABLE.sub("", text) for text in texts] for name, texts in own.items()}
    named = dict.fromkeys(request.form.get(":pasted", "").splitlines()[:MOST_PASTED])
    pasted = tuple(name for name in named if name in own)
    return Posted(cleaned, request.form.get(":go") == "back", pasted, request.form.get(":key", ""))


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
        given=url_for("public.show_given", token=visit.token),
        restart=_restart(visit),
    )


def _restart(visit: Visit) -> str:
    link = visits.restart_link(access.reading(), visit)
    return url_for("public.open_form", link=link, again=1) if link else ""
