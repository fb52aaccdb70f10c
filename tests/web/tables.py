"""A table of answers, its upload and its preview's form, for the tests of imports."""

import csv
import io

import html5lib
from sqlmodel import func, select

from workbench.storage.tables import Utterance

HEADER = ["编号", "性别", "常玩什么类型", "您为什么打开这款游戏？", "最想卸载的一次是为什么？", "昵称"]
PEOPLE = [
    ["1", "女", "解谜┋养成", "下班路上想透口气", "日常任务太多，像上班", "阿灯"],
    ["2", "男", "动作┋解谜", "和大学室友一起开黑", "掉线以后回不到原来的队伍", "鹿角"],
    ["3", "女", "养成", "喜欢收集和看剧情", "复刻说话不算数", "小满"],
    ["4", "男", "动作", "想打过最后一层", "掉帧害我输了一局", "铁柱"],
]


def table(rows, header=HEADER, encoding="utf-8"):
    """The bytes of a csv export."""
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    return text.getvalue().encode(encoding)


def upload(client, study, data, name="答卷.csv"):
    return client.post(f"/studies/{study}/imports/upload", data={"file": (io.BytesIO(data), name)})


def form_of(page):
    """What a browser sends of the form with the columns: names with all their values, in order."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    form = next(form for form in tree.iter("form") if form.find(".//input[@name='key']") is not None)
    sent = {}
    for field in form.iter():
        if field.tag in ("input", "select") and field.get("name") and field.get("type") != "checkbox":
            chosen = [option for option in field.iter("option") if option.get("selected") is not None]
            value = chosen[0].get("value") if field.tag == "select" else field.get("value", "")
            sent.setdefault(field.get("name"), []).append(value)
    return sent


def confirm(client, address, page=None, **changes):
    form = {**form_of(page or client.get(address).text), **changes}
    return client.post(f"{address}/confirm", data=form)


def bring(client, study, data, name="答卷.csv", **changes):
    """Upload and confirm; the address of the import."""
    response = confirm(client, upload(client, study, data, name).location, **changes)
    assert response.status_code == 303, response.text
    return response.location


def count(store, table, *conditions):
    with store.reading() as session:
        return session.exec(select(func.count()).select_from(table).where(*conditions)).one()


def texts(store):
    with store.reading() as session:
        return set(session.exec(select(Utterance.text)))


def change(form, column, /, **values):
    """The form with another use, topic or title for the column of this title."""
    place = form["title"].index(column)
    for name, value in values.items():
        form[name][place] = value
    return form
