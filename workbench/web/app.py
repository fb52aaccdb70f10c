"""The application: settings and a store in, a WSGI callable out.

It has two parts: `public` for respondents and `studio` for researchers. One app may serve both, or each its own.
"""

from datetime import timedelta

from flask import Flask, abort, request
from flask_babel import Babel
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from workbench.settings import STATIC, TEMPLATES, Settings
from workbench.storage import Store, open_store
from workbench.web import access, failures, languages, pages, public, security, studio
from workbench.web.public import limits
from workbench.workflow.secrets import server_secret


def create_app(settings: Settings, store: Store | None = None, part: str = "") -> Flask:
    """The app on `store` (opened and migrated from `settings` when not given), or only its `public` or `studio` part.

    What belongs to the other part is not there (404); the studio still knows the addresses of the respondents' pages.
    """
    app = Flask("workbench", template_folder=str(TEMPLATES), static_folder=str(STATIC))
    store = store or open_store(settings)
    app.config.update(
        SECRET_KEY=server_secret(settings),
        MAX_CONTENT_LENGTH=settings.upload_megabytes * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=4 * 1024 * 1024,
        SESSION_COOKIE_NAME="workbench_note",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(hours=1),
        WTF_CSRF_TIME_LIMIT=None,
        BABEL_DEFAULT_LOCALE="zh_Hans_CN",
        BABEL_DEFAULT_TIMEZONE="Asia/Shanghai",
        BABEL_TRANSLATION_DIRECTORIES="web/translations",
    )
    app.extensions["store"] = store
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if settings.trusted_proxies:
        proxies = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]
    Babel(app, locale_selector=languages.choose)
    app.extensions["allowances"] = limits.allowances()
    for guard in (security, pages, public.stops if part == "public" else failures):
        guard.install(app)
    for blueprint in public.BLUEPRINTS if part == "public" else (*public.BLUEPRINTS, *studio.BLUEPRINTS):
        app.register_blueprint(blueprint)
    if part:
        app.before_request(_only_public if part == "public" else _only_studio)
    app.teardown_appcontext(lambda _error: access.stop_reading())
    return app


def _only_public() -> None:
    if request.endpoint == "static" and (request.view_args or {}).get("filename") not in public.FILES:
        abort(404)


def _only_studio() -> None:
    if (request.endpoint or "").startswith("public."):
        abort(404)
