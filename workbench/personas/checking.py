"""What must be mended before a persona is published, and what would make its poster better."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from workbench.errors import N_, Message
from workbench.personas.limits import LIMITS, MOST_CHARACTERS, MOST_ON_POSTER
from workbench.records.evidence import SpeakerRole
from workbench.records.personas import CitedQuote, Finding, PersonaDocument, Review, SourceUtterance

_Item = TypeVar("_Item")

CHOSEN = ("hero_quote", "counter_quote", "quotes")
# The names of the fields as people see them.
LABELS = {
    "title": N_("名称"),
    "tagline": N_("一句话"),
    "background": N_("背景"),
    "motivations": N_("动机"),
    "pain_points": N_("痛点"),
    "behaviours": N_("行为"),
    "goals": N_("目标"),
    "story": N_("场景故事"),
    "steps": N_("场景"),
    "user_story": N_("用户故事"),
    "opportunities": N_("产品机会"),
    "hero_quote": N_("代表原声"),
    "quotes": N_("用户原声"),
    "counter_quote": N_("反例"),
}


def check(document: PersonaDocument, utterances: Mapping[int, SourceUtterance]) -> Review:
    """Problems: a quote that is not what its participant said, a claim without evidence that is not marked 假设.

    `utterances` holds at least every utterance that the document cites, by id. Warnings: what is too long or too much
    for the wall, and a counter-quote that nobody looked for.
    """
    problems = [] if document.title.strip() else [_problem("title", 1, N_("画像要有一个名称"), "")]
    problems += [
        _problem(name, row, message, quote.text)
        for name, row, quote in _cited(document)
        if (message := _misquoted(quote, utterances.get(quote.utterance_id)))
    ]
    for name, row, claim in _numbered(document.claims()):
        if not claim.text.strip():
            problems.append(_problem(name, row, N_("这一条是空的，请填写或删除"), ""))
        elif not (claim.grounded or claim.assumption):
            problems.append(_problem(name, row, N_("每一条都要有依据，或者标为“假设”"), claim.text))
    return Review(problems=tuple(problems), warnings=tuple(_warnings(document)))


def _misquoted(quote: CitedQuote, source: SourceUtterance | None) -> str:
    """What is wrong with a quote, or ''."""
    if source is None:
        return N_("引用的原话已经不在了，请换一条")
    if source.role is not SpeakerRole.PARTICIPANT:
        return N_("只能引用受访者的话，这一条不是")
    if source.participant_id != quote.participant_id:
        return N_("这句话不是这位受访者说的")
    if source.text[quote.start : quote.end] != quote.text:
        return N_("用户原声要与原话一字不差")
    return ""


def _warnings(document: PersonaDocument) -> list[Finding]:
    shown = _on_wall(document)
    found = [
        _problem(name, row, N_("海报上最多 %(most)s 个字"), text, most=LIMITS[name])
        for name, row, text in shown
        if len(text) > LIMITS[name]
    ]
    for name, most in MOST_ON_POSTER.items():
        number = sum(field == name for field, _, _ in shown)
        if number > most:
            found.append(_problem(name, None, N_("海报上最多放 %(most)s 条"), str(number), most=most))
    total = sum(len(text) for _, _, text in shown)
    if total > MOST_CHARACTERS:
        found.append(_problem("", None, N_("整张海报最多 %(most)s 个字"), str(total), most=MOST_CHARACTERS))
    if document.hero_quote is None:
        found.append(_problem("hero_quote", None, N_("还没有选出代表性的用户原声"), ""))
    if document.counter_quote is None and not document.counter_searched:
        found.append(_problem("counter_quote", None, N_("还没有找过反例；找过而没有，也请注明"), ""))
    return found


def _on_wall(document: PersonaDocument) -> list[tuple[str, int, str]]:
    """Field, place in it and text of everything that is printed on an A3 poster, the footer aside."""
    shown = [("title", 1, document.title), ("tagline", 1, document.tagline)]
    if document.hero_quote:
        shown.append(("hero_quote", 1, document.hero_quote.text))
    shown += [("quotes", place, quote.text) for place, quote in enumerate(document.quotes, 1) if quote.on_poster]
    claims = [(name, row, claim) for name, row, claim in _numbered(document.claims()) if name in MOST_ON_POSTER]
    return shown + [(name, row, claim.text) for name, row, claim in claims if claim.on_poster]


def _cited(document: PersonaDocument) -> list[tuple[str, int, CitedQuote]]:
    """Every quote with its field and the place there of what it stands under."""
    chosen = [(name, row, quote) for name, row, quote in _numbered(document.cited()) if name in CHOSEN]
    claims = _numbered(document.claims())
    return chosen + [(name, row, quote) for name, row, claim in claims for quote in claim.evidence]


def _numbered(items: Iterable[tuple[str, _Item]]) -> list[tuple[str, int, _Item]]:
    seen: dict[str, int] = {}
    numbered = []
    for name, item in items:
        seen[name] = seen.get(name, 0) + 1
        numbered.append((name, seen[name], item))
    return numbered


def _problem(name: str, row: int | None, sentence: str, found: str, **values: object) -> Finding:
    return Finding(field=name, row=row, column=LABELS.get(name), expected=Message(sentence, values), found=found)
