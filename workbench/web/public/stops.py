"""What goes wrong for a respondent becomes a friendly page, with what was typed where it could not be taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Flask, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from workbench.errors import N_, Conflict, Message, NotFound, WorkbenchError
from workbench.records.questions import Question
from workbench.web import access
from workbench.web.failures import log_crash, status_of
from workbench.web.languages import TAGS
from workbench.web.pages import Page, render, tell
from workbench.web.public.pages import Say, speaking
from workbench.workflow import visits

Sent = Sequence[tuple[Question, list[str]]]
GONE, TOO_MANY = 410, 429
SENTENCES = {
    404: (Message(N_("找不到这个页面。")), Message(N_("链接可能不完整，请向发给你链接的人再要一次。"))),
    405: (Message(N_("这个地址不能这样打开。")), Message(N_("请从问卷链接重新打开。"))),
    413: (
        Message(N_("这一页写的内容太多了。")),
        Message(N_("请返回上一页，缩短后再提交；之前各页都已保存。")),
    ),
    TOO_MANY: (
        Message(N_("现在同时填的人太多了。")),
        Message(N_("请等一分钟，返回上一页再提交一次；之前各页都已保存。")),
    ),
    500: (Message(N_("服务器出了错。")), Message(N_("已经保存的内容没有丢失。请稍后再试。"))),
}
OTHERWISE = (Message(N_("这个请求不完整。")), Message(N_("请返回上一页重试。")))


@dataclass
class StoppedPage(Page):
    """It does not go on here: why, what to do, and what was typed."""

    template = "public/stopped.html"
    lang: str
    say: Say
    what: str
    advice: str
    sent: Sent


def install(blueprint: Blueprint | Flask) -> None:
    """Register the handlers, for the respondents' pages or for an app that has nothing else."""
    blueprint.register_error_handler(WorkbenchError, explain)
    blueprint.register_error_handler(HTTPException, _explain_http)
    blueprint.register_error_handler(Exception, _explain_crash)


def explain(error: WorkbenchError, sent: Sent = ()) -> tuple[str, int]:
    """The page for an error of the family, with what was `sent`; a form that closed meanwhile is gone (410)."""
    status = GONE if isinstance(error, Conflict) else status_of(error)
    return tell_and_stop(error.what, error.advice, sent, locale=locale_here()), status


def tell_and_stop(what: Message, advice: Message, sent: Sent = (), *, locale: str = "") -> str:
    """Two sentences in a form's language, else in the browser's: where something stops there may be no form."""
    locale = locale or _locale_of_browser()
    with speaking(locale):
        return render(StoppedPage(locale, lambda text: text.into(locale), tell(what), tell(advice), sent))


def locale_here() -> str:
    """The language of the form that the address leads to, else the one that the browser asks for."""
    given, session = request.view_args or {}, access.reading()
    try:
        if "token" in given:
            return visits.find_visit(session, given["token"]).checked.form.locale
        if "link" in given:
            return visits.find_opening(session, visits.find_entry(session, given["link"])).checked.form.locale
    except NotFound:
        pass
    return _locale_of_browser()


def _locale_of_browser() -> str:
    return TAGS[request.accept_languages.best_match(["zh", "en"], "zh")]


def _explain_http(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return error.get_response()
    # Neither a flood nor a broken server is a moment to look a form up.
    locale = "" if error.code == TOO_MANY or error.code >= 500 else locale_here()
    page = tell_and_stop(*SENTENCES.get(error.code, OTHERWISE), locale=locale)
    response = Response(page, error.code, mimetype="text/html")
    if error.code == TOO_MANY:
        response.headers["Retry-After"] = "60"
    return response


def _explain_crash(error: Exception) -> tuple[str, int]:
    log_crash(error)
    return tell_and_stop(*SENTENCES[500]), 500
