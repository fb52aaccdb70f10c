"""A persona of an invented reading app, and what is needed to read its poster back."""

import re
import subprocess
from datetime import date
from itertools import count

from workbench.records.personas import (
    CitedQuote,
    Claim,
    Count,
    Look,
    Mood,
    PersonaDocument,
    PersonaSize,
    Provenance,
    Scenario,
    SceneStep,
    SourceUtterance,
    TableCell,
)

_ids = count(1)


def cite(text: str, pseudonym: str = "阿宁", *, wall: bool = False) -> CitedQuote:
    number = next(_ids)
    return CitedQuote(
        utterance_id=number, start=3, end=3 + len(text), text=text,
        participant_id=number, pseudonym=pseudonym, on_poster=wall,
    )  # fmt: skip


def claim(text: str, said: int = 0, **changes: object) -> Claim:
    values: dict[str, object] = {"evidence": (cite(f"我觉得{text}吧"),), "on_poster": True}
    if said:
        values["interviews"] = Count(said=said, of=16)
    return Claim(text=text, **(values | changes))


def persona(**changes: object) -> PersonaDocument:
    values: dict[str, object] = {
        "look": Look.of(2),
        "title": "末班车上的读书人",
        "tagline": "只有回家路上这半小时，是读给自己的",
        "size": PersonaSize(interviews=Count(said=5, of=16), survey=Count(said=37, of=120)),
        "background": (Claim(text="通勤一小时以上", cells=(cell(),), survey=Count(said=30, of=37)),),
        "motivations": (claim("把一天的烦心事放下", 9), claim("跟着一本书走到底", 7), claim("睡前换个脑子", 4)),
        "pain_points": (
            claim("进隧道就翻不了页", 11),
            claim("弹窗打断正读到的一段", survey=Count(said=52, of=120)),
            Claim(text="找不回上次那一行", evidence=(cite("我每次都要找半天上次看到哪儿"),), on_poster=True),
        ),
        "behaviours": (claim("站着单手翻页"), claim("只在末班车上读"), guess("换乘时听书")),
        "goals": (claim("一年读完十二本"),),
        "scenario": Scenario(
            story=Claim(text="十一点二十，她挤上末班车，找到一个能靠的角落。", assumption=True),
            steps=(step("挤上末班车", Mood.EVEN), step("翻到上次那页", Mood.HIGH), step("进隧道卡住", Mood.LOW),
                   step("出站时正好读完", Mood.HIGH)),
        ),
        "user_story": claim("作为通勤的人，我想断网也能翻页，以便把这一章读完"),
        "opportunities": (claim("提前把下一章存好"), claim("回到上次那一行"), claim("读书时不弹窗")),
        "hero_quote": cite("下了班我谁也不想理，就想把那一章看完，哪怕坐过站也行。", wall=True),
        "quotes": (cite("一进隧道就转圈圈，转得我心都凉了😂", "老周", wall=True),
                   cite("书里那个人比我惨，我就好受了", "Lily", wall=True)),
        "counter_quote": cite("我其实坐车就晕，从来不看字", "小马"),
        "provenance": Provenance(
            interviews=16, answers=120, first_day=date(2026, 3, 2), last_day=date(2026, 3, 27), method="动机与痛点聚类",
            stability="稳定", version=3, review_date=date(2026, 9, 1), evidence_address="https://example.org/p/2/v/3",
        ),
    }  # fmt: skip
    return PersonaDocument(**(values | changes))


def guess(text: str) -> Claim:
    return Claim(text=text, assumption=True, on_poster=True)


def cell() -> TableCell:
    return TableCell(question="单程通勤多久", answer="一小时以上", count=Count(said=30, of=37))


def step(text: str, mood: Mood) -> SceneStep:
    return SceneStep(text=text, mood=mood, evidence=(cite(text),), on_poster=True)


def sources(document: PersonaDocument) -> dict[int, SourceUtterance]:
    """The utterances that the quotes of `cite` come from."""
    return {
        quote.utterance_id: SourceUtterance(text=f"嗯，那{quote.text}。就这样", participant_id=quote.participant_id)
        for _, quote in document.cited()
    }


def tool(name: str, *arguments: str, data: bytes) -> bytes:
    return subprocess.run([name, *arguments], input=data, capture_output=True, check=True).stdout


def spoken(pdf: bytes) -> str:
    """What pdftotext finds, without white space."""
    return squeezed(tool("pdftotext", "-raw", "-", "-", data=pdf).decode())


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def words_with_boxes(pdf: bytes) -> list[tuple[float, float, float, float, str]]:
    """Left, top, right, bottom in mm and text of every word on the page."""
    page = tool("pdftotext", "-bbox", "-", "-", data=pdf).decode(
        errors="replace"
    )  # poppler writes emoji in the title as surrogates
    pattern = r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
    found = []
    for *box, text in re.findall(pattern, page):
        left, top, right, bottom = (float(place) * 25.4 / 72 for place in box)
        found.append((left, top, right, bottom, text))
    return found
