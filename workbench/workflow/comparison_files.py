"""A comparison of two groups as a workbook: groups, words, answers, what all share, quotes."""

from collections.abc import Iterator

from workbench.errors import N_, Message, Tell
from workbench.export import table_to_xlsx
from workbench.records.contrasts import QuestionContrast
from workbench.records.sheets import Cell, Part, Sheet
from workbench.workflow.answers import TOPICS
from workbench.workflow.contrasts import ComparedQuestion, Comparison

Line = list[Cell]

_GROUPS = (N_("组"), N_("名称"), N_("人数"), N_("说过话的人"))
_WORDS = (
    *(N_("组"), N_("主题"), N_("词"), N_("说到的人"), N_("说过这个主题的人"), N_("另一组说到的人")),
    *(
        N_("另一组说过这个主题的人"),
        N_("G²（强弱，不是检验）"),
        N_("对数优势比"),
        N_("对数优势比的 z"),
        N_("类 TF-IDF"),
    ),
)
_ANSWERS = (
    *(N_("题目"), N_("选择"), N_("甲组选的人"), N_("甲组回答的人"), N_("乙组选的人"), N_("乙组回答的人")),
    *(N_("占比之差"), N_("95% 区间下限"), N_("95% 区间上限"), N_("Cramér V 系数"), N_("Hedges g 系数")),
    *(N_("Cliff δ 系数"), N_("p 值"), N_("校正后的 p 值"), N_("检验说明")),
)
_SIDES = (N_("甲组"), N_("乙组"))
_SHARED = (N_("题目"), N_("词或选择"))
_OF_GROUP = N_("第 %(number)s 组的人数")
_QUOTES = (N_("组"), N_("受访者"), N_("主题"), N_("用户原声"))


def comparison_to_xlsx(comparison: Comparison, tell: Tell = str) -> bytes:
    """The workbook; `tell` translates headings and names."""
    groups = max((len(one.counts) for one in (*comparison.answers_of_all, *comparison.words_of_all)), default=0)
    shared = [tell(Message(_OF_GROUP, {"number": number})) for number in range(1, groups + 1)]
    marks = [tell(Message(side)) for side in _SIDES]
    parts = (
        (N_("两组"), _GROUPS, _groups(comparison, marks, tell)),
        (N_("更常说的词"), _WORDS, _words(comparison, marks, tell)),
        (N_("选择的差别"), _ANSWERS, _answers(comparison, tell)),
        (N_("共同的"), (*_SHARED, *shared), _shared(comparison)),
        (N_("用户原声"), _QUOTES, _quotes(comparison, marks, tell)),
    )
    return table_to_xlsx(
        [
            Sheet(tell(Message(name)), [tell(Message(column)) for column in columns], list(lines))
            for name, columns, lines in parts
        ]
    )


def _groups(comparison: Comparison, marks: list[str], tell: Tell) -> Iterator[Line]:
    for mark, side in zip(marks, comparison.sides, strict=True):
        yield [mark, side.group.told(tell), len(side.group.members), side.spoke]


def _words(comparison: Comparison, marks: list[str], tell: Tell) -> Iterator[Line]:
    for mark, side in zip(marks, comparison.sides, strict=True):
        for topic, words in side.words.items():
            told = tell(Message(TOPICS.get(topic, "")))
            for word in words:
                counts: Line = [word.said, word.of, word.said_elsewhere, word.of_elsewhere]
                yield [mark, told, word.text, *counts, word.g2, word.log_odds, word.z, word.class_tfidf]


def _answers(comparison: Comparison, tell: Tell) -> Iterator[Line]:
    for question in comparison.questions:
        for one in question.contrast.answers:
            counts: Line = [one.said, one.of, one.said_elsewhere, one.of_elsewhere]
            yield [
                *(question.title, one.answer, *counts, one.difference, *one.interval),
                *_tested(question.contrast),
                _told(question, tell),
            ]


def _tested(contrast: QuestionContrast) -> Line:
    return [contrast.v, contrast.g, contrast.delta, contrast.p, contrast.q]


def _told(question: ComparedQuestion, tell: Tell) -> str | None:
    return tell(question.untested) if question.untested else None


def _shared(comparison: Comparison) -> Iterator[Line]:
    for one in (*comparison.answers_of_all, *comparison.words_of_all):
        yield [one.question or None, one.text, *(Part(said, f"/{of}") for said, of in one.counts)]


def _quotes(comparison: Comparison, marks: list[str], tell: Tell) -> Iterator[Line]:
    for mark, side in zip(marks, comparison.sides, strict=True):
        for quote in side.quotes:
            yield [mark, quote.pseudonym, tell(Message(TOPICS.get(quote.topic or "", ""))), quote.text]
