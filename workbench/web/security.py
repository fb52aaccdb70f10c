"""Safe by default.

Nobody reaches more than surveys without signing in, every post carries a token, every answer strict headers.
"""

from urllib.parse import urlencode

from flask import Flask, Response, g, redirect, request, url_for
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Response as AnyResponse

from workbench.web import access
from workbench.workflow.accounts import signed_in_user

COOKIE = "workbench_sign_in"
OPEN_ENDPOINTS = {
    "static",
    "accounts.sign_in",
    "accounts.check_sign_in",
    "accounts.sign_in_once",
    "accounts.create_owner",
    "accounts.reset_password",
    "accounts.set_language",
}
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
        "object-src 'none'",
        "base-uri 'none'",
    )
)
csrf = CSRFProtect()


def install(app: Flask) -> None:
    """Put the guards around every request."""
    csrf.init_app(app)
    app.before_request(_know_the_user)
    app.before_request(_deny_by_default)
    app.after_request(_add_headers)


def is_open(endpoint: str | None) -> bool:
    """Whether an endpoint may be reached without signing in."""
    return endpoint is None or endpoint in OPEN_ENDPOINTS or endpoint.startswith("public.")


def remember(response: AnyResponse, token: str) -> AnyResponse:
    """Give the browser its sign-in."""
    settings = access.store().settings
    response.set_cookie(COOKIE, token, httponly=True, samesite="Lax", secure=settings.https)
    return response


def _know_the_user() -> None:
    token = request.cookies.get(COOKIE)
    g.user = (
        signed_in_user(access.store(), token) if token and not (request.endpoint or "").startswith("public.") else None
    )


def _deny_by_default() -> AnyResponse | None:
    if is_open(request.endpoint) or g.user is not None:
        return None
    target = request.full_path.rstrip("?") if request.method == "GET" else ""
    address = url_for("accounts.sign_in") + ("?" + urlencode({"next": target}) if target not in ("", "/") else "")
    if request.headers.get("HX-Request"):  # a fragment that polls itself: the whole page must go to the sign-in
        return Response(status=401, headers={"HX-Redirect": address})
    return redirect(address, 303)


def _add_headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), interest-cohort=()"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    settings = access.store().settings
    if settings.public_https if (request.endpoint or "").startswith("public.") else settings.https:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response
