"""A persona as one printed page: every text is fitted to its place here, so the template only puts things down."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from markupsafe import Markup

from workbench.errors import N_
from workbench.personas import drawings
from workbench.personas.geometry import SHEETS, Format, Sheet
from workbench.personas.rendering import picture_address, render
from workbench.personas.typesetting import POINT, FittedText, Slot, Words, fit
from workbench.personas.wording import Wording
from workbench.records.personas import CitedQuote, Claim, Count, PersonaDocument, SceneStep

MOST_DOTS = 20
MOST_STEPS = 5
_REASONS = {"motivations": N_("动机"), "pain_points": N_("痛点")}


class Block(NamedTuple):
    """Something at its place: lines of text, or a drawing. `kind` is its class in the style sheet."""

    tag: str
    kind: str
    slot: Slot
    text: FittedText | None = None
    drawing: Markup = Markup()

    @property
    def end(self) -> float:
        """Where its last line ends, in mm from the top of the page."""
        text = self.text
        return self.slot.top + (len(text.lines) * text.size * POINT * self.slot.leading if text else self.slot.height)


@dataclass(frozen=True)
class Poster:
    """The blocks of one poster, in reading order."""

    document: PersonaDocument
    sheet: Sheet
    portrait: bytes | None
    say: Wording
    words: Words

    @cached_property
    def blocks(self) -> list[Block]:
        """Everything on the page."""
        blocks = [*self._identity(), *self._hero()]
        for name, label in _REASONS.items():
            blocks += self._reasons(name, label, getattr(self.document, name))
        blocks += self._legend()
        if "scene_line" in self.sheet.slots:
            blocks += [*self._scene(), *self._small_quotes()]
        blocks += self._opportunities()
        return blocks + self._footer(cut=any(block.text and not block.text.complete for block in blocks))

    def _block(self, name: str, text: str, *, tag: str = "p", kind: str = "", suffix: str = "") -> Block:
        slot = self.sheet.slots[name]
        return Block(tag, kind or name, slot, self._fit(text, slot, suffix))

    def _fit(self, text: str, slot: Slot, suffix: str = "") -> FittedText:
        return fit(text, slot, suffix=suffix, words=self.words)

    # Left: who it is.

    def _identity(self) -> list[Block]:
        document, look = self.document, self.document.look
        portrait, badge = self.sheet.slots["portrait"], self.sheet.slots["badge"]
        title = self._block("title", document.title or self.say(N_("（未命名）")), tag="h1")
        blocks = [
            Block("div", "tinted", self.sheet.slots["panel"]),
            Block("div", "portrait", portrait, drawing=self._picture(portrait)),
            Block("div", "badge-shape", badge, drawing=drawings.shape(look, badge.width, outline=True)),
            self._block("badge", str(look.number)),
            title,
            self._tagline(title),
            self._block("size", self.say.size(document.size)),
            self._block("size_note", self.say.size_note(document.size)),
        ]
        return blocks + self._list("behaviours", N_("行为"), document.behaviours)

    def _picture(self, place: Slot) -> Markup:
        if self.portrait is None:
            return drawings.silhouette(self.document.look, place.width, place.height)
        return Markup('<img src="{}" alt="">').format(picture_address(self.portrait))

    def _tagline(self, title: Block) -> Block:
        slot = self.sheet.slots["tagline"]._replace(top=title.end + 2.5)
        return Block("p", "tagline", slot, self._fit(self.document.tagline, slot))

    # Right: why.

    def _hero(self) -> list[Block]:
        quote = self.document.hero_quote
        if quote is None:
            return [self._block("hero", self.say(N_("还没有选出代表性的用户原声")), kind="hero missing")]
        return self._quotation("hero", quote, self.sheet.slots["hero_by"])

    def _quotation(self, name: str, quote: CitedQuote, by: Slot) -> list[Block]:
        """The words with their opening mark hanging outside the column, and the pseudonym below."""
        slot = self.sheet.slots[name]
        text = self._fit(quote.text, slot, "”")
        words = Block("blockquote", name.rstrip("_12"), slot, text)
        em = text.size * POINT
        by = by._replace(left=slot.left, top=words.end + em * 0.15)
        return [
            Block("span", "hanging", slot._replace(left=slot.left - em, width=em), FittedText(("“",), text.size)),
            words,
            Block("p", "by", by, fit(f"—— {quote.pseudonym}", by)),
        ]

    def _reasons(self, name: str, label: str, claims: tuple[Claim, ...]) -> list[Block]:
        shown = [claim for claim in claims if claim.on_poster][:3]
        blocks = self._list(name, label, claims)
        for place, claim in enumerate(shown, start=1):
            above = self.sheet.slots[f"{name}_{place}"]
            row = Slot(above.left, above.top + above.height + 0.6, above.width, self.sheet.dot + 1)
            blocks += self._evidence(claim, row)
        return blocks

    def _evidence(self, claim: Claim, row: Slot) -> list[Block]:
        """Dots for interviews, a bar for the questionnaire, and the numbers beside them."""
        hue, dot = self.document.look.hue, self.sheet.dot
        drawn, width = Markup(), 0.0
        if people := _as_dots(claim):
            drawn, width = drawings.dots(people, hue, dot), drawings.dots_width(people, dot)
        elif (count := claim.survey or claim.interviews) and not self.document.size.by_hand:
            width = dot * 15
            drawn = drawings.bar(count, hue, width, dot)
        size = round(dot * 3.1, 1)
        left = width + 2.5 if width else 0
        words = Slot(
            row.left + left, row.top + dot / 2 - size * POINT * 0.6, row.width - left, size * POINT * 1.2 + 0.1,
            sizes=(size, size - 1, size - 2, size - 3), leading=1.2,
        )  # fmt: skip
        blocks = [Block("p", "counts", words, fit(self.say.counts(claim), words))]
        if width:
            picture = row._replace(width=width, height=dot)
            blocks.insert(0, Block("div", "chart", picture, drawing=drawn))
        return blocks

    def _legend(self) -> list[Block]:
        """How to read the dots or the bars of each column, once if both columns are alike."""
        blocks: list[Block] = []
        for name in _REASONS:
            claims = [claim for claim in getattr(self.document, name) if claim.on_poster][:3]
            if any(_as_dots(claim) for claim in claims):
                text = self.say(N_("一点一位受访者，实心表示说到过"))
            elif any(claim.interviews or claim.survey for claim in claims) and not self.document.size.by_hand:
                text = self.say(N_("条形是占比，细线是它的 95% 区间"))
            else:
                continue
            column, slot = self.sheet.slots[f"{name}_1"], self.sheet.slots["legend"]
            slot = slot._replace(left=column.left + column.width - slot.width)
            block = Block("p", "legend", slot, self._fit(text, slot))
            blocks += [] if blocks and blocks[0].text == block.text else [block]
        return blocks

    def _scene(self) -> list[Block]:
        steps = [step for step in self.document.scenario.steps if step.on_poster][:MOST_STEPS]
        blocks = [self._heading("scene_heading", N_("场景"), tuple(steps))]
        place, line = self.sheet.slots["scene_steps"], self.sheet.slots["scene_line"]
        if not steps:
            place = place._replace(top=line.top)
            return [*blocks, Block("p", "missing", place, self._fit(self.say(N_("暂无依据")), place))]
        curve = drawings.moods([step.mood for step in steps], self.document.look.hue, line.width, line.height)
        blocks.append(Block("div", "chart", line, drawing=curve))
        return blocks + [self._step(step, number, steps) for number, step in enumerate(steps)]

    def _step(self, step: SceneStep, number: int, steps: list[SceneStep]) -> Block:
        place = self.sheet.slots["scene_steps"]
        column = place.width / len(steps)
        slot = place._replace(left=place.left + number * column + 1.5, width=column - 3)
        return Block("p", self._mark("step", step, steps), slot, self._fit(step.text, slot, self._suffix(step, steps)))

    def _small_quotes(self) -> list[Block]:
        shown = [quote for quote in self.document.quotes if quote.on_poster][:2]
        blocks: list[Block] = []
        for place, quote in enumerate(shown, start=1):
            blocks += self._quotation(f"quotes_{place}", quote, self.sheet.slots["quotes_by"])
        return blocks

    def _opportunities(self) -> list[Block]:
        band = Block("div", "tinted", self.sheet.slots["band"])
        return [band, *self._list("opportunities", N_("产品机会"), self.document.opportunities)]

    # Parts that several sections share.

    def _list(self, name: str, label: str, claims: tuple[Claim, ...]) -> list[Block]:
        """A heading and up to three sentences, or the admission that nothing is known."""
        shown = [claim for claim in claims if claim.on_poster][:3]
        blocks = [self._heading(f"{name}_heading", label, tuple(shown))]
        if not shown:
            return [*blocks, self._block(f"{name}_1", self.say(N_("暂无依据")), kind="missing")]
        for place, claim in enumerate(shown, start=1):
            slot = self.sheet.slots[f"{name}_{place}"]
            text = self._fit(claim.text, slot, self._suffix(claim, shown))
            if name not in _REASONS:
                blocks.append(self._bullet(slot, text.size))
            blocks.append(Block("p", self._mark(name, claim, shown), slot, text))
        return blocks

    def _bullet(self, beside: Slot, points: float) -> Block:
        em = points * POINT
        size = round(em * 0.62, 2)
        slot = Slot(beside.left - em * 1.15, beside.top + (beside.leading * em - size) / 2, size, size)
        return Block("div", "chart", slot, drawing=drawings.shape(self.document.look, size))

    def _heading(self, name: str, label: str, claims: tuple[Claim, ...]) -> Block:
        """A section of assumptions says so once, in its heading."""
        only_assumptions = bool(claims) and all(claim.assumption for claim in claims)
        suffix = self.say(N_("（假设）")) if only_assumptions else ""
        kind = "heading assumption" if only_assumptions else "heading"
        return self._block(name, self.say(label), tag="h2", kind=kind, suffix=suffix)

    def _suffix(self, claim: Claim, among: "list[Claim] | list[SceneStep]") -> str:
        return self.say(N_("（假设）")) if claim.assumption and not all(other.assumption for other in among) else ""

    def _mark(self, kind: str, claim: Claim, among: "list[Claim] | list[SceneStep]") -> str:
        return f"{kind} assumption" if self._suffix(claim, among) else kind

    # Below: where it comes from.

    def _footer(self, *, cut: bool) -> list[Block]:
        source = self.document.provenance
        line = self.say.source(source, cut=cut)
        address = source.evidence_address
        if address:
            line += " · " + self.say(N_("扫码看依据（需登录）"))
        blocks = [self._block("footer", line)]
        if address:
            place = self.sheet.slots["qr"]
            blocks.append(Block("div", "qr", place, drawing=drawings.qr_code(address, place.width)))
        return blocks


def _as_dots(claim: Claim) -> Count | None:
    """The interviews of a claim, where they are few enough to be drawn one by one."""
    return claim.interviews if claim.interviews and claim.interviews.of <= MOST_DOTS else None


def poster_html(
    document: PersonaDocument,
    page: Format | str = Format.A3,
    *,
    portrait: bytes | None = None,
    translate: Callable[[str], str] = str,
    words: Words = list,
) -> str:
    """One page of HTML for `html_to_pdf`: A3 landscape (420 × 297 mm) or A4 portrait.

    `portrait` is a picture that `prepare_portrait` made; `translate` turns the labels, not the content, into another
    language; `words` cuts a text into words, so that lines end between them. Raises RenderingFailed when the fonts are
    not installed.
    """
    poster = Poster(document, SHEETS[Format(page)], portrait, Wording(translate), words)
    return render("poster.html", poster=poster, sheet=poster.sheet, look=document.look, title=document.title, page=page)
