"""What stops a persona from being published, and what is only advice."""

import pytest

from workbench.personas import check
from workbench.records.evidence import SpeakerRole
from workbench.records.personas import Claim, Count, Look, PersonaDocument, SourceUtterance

from .samples import cite, claim, persona, sources


def found(document: PersonaDocument, **changed: object) -> list[tuple[str | None, str]]:
    """Problems as (field, sentence); `changed` alters the utterance of the hero quote."""
    utterances = sources(document)
    if changed and document.hero_quote:
        number = document.hero_quote.utterance_id
        utterances[number] = utterances[number].model_copy(update=changed)
    return [(problem.column, str(problem.expected)) for problem in check(document, utterances).problems]


def test_a_good_persona_has_neither_problems_nor_warnings():
    document = persona()
    review = check(document, sources(document))
    assert (review.problems, review.warnings) == ((), ())


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"text": "嗯，那下了班我谁都不想理"}, "一字不差"),
        ({"role": SpeakerRole.INTERVIEWER}, "只能引用受访者的话"),
        ({"participant_id": 0}, "不是这位受访者说的"),
    ],
)
def test_a_quote_must_be_what_its_participant_said(changed, sentence):
    problems = found(persona(), **changed)
    assert [column for column, _ in problems] == ["代表原声"]
    assert sentence in problems[0][1]


def test_a_quote_whose_utterance_is_gone_is_a_problem():
    review = check(persona(), {})
    assert len(review.problems) == len(persona().cited())


def test_a_finding_names_the_sentence_whose_quote_is_wrong():
    lost = {quote.utterance_id for _, quote in persona().cited()}
    document = persona(pain_points=(claim("甲"), claim("乙", evidence=(cite("丙丙"), cite("丁丁")))))
    utterances = {number: one for number, one in sources(document).items() if number not in lost}
    del utterances[document.pain_points[1].evidence[1].utterance_id]
    assert [(one.field, one.row) for one in check(document, utterances).problems if one.found == "丁丁"] == [
        ("pain_points", 2)
    ]


def test_offsets_count_code_points():
    document = persona(hero_quote=cite("真的😂😂").model_copy(update={"start": 2, "end": 6}))
    quote = document.hero_quote
    assert quote is not None
    utterances = sources(document) | {
        quote.utterance_id: SourceUtterance(text="😂，真的😂😂。", participant_id=quote.participant_id)
    }
    assert check(document, utterances).problems == ()


def test_a_claim_without_evidence_must_be_called_an_assumption():
    bare = Claim(text="都是学生", interviews=Count(said=3, of=4))
    assert found(persona(goals=(claim("甲"), bare))) == [("目标", "每一条都要有依据，或者标为“假设”")]
    assert found(persona(goals=(bare.model_copy(update={"assumption": True}),))) == []


def test_an_empty_claim_and_a_missing_title_are_problems():
    assert found(persona(title=" ", goals=(claim(" "),))) == [
        ("名称", "画像要有一个名称"),
        ("目标", "这一条是空的，请填写或删除"),
    ]


def test_what_is_too_long_or_too_much_for_the_wall_is_a_warning():
    many = tuple(claim("很长的一条动机写了二十个字还没有写完") for _ in range(4))
    document = persona(motivations=many, title="一个超过十个字的画像名称")
    warnings = [(w.column, w.row, str(w.expected)) for w in check(document, sources(document)).warnings]
    assert ("名称", 1, "海报上最多 10 个字") in warnings
    assert ("动机", 4, "海报上最多 16 个字") in warnings
    assert ("动机", None, "海报上最多放 3 条") in warnings


def test_more_than_four_hundred_characters_are_a_warning():
    document = persona(opportunities=(claim("字" * 300),))
    assert any("整张海报最多 400 个字" in str(w.expected) for w in check(document, sources(document)).warnings)


def test_what_does_not_go_on_the_wall_may_be_long():
    document = persona(goals=(claim("字" * 500),))
    assert check(document, sources(document)).warnings == ()


def test_missing_hero_and_counter_quote_are_warnings():
    review = check(PersonaDocument(look=Look.of(1), title="夜猫"), {})
    assert [warning.column for warning in review.warnings] == ["代表原声", "反例"]
