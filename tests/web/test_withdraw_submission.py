"""Taking an answer back: by the link of the ending, at once, for good."""

from tests.web.answering import FIRST, answer, answer_all, publish, rows
from tests.web.material import put_interview
from workbench.storage.tables import Answer, Interview, Participant, Utterance


def test_the_thanks_offer_to_take_everything_back(anyone, store, cast):
    ending = answer_all(anyone, publish(store, cast))
    assert f'action="{ending}/withdraw"' in anyone.get(ending).text
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
