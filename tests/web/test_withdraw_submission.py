"""Taking an answer back: by the link of the ending, at once, for good."""

from tests.web.answering import FIRST, answer, answer_all, publish, rows
from tests.web.material import put_interview
from tests.web.writing_personas import cite, document
from workbench.storage.tables import Answer, Interview, Participant, PersonaVersion, Utterance


def test_the_thanks_lead_to_what_was_given_and_there_it_can_be_taken_back(anyone, store, cast):
    ending = answer_all(anyone, publish(store, cast))
    assert f'href="{ending}/given"' in anyone.get(ending).text
    given = anyone.get(f"{ending}/given").text
    assert all(words in given for words in ("多久玩一次？", "每天", "钓鱼、种田", "太肝"))
    assert f'action="{ending}/withdraw"' in given
    assert "你的回答已经删除" in anyone.post(f"{ending}/withdraw").text
    for table in (Participant, Answer, Utterance):
        assert rows(store, table) == []
    assert rows(store) == []
    assert anyone.get(ending).status_code == 404


def test_taking_back_twice_is_no_error(anyone, store, cast):
    ending = answer_all(anyone, publish(store, cast))
    assert [anyone.post(f"{ending}/withdraw").status_code for _ in range(2)] == [200, 200]


def test_an_unfinished_submission_can_be_taken_back(anyone, store, cast):
    second = answer(anyone, publish(store, cast), **FIRST).location
    anyone.post(second.rsplit("/", 1)[0] + "/withdraw")
    assert rows(store) == []


def test_an_interview_with_the_same_person_stays(anyone, store, cast):
    ending = answer_all(anyone, publish(store, cast))
    (person,) = rows(store, Participant)
    put_interview(store, cast.study, person.id)
    anyone.post(f"{ending}/withdraw")
    assert len(rows(store, Interview)) == len(rows(store, Participant)) == 1
    assert rows(store, Answer) == []
    assert all(utterance.question_id is None for utterance in rows(store, Utterance))


def test_the_way_to_take_everything_back_stands_openly_below_the_thanks(anyone, store, cast):
    page = anyone.get(answer_all(anyone, publish(store, cast))).text
    assert page.index("我们会在一周内联系合适的人。") < page.index("查看或撤回</a>")
    assert "<details" not in page


def test_a_link_alone_deletes_nothing(anyone, store, cast):
    ending = answer_all(anyone, publish(store, cast))
    assert anyone.get(f"{ending}/withdraw").location == f"{ending}/given"
    assert len(rows(store)) == 1


def test_what_was_written_is_shown_as_words_and_only_behind_its_link(anyone, store, cast):
    ending = answer_all(anyone, publish(store, cast), (FIRST, {"why": "<script>x</script>"}, {}))
    assert "&lt;script&gt;" in anyone.get(f"{ending}/given").text
    assert anyone.get("/r/nothing/given").status_code == 404


def test_whoever_has_not_finished_sees_what_was_kept_so_far(anyone, store, cast):
    second = answer(anyone, publish(store, cast), **FIRST).location
    page = anyone.get(second.rpartition("/")[0] + "/given").text
    assert "每天" in page
    assert "接着填" in page


def test_what_was_taken_back_is_quoted_nowhere(anyone, client, store, cast):
    ending = answer_all(anyone, publish(store, cast))
    (person,) = rows(store, Participant)
    (why,) = (one for one in rows(store, Utterance) if one.topic == "motivation")
    spoken = put_interview(store, cast.study, person.id)
    address = client.post(f"/studies/{cast.study}/personas/draft", data={"title": "看云人"}).location
    for utterance, span in ((why.id, f"0-{len(why.text)}"), (spoken, "3-10")):
        cite(client, address, "quotes", utterance, span)
    client.post(f"{address}/publish")
    anyone.post(f"{ending}/withdraw")
    (version,) = rows(store, PersonaVersion)
    for kept in (document(store), version.document):
        assert [quote["utterance_id"] for quote in kept["quotes"]] == [spoken]
    assert version.withdrawn_at is not None
