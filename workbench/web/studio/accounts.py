"""Signing in and out, the first account, a new password, the language."""

from dataclasses import dataclass
from hmac import compare_digest

from flask import Blueprint, abort, flash, g, redirect, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workbench.errors import WorkbenchError
from workbench.web import access, security
from workbench.web.failures import status_of
from workbench.web.languages import LANGUAGES
from workbench.web.pages import Page, render, tell_error
from workbench.workflow import accounts

blueprint = Blueprint("accounts", __name__)


@dataclass
class SignInPage(Page):
    """The sign-in form; `waiting` when there is no account yet."""

    template = "accounts/sign_in.html"
    email: str
    next: str
    problem: str
    waiting: bool


@dataclass
class CreateOwnerPage(Page):
    """The first account."""

    template = "accounts/create_owner.html"
    name: str
    email: str
    problem: str


@dataclass
class ResetPasswordPage(Page):
    """A new password."""

    template = "accounts/reset_password.html"
    problem: str


@blueprint.get("/sign-in")
def sign_in() -> str:
    """Ask for e-mail and password."""
    waiting = accounts.setup_token(access.store()) is not None
    return render(SignInPage(email="", next=request.args.get("next", ""), problem="", waiting=waiting))


@blueprint.post("/sign-in")
def check_sign_in() -> tuple[str, int] | Response:
    """Check them."""
    email, target = request.form.get("email", ""), request.form.get("next", "")
    try:
        token = accounts.sign_in(access.store(), email, request.form.get("password", ""), request.remote_addr or "")
    except WorkbenchError as error:
        return render(SignInPage(email=email, next=target, problem=tell_error(error), waiting=False)), status_of(error)
    session.clear()
    return security.remember(redirect(_inside(target), 303), token)


@blueprint.get("/link/<token>")
def sign_in_once(token: str) -> Response:
    """Sign in by a link that works once."""
    signed_in = accounts.sign_in_once(access.store(), token)
    session.clear()
    return security.remember(redirect(url_for("studies.list_studies"), 303), signed_in)


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """End the sign-in."""
    accounts.sign_out(access.store(), request.cookies.get(security.COOKIE, ""))
    session.clear()
    response = redirect(url_for("accounts.sign_in"), 303)
    response.delete_cookie(security.COOKIE)
    return response


@blueprint.route("/setup/<token>", methods=["GET", "POST"])
def create_owner(token: str) -> str | tuple[str, int] | Response:
    """Create the first account, by the link that was printed at start."""
    expected = accounts.setup_token(access.store())
    if expected is None:
        flash(_("这里已经有账号了，请直接登录。"), "note")
        return redirect(url_for("accounts.sign_in"), 303)
    if not compare_digest(token.encode(), expected.encode()):
        abort(404)
    if request.method == "GET":
        return render(CreateOwnerPage(name="", email="", problem=""))
    name, email, password = (request.form.get(field, "") for field in ("name", "email", "password"))
    try:
        accounts.create_owner(access.store(), name, email, password)
        signed_in = accounts.sign_in(access.store(), email, password, request.remote_addr or "")
    except WorkbenchError as error:
        return render(CreateOwnerPage(name=name, email=email, problem=tell_error(error))), status_of(error)
    return security.remember(redirect(url_for("studies.list_studies"), 303), signed_in)


@blueprint.route("/reset/<token>", methods=["GET", "POST"])
def reset_password(token: str) -> str | tuple[str, int] | Response:
    """Choose a new password, by a link from the command line."""
    if request.method == "GET":
        return render(ResetPasswordPage(problem=""))
    try:
        accounts.reset_password(access.store(), token, request.form.get("password", ""))
    except WorkbenchError as error:
        return render(ResetPasswordPage(problem=tell_error(error))), status_of(error)
    flash(_("密码已更新，请登录。"), "done")
    return redirect(url_for("accounts.sign_in"), 303)


@blueprint.post("/language")
def set_language() -> Response:
    """Switch the interface language and stay on the page."""
    language = request.form.get("language", "")
    if language in LANGUAGES:
        session["language"] = language
        if g.user is not None:
            accounts.set_language(access.store(), access.user_id(), language)
    return redirect(_inside(request.form.get("next", "")), 303)


def _inside(target: str) -> str:
    """`target` if it stays on this site, the list of studies otherwise."""
    safe = target.startswith("/") and not target.startswith(("//", "/\\")) and "\n" not in target and "\r" not in target
    return target if safe else url_for("studies.list_studies")
