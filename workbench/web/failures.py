"""Whatever goes wrong becomes a page with a sentence; a bad input is never a 500."""

import logging

from flask import Flask, flash, redirect, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from workbench.errors import BadInput, Conflict, NotAllowed, NotFound, WorkbenchError
from workbench.web.pages import FailurePage, render, tell, tell_error

STATUS = ((NotFound, 404), (NotAllowed, 403), (Conflict, 409), (BadInput, 422))
SENTENCES = {
    400: (lazy_gettext("这个请求不完整。"), lazy_gettext("请返回上一页重试。")),
    401: (lazy_gettext("请先登录。"), lazy_gettext("登录后会回到这里。")),
    403: (lazy_gettext("这里不能打开。"), lazy_gettext("请检查链接，或换一个账号登录。")),
    404: (lazy_gettext("找不到这个页面。"), lazy_gettext("它可能被删除了，或链接不完整。")),
    405: (lazy_gettext("这个地址不能这样打开。"), lazy_gettext("请从页面上的按钮进入。")),
    413: (lazy_gettext("内容太大了。"), lazy_gettext("请把文件拆小，或请管理员调高上传限制。")),
}
log = logging.getLogger(__name__)


def install(app: Flask) -> None:
    """Register the handlers."""
    app.register_error_handler(WorkbenchError, _explain)
    app.register_error_handler(CSRFError, _explain_expired)
    app.register_error_handler(HTTPException, _explain_http)
    app.register_error_handler(Exception, _explain_crash)


def back_with(error: WorkbenchError, address: str) -> Response:
    """Go back to `address` and say there what went wrong; for posts whose input is not lost by it."""
    flash(tell_error(error), "problem")
    return redirect(address, 303)


def status_of(error: WorkbenchError) -> int:
    """The HTTP status of an error of the family."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def log_crash(error: Exception) -> None:
    """Write down where it happened."""
    # The message of an exception may hold what a respondent wrote; the log gets the place, not the words.
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
    log.error("%s %s failed: %s at %s", request.method, request.endpoint, type(error).__name__, where)


def _explain(error: WorkbenchError) -> tuple[str, int]:
    page = FailurePage(what=tell(error.what), advice=tell(error.advice), problems=error.problems)
    return render(page), status_of(error)


def _explain_expired(_error: CSRFError) -> tuple[str, int]:
    return render(
        FailurePage(what=_("页面打开得太久了。"), advice=_("请返回上一页，刷新后再提交一次。"), problems=[])
    ), 400


def _explain_http(error: HTTPException) -> tuple[str, int] | HTTPException:
    if error.code is None or error.code < 400:
        return error
    what, advice = SENTENCES.get(error.code, SENTENCES[400])
    return render(FailurePage(what=str(what), advice=str(advice), problems=[])), error.code


def _explain_crash(error: Exception) -> tuple[str, int]:
    log_crash(error)
    return render(FailurePage(what=_("服务器出了错。"), advice=_("数据没有丢失。请稍后再试。"), problems=[])), 500
