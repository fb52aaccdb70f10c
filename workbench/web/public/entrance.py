"""The entrance: what a link leads to before anything is saved, and what the browser remembers of it."""

from uuid import uuid4

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from workbench.errors import NotAllowed
from workbench.storage.tables import Form
from workbench.web import access
from workbench.web.failures import status_of
from workbench.web.public.pages import Way, card_of, render_entrance, render_screen
from workbench.web.security import csrf
from workbench.workflow import form_access, visits
from workbench.workflow.channels import note_opening
from workbench.workflow.submissions import Step, submission_token
from workbench.workflow.visits import Entry

blueprint = Blueprint("public", __name__)
# No sign-in stands behind these posts that another site could borrow: who knows the link may post, who does not cannot.
csrf.exempt(blueprint)

LARGEST_POST = 1024 * 1024
ANSWERING, SEEN, KEY, ONCE = "answering", "seen", "key", "once"
COOKIE_DAYS = 30


@blueprint.before_request
def _limit_size() -> None:
    request.max_content_length = LARGEST_POST


@blueprint.after_request
def _let_browser_keep(response: Response) -> Response:
    # Not `no-store`: going back after a lost connection must find the page with what was typed on it.
    response.headers.setdefault("Cache-Control", "private, no-cache")
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.get("/s/<link>")
def open_form(link: str) -> str | Response:
    """The first page, or where this browser left off, or the question for the password."""
    entry = visits.find_entry(access.reading(), link)
    if own := _own_token(entry):
        return redirect(url_for("public.show_submission", token=own), 303)
    key = request.args.get("key") or request.cookies.get(KEY, "")
    held = visits.holds_key(access.store().settings, entry.form, key)
    if entry.unfinished:
        return _go_on(entry, link) if held else _entrance(entry, link)
    visits.check_open(entry)
    response = Response(_first_page(entry, link, key) if held else _entrance(entry, link), mimetype="text/html")
    if SEEN not in request.cookies:
        note_opening(access.store(), entry)
        _set_cookie(response, SEEN, "1", link)
    return response


@blueprint.post("/s/<link>/enter")
def enter_form(link: str) -> tuple[str, int] | Response:
    """Check the password; what stands for it goes with the address, because a browser may keep no cookies."""
    given, address = request.form.get("password", ""), request.remote_addr or ""
    try:
        key = form_access.check_form_password(access.store(), link, given, address)
    except NotAllowed as error:
        entry = visits.find_entry(access.reading(), link)
        return _entrance(entry, link, error), status_of(error)
    response = redirect(url_for("public.open_form", link=link, key=key), 303)
    _set_cookie(response, KEY, key, link)
    return response


@blueprint.get("/s/<link>/enter")
def enter_again(link: str) -> Response:
    """Who comes back to the question after a wrong password."""
    return redirect(url_for("public.open_form", link=link), 303)


@blueprint.get("/s/<link>/card.png")
def show_picture(link: str) -> Response:
    """The square picture of the card."""
    entry = visits.find_entry(access.reading(), link)
    if not entry.form.has_picture:
        abort(404)
    picture = access.reading().get_one(Form, entry.form.id).picture
    return Response(picture, mimetype="image/png", headers={"Cache-Control": "public, max-age=3600"})


def remember(response: Response, step: Step, link: str) -> Response:
    """Let this browser find back by the same link; where it may hand in once, by any link of the form.

    If another person begins in it, the form was opened once more.
    """
    _set_cookie(response, ANSWERING, step.token, link)
    response.delete_cookie(SEEN, path=url_for("public.open_form", link=link))
    if step.entry is not None and step.entry.form.one_answer == "browser":
        _set_cookie(response, _once(step.entry), step.token, "")
    return response


def began_another(link: str, uuid: str) -> str:
    """The submission that this browser has begun with another page, where it may hand in only once."""
    if not any(name.startswith(ONCE) for name in request.cookies):
        return ""
    entry = visits.find_entry(access.reading(), link)
    token = _own_token(entry) if entry.form.one_answer == "browser" else ""
    return token if token != submission_token(access.store().settings, entry.form, uuid) else ""


def _own_token(entry: Entry) -> str:
    """The submission that this browser has begun, unless somebody else wants to begin."""
    once = request.cookies.get(_once(entry), "") if entry.form.one_answer == "browser" and not entry.personal else ""
    again = "again" in request.args and not once
    token = once or request.cookies.get(ANSWERING, "")
    return token if not again and visits.is_of(access.reading(), token, entry.form) else ""


def _go_on(entry: Entry, link: str) -> Response:
    """Whoever holds a personal link goes on where it was left, in whichever browser."""
    token = submission_token(access.store().settings, entry.form, entry.unfinished)
    response = redirect(url_for("public.show_submission", token=token), 303)
    _set_cookie(response, ANSWERING, token, link)
    return response


def _first_page(entry: Entry, link: str, key: str) -> str:
    opening = visits.find_opening(access.reading(), entry)
    uuid = str(uuid4())
    hidden = {":uuid": uuid, ":version": str(opening.version.number)}
    if entry.form.password_hash:
        hidden[":key"] = key
    card = card_of(entry.form, opening.checked.form, link)
    way = Way(address=url_for("public.start_submission", link=link, sent=1), hidden=hidden, card=card)
    return render_screen(visits.first_screen(opening.checked, uuid), way)


def _entrance(entry: Entry, link: str, problem: NotAllowed | None = None) -> str:
    form = visits.find_opening(access.reading(), entry).checked.form
    card = card_of(entry.form, form, link)
    return render_entrance(form, card, url_for("public.enter_form", link=link), problem)


def _once(entry: Entry) -> str:
    return f"{ONCE}{entry.form.id}"


def _set_cookie(response: Response, name: str, value: str, link: str) -> None:
    """For one link, or for all when `link` is empty."""
    path = url_for("public.open_form", link=link) if link else "/s/"
    secure = access.store().settings.public_https
    response.set_cookie(
        name, value, max_age=COOKIE_DAYS * 24 * 3600, path=path, secure=secure, httponly=True, samesite="Lax"
    )
