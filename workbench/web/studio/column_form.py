"""The columns of a table as a form: what they may be used for, what was recognised, what was posted."""

from flask import request
from flask_babel import gettext as _

from workbench.errors import N_, BadInput, Message
from workbench.records import Topic
from workbench.records.tables import AnswerTable, Layout
from workbench.web.pages import tell
from workbench.workflow.answers import TOPICS
from workbench.workflow.import_columns import ConfirmedColumn, Use

USES = {
    Use.SINGLE: N_("单选"),
    Use.MULTIPLE: N_("多选"),
    Use.RANKING: N_("排序"),
    Use.SCALE: N_("量表"),
    Use.NUMBER: N_("数字"),
    Use.OPEN: N_("开放题"),
    Use.TEXT: N_("短文本"),
    Use.META: N_("答题信息"),
    Use.ID: N_("编号"),
    Use.PSEUDONYM: N_("化名"),
    Use.IGNORE: N_("忽略"),
}
LAYOUTS = {
    Layout.WJX_TEXT: N_("问卷星导出（按选项文本）"),
    Layout.WJX_NUMBER: N_("问卷星导出（按选项序号）"),
    Layout.TENCENT: N_("腾讯问卷导出"),
    Layout.PLAIN: N_("普通表格"),
}


def use_options() -> list[tuple[str, str]]:
    """What a column may be used for, with its words."""
    return [(use.value, tell(Message(label))) for use, label in USES.items()]


def topic_options() -> list[tuple[str, str]]:
    """What a column may speak of, with its words."""
    return [("", _("无")), *((topic, tell(Message(label))) for topic, label in TOPICS.items())]


def posted_columns() -> list[ConfirmedColumn]:
    """The columns as the form was sent. Raises BadInput when it did not arrive whole."""
    given = [request.form.getlist(name) for name in ("key", "title", "use", "topic")]
    try:
        return [
            ConfirmedColumn(key=key, title=" ".join(title.split()), use=Use(use), topic=Topic(topic) if topic else None)
            for key, title, use, topic in zip(*given, strict=True)
        ]
    except ValueError as error:
        raise BadInput(N_("表单不完整，什么都没有改动。"), N_("请刷新页面后再确认一次。")) from error


def describe(table: AnswerTable) -> str:
    """What was recognised in a file, in one sentence."""
    parts = [tell(Message(LAYOUTS[table.layout]))]
    if table.encoding:
        parts.append(_("%(name)s 编码", name=table.encoding.upper()))
    if table.sheet:
        parts.append(_("工作表“%(name)s”", name=table.sheet))
    parts.append(_("第 %(row)s 行是表头", row=table.header_row) if table.header_row else _("没有表头"))
    parts.append(_("%(rows)s 行、%(columns)s 列", rows=len(table.rows), columns=len(table.columns)))
    return str(_("识别为：%(parts)s。", parts=_("，").join(parts)))
