"""Answers: the table of a form or an import, one participant's answers, corrections."""

import pytest
from sqlmodel import select

from workbench.records.facts import QuestionFacts
from workbench.storage import add
from workbench.storage.tables import (
    Answer,
    AnswerImport,
    Form,
    FormVersion,
    Participant,
    Question,
    Submission,
    Utterance,
    now,
)
from workbench.workflow.evidence import Origin, add_participant, record_answers, sync_questions

DEVICES = [{"value": "a", "text": "安卓手机"}, {"value": "i", "text": "iOS <手机>"}]
GENRES = [{"value": "p", "text": "休闲益智"}, {"value": "r", "text": "角色扮演"}]
FACTS = [
    QuestionFacts(key="device", title="用什么玩", kind="single", topic="behaviour", choices=DEVICES),
    QuestionFacts(key="genres", title="常玩哪几类", kind="multiple", choices=GENRES),
    QuestionFacts(key="relax", title="能让我放松", kind="scale"),
    QuestionFacts(key="motive", title="为什么一直玩 <b>", kind="open", topic="motivation"),
    QuestionFacts(key="contact", title="微信或手机号", kind="text", topic="contact"),
]
PEOPLE = [
    {
        "device": "a",
        "genres": ["p", "r"],
        "relax": 5,
        "motive": "睡前<script>alert(1)</script>转两圈",
        "contact": "138",
    },
    {"device": "i", "genres": ["r"], "relax": 2, "motive": '=HYPERLINK("http://x")', "contact": "@wx"},
    {"device": "a", "relax": 4, "motive": "朋友都在\n一起玩"},
]


@pytest.fixture
def source(store, cast):
    with store.writing() as session:
        form_id = add(session, Form(study_id=cast.study, title="招募 <问卷>", status="open", token="t"))
        rules = {"screen_out": [{"id": "ios", "if": "{device} = 'i'", "reason": "这次只测安卓"}]}
        version_id = add(session, FormVersion(form_id=form_id, number=1, digest="abcdef012345", rules=rules))
        origin = f"form:{form_id}"
        questions = sync_questions(session, cast.study, origin, FACTS)
        for number, values in enumerate(PEOPLE):
            qualified = values["device"] == "a"
            state = "qualified" if qualified else "screened_out"
            person = add_participant(session, Origin(cast.study, origin, str(number)))
            person.state = state
            record_answers(session, person.id, questions, values)
            way = {"form_id": form_id, "version_id": version_id, "uuid": str(number), "token_hash": str(number)}
            rule = {"qualified": qualified, "verdict_rule": None if qualified else "ios"}
            session.add(Submission(**way, **rule, completed_at=now(), participant_id=person.id))
        add(session, Submission(form_id=form_id, version_id=version_id, uuid="x", token_hash="x"))
    return origin


@pytest.fixture
def table(client, cast, source):
    def get(query=""):
        return client.get(f"/studies/{cast.study}/answers/{source}{query}")

    return get


def ids(store, source):
    with store.reading() as session:
        questions = {q.key: q.id for q in session.exec(select(Question).where(Question.source == source))}
        people = session.exec(select(Participant.id).where(Participant.source == source).order_by(Participant.id)).all()
    return questions, people


def names(page):
    return [name for name in ("P001", "P002", "P003") if f">{name}</a>" in page]


def test_the_table_has_a_row_for_each_participant_and_the_funnel(table):
    page = table().text
    assert names(page) == ["P001", "P002", "P003"]
    assert "<b>4</b> 开始" in page
    assert "<b>3</b> 完成" in page
    assert "<b>2</b> 合格" in page
    assert "休闲益智、角色扮演" in page


def test_what_people_wrote_is_shown_as_text(table):
    page = table().text
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "iOS &lt;手机&gt;" in page


def test_contact_details_are_hidden_until_they_are_chosen(table, store, source):
    questions, _people = ids(store, source)
    assert "@wx" not in table().text
    assert "@wx" in table(f"?columns={questions['contact']}").text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?q=睡前", ["P001"]),
        ("?q=安卓", ["P001", "P003"]),
        ("?q=益智 安卓", ["P001"]),
        ("?q=p002", ["P002"]),
        ("?q=138", ["P001"]),
        ("?q=%25", []),
        ("?state=screened_out", ["P002"]),
        ("?state=nonsense", ["P001", "P002", "P003"]),
    ],
)
def test_rows_are_found_by_words_and_states(table, query, expected):
    assert names(table(query).text) == expected


def test_rows_are_found_by_a_choice(table, store, source):
    questions, _people = ids(store, source)
    assert names(table(f"?choice={questions['genres']}:r").text) == ["P001", "P002"]
    assert names(table("?choice=999:r").text) == ["P001", "P002", "P003"]
    assert "没有找到" in table(f"?choice={questions['genres']}:zzz").text


def test_a_column_sorts_both_ways_and_says_so(table, store, source):
    questions, _people = ids(store, source)
    page = table(f"?sort={questions['relax']}").text
    assert page.index("P002") < page.index("P003") < page.index("P001")
    assert 'aria-sort="ascending"' in page
    page = table(f"?sort=-{questions['relax']}").text
    assert page.index("P001") < page.index("P003") < page.index("P002")
    assert 'aria-sort="descending"' in page


@pytest.mark.parametrize("sort", ["device", "genres", "motive", "contact"])
def test_rows_without_the_answer_sorted_by_come_last(table, store, source, sort):
    questions, _people = ids(store, source)
    for order in ("", "-"):
        assert names(table(f"?sort={order}{questions[sort]}").text) == ["P001", "P002", "P003"]


@pytest.mark.parametrize("query", ["?sort=9999999999999999999999", "?page=0", "?page=99", "?page=x", "?sort=-;drop"])
def test_an_address_with_nonsense_shows_the_table(table, query):
    assert names(table(query).text) == ["P001", "P002", "P003"]


def test_fifty_rows_are_a_page(client, cast, store):
    with store.writing() as session:
        number = add(session, AnswerImport(study_id=cast.study, title="大表"))
        for person in range(51):
            add_participant(session, Origin(cast.study, f"import:{number}", str(person)))
    page = client.get(f"/studies/{cast.study}/answers/import:{number}?page=2").text
    assert "第 2 页，共 2 页" in page
    assert page.count('scope="row"') == 1


def test_an_empty_source_says_what_to_do(client, cast, store):
    with store.writing() as session:
        number = add(session, AnswerImport(study_id=cast.study, title="空表"))
        forms = [add(session, Form(study_id=cast.study, title=s, status=s, token=s)) for s in ("draft", "open")]
    assert "确认导入之后" in client.get(f"/studies/{cast.study}/answers/import:{number}").text
    assert "发布问卷之后" in client.get(f"/studies/{cast.study}/answers/form:{forms[0]}").text
    assert "把链接或二维码发给候选人" in client.get(f"/studies/{cast.study}/answers/form:{forms[1]}").text


def test_one_participant_shows_every_answer_with_version_and_verdict(client, cast, source, store):
    _questions, people = ids(store, source)
    page = client.get(f"/studies/{cast.study}/answers/{source}/{people[1]}").text
    assert "这次只测安卓" in page
    assert "第 1 版" in page
    assert "iOS &lt;手机&gt;" in page
    assert f"/participants/{people[1]}" in page


def test_answers_of_others_are_not_there(client, outsider, cast, source, store):
    questions, people = ids(store, source)
    here = f"/studies/{cast.study}/answers/{source}"
    pages = (here, f"{here}/{people[0]}", f"{here}/export.xlsx", f"{here}/export.csv")
    for path in pages:
        assert outsider.get(path).status_code == 404
        assert outsider.get(path.replace(f"/{cast.study}/", f"/{cast.foreign_study}/")).status_code == 404
    assert outsider.post(f"{here}/{people[0]}/{questions['motive']}", data={"value": "x"}).status_code == 404
    for odd in ("form:999", "form:", "form:x", "other:1", "hand", "form:²", "import:99999999999999999999"):
        assert client.get(f"/studies/{cast.study}/answers/{odd}").status_code == 404
    assert client.get(f"{here}/999").status_code == 404


@pytest.fixture
def correct(client, cast, source, store):
    questions, people = ids(store, source)

    def post(person, key, *value):
        path = f"/studies/{cast.study}/answers/{source}/{people[person]}/{questions[key]}"
        return client.post(path, data={"value": list(value)})

    return post


def test_a_corrected_answer_keeps_its_original_and_its_utterance_follows(correct, client, cast, source, store):
    questions, people = ids(store, source)
    assert correct(0, "motive", "\x00睡前\r\n转两圈").status_code == 303
    with store.reading() as session:
        answer = session.exec(select(Answer).where(Answer.question_id == questions["motive"])).first()
        utterance = session.exec(select(Utterance).where(Utterance.participant_id == people[0])).one()
    assert (answer.value, answer.original) == ("睡前\n转两圈", PEOPLE[0]["motive"])
    assert (utterance.text, utterance.original_text) == ("睡前\n转两圈", PEOPLE[0]["motive"])
    page = client.get(f"/studies/{cast.study}/answers/{source}/{people[0]}").text
    assert "原来的回答：睡前&lt;script&gt;" in page


def test_going_back_to_the_original_forgets_the_correction(correct, source, store):
    questions, _people = ids(store, source)
    for value in (["p"], ["p", "r"]):
        correct(0, "genres", *value)
    with store.reading() as session:
        answer = session.exec(select(Answer).where(Answer.question_id == questions["genres"])).first()
    assert (answer.value, answer.original) == (["p", "r"], None)


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("device", "x", "没有“x”这个选项"),
        ("relax", "很多<b>", "不是数字"),
        ("relax", "nan", "不是数字"),
        ("motive", "  ", "是空的"),
        ("motive", "长" * 100_001, "超过了 100000 字"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_and_kept_in_the_field(correct, key, value, sentence):
    response = correct(0, key, value)
    assert response.status_code == 422
    assert sentence in response.text
    assert "<details open>" in response.text


def test_what_was_not_answered_cannot_be_corrected(correct):
    assert correct(2, "genres", "p").status_code == 404
