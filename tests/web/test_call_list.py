"""Candidates as a list of people to call: contacts when asked for and written down, who set a state by hand, files."""

import csv
import io
import re
from datetime import datetime

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import event

from tests.web.answering import rows
from tests.web.screening import people, publish, send, states
from workbench.storage.queries.audit import last_moves
from workbench.storage.tables import AuditEntry, Form
from workbench.workflow import accounts, contacts, exclusions

CELLS = [
    {"id": "women", "title": "女玩家机密", "if": "{sex} = 'f'", "size": 1},
    {"id": "grown", "title": "成年机密", "if": "{age} >= 18", "size": 1},
]


@pytest.fixture
def place(anyone, store, cast):
    """Three people handed in a form that asks for their age as a contact; the address of the list."""
    form_id, link = publish(store, cast, roles={"age": "contact"}, quotas=CELLS)
    for more in ({"age": "31"}, {"age": "17"}, {"age": "33", "often": "6"}):
        send(anyone, link, **more)
    return f"/studies/{cast.study}/forms/{form_id}/candidates"


def ids(store):
    return [person.id for person, _ in people(store)]


def verbs(store, name):
    return [(one.subject, one.user_id) for one in rows(store, AuditEntry) if one.verb == name]


def lines(client, address):
    return list(csv.DictReader(io.StringIO(client.get(address).data.decode("utf-8-sig"))))


def test_contacts_are_hidden_until_somebody_asks_which_is_written_down(client, store, cast, place):
    assert "<td>31</td>" not in client.get(place).text
    assert verbs(store, "show_contacts") == []
    shown = client.get(f"{place}?contacts=1&sort=pseudonym").text
    assert re.findall(r"<td>(\d\d)</td>", shown) == ["31", "17", "33"]
    assert '<input type="hidden" name="contacts" value="1">' in shown, "a search keeps them in sight"
    assert verbs(store, "show_contacts") == [("form:1", cast.owner)]


def test_who_qualifies_leaves_with_contacts_score_and_reasons(client, store, cast, place):
    (line,) = lines(client, f"{place}.csv")
    assert (line["化名"], line["状态"], line["你的年龄？"], line["配额格"]) == (
        "P001",
        "合格",
        "31",
        "女玩家机密 · 成年机密",
    )
    assert datetime.fromisoformat(line["提交时间（北京时间）"]).utcoffset().total_seconds() == 8 * 3600
    (waits,) = lines(client, f"{place}.csv?state=waiting")
    assert (waits["得分"], waits["得分的理由"]) == ("3", "玩得多机密 +3")
    assert waits["没有通过的原因"] == "名额已满：女玩家机密 · 成年机密"
    assert verbs(store, "export_contacts") == [("form:1", cast.owner)] * 2


def test_the_file_honours_search_filter_and_sort(client, store, place):
    client.post(f"{place}/state", data={"participant": ids(store), "state": "qualified"})
    names = [
        [line["化名"] for line in lines(client, f"{place}.csv?{query}")] for query in ("sort=-pseudonym", "q=P002")
    ]
    assert names == [["P003", "P002", "P001"], ["P002"]]
    page = client.get(f"{place}?sort=-pseudonym&q=P00").text
    assert f'href="{place}.xlsx?q=P00&amp;sort=-pseudonym"' in page
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"{place}.xlsx").data))
    assert isinstance(book.get_sheet_by_name("候选人").to_python()[1][2], datetime)


def test_all_full_cells_are_named(client, place):
    assert "名额已满：女玩家机密 · 成年机密" in client.get(f"{place}?state=waiting").text


def test_who_set_a_state_by_hand_and_when_stands_in_the_reasons(client, store, cast, place):
    second = ids(store)[1]
    assert "手工改" not in client.get(place).text
    client.post(f"{place}/state", data={"participant": [second], "state": "qualified"})
    for page in (
        f"{place}?q=P002",
        f"/studies/{cast.study}/participants/{second}",
        f"/studies/{cast.study}/answers/form:1/{second}",
    ):
        assert re.search(r"手工改：不合格 → 合格，林晓，20\d\d", client.get(page).text), page
    assert "手工改" not in client.get(f"{place}?q=P001").text
    client.post(f"/studies/{cast.study}/participants/state", data={"participant": [second], "state": "dropped"})
    assert "手工改：合格 → 已退出，林晓" in client.get(place).text
    assert verbs(store, "move_participant")[-1] == (f"participant:{second}:qualified:dropped", cast.owner)


def test_of_all_that_was_moved_only_the_moves_of_those_shown_are_read(client, store, place):
    client.post(f"{place}/state", data={"participant": ids(store), "state": "dropped"})
    second = people(store)[1][0]
    subjects = []
    with store.reading() as session:
        event.listen(session, "loaded_as_persistent", lambda _session, entry: subjects.append(entry.subject))
        assert last_moves(session, []) == {}
        assert {number: move.after for number, move in last_moves(session, [second]).items()} == {second.id: "dropped"}
    assert [one.split(":")[1] for one in subjects] == [str(second.id)]


def test_a_new_person_does_not_inherit_what_was_done_to_one_who_is_gone(client, anyone, store, cast, place):
    last = ids(store)[-1]
    for state in ("dropped", "waiting"):
        client.post(f"{place}/state", data={"participant": [last], "state": state})
    client.post(f"/studies/{cast.study}/participants/{last}/delete")
    send(anyone, f"/s/{rows(store, Form)[0].token}")
    assert (ids(store)[-1], states(store)[-1]) == (last, "waiting"), "SQLite gives the number again"
    assert "手工改" not in client.get(f"/studies/{cast.study}/participants/{last}").text


@pytest.mark.parametrize("page", ["forms/1/candidates", "answers/form:1", "quality/form:1", "participants"])
def test_a_state_looks_the_same_wherever_it_stands(client, cast, place, page):
    text = client.get(f"/studies/{cast.study}/{page}").text
    assert '<span class="pill pill-plain">合格</span>' in text
    assert '<span class="pill pill-warn">不合格</span>' in text


def test_the_reason_that_the_program_gives_is_told_in_english(client, store, cast, place):
    for person, reason in zip(ids(store), (contacts.SECOND_ANSWER, "联系方式乱写"), strict=False):
        exclusions.exclude(store, cast.owner, cast.study, [person], reason)
    accounts.set_language(store, cast.owner, "en")
    pages = [client.get(f"/studies/{cast.study}/{page}").text for page in ("participants", "quality/form:1")]
    assert not [page for page in pages if contacts.SECOND_ANSWER in page]
    assert all("联系方式乱写" in page for page in pages), "a researcher's own words stay as they are"


def test_an_outsider_gets_no_file(outsider, place):
    assert outsider.get(f"{place}.csv").status_code == 404
    assert outsider.get(f"{place}?contacts=1").status_code == 404
