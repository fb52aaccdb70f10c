"""The sentences that poster and document share: sizes, counts and where everything comes from."""

from collections.abc import Callable

from workbench.errors import N_
from workbench.records.personas import Claim, Count, PersonaSize, Provenance

SMALLEST_SAMPLE_FOR_SHARES = 30


class Wording:
    """Labels in the language that `translate` speaks; the content stays as it was written."""

    def __init__(self, translate: Callable[[str], str] = str) -> None:
        self._translate = translate

    def __call__(self, sentence: str, **values: object) -> str:
        """The sentence in that language, its places filled."""
        translated = self._translate(sentence)
        return translated % values if values else translated

    def people(self, count: Count) -> str:
        """11/16 人; with the percentage from thirty people on."""
        text = self(N_("%(said)s/%(of)s 人"), said=count.said, of=count.of)
        return text if count.of < SMALLEST_SAMPLE_FOR_SHARES else f"{text}（{round(100 * count.share)} %）"

    def size(self, size: PersonaSize) -> str:
        """访谈 4/16 人 · 问卷 31 %（37/118 人）."""
        parts = []
        if size.interviews:
            parts.append(self(N_("访谈 %(count)s"), count=self.people(size.interviews)))
        if size.survey:
            parts.append(self(N_("问卷 %(count)s"), count=self.people(size.survey)))
        return " · ".join(parts) or self(N_("研究者判断") if size.by_hand else N_("人数待补"))

    def size_note(self, size: PersonaSize) -> str:
        """样本占比，非总体, with the interval of the larger source; a group made by hand is no sample."""
        if size.by_hand:
            return self(N_("由研究者分组，不是样本占比"))
        count = size.survey or size.interviews
        if count is None:
            return ""
        low, high = (round(100 * end) for end in count.interval)
        return self(N_("样本占比，非总体；95%% 区间 %(low)s–%(high)s %%"), low=low, high=high)

    def counts(self, claim: Claim) -> str:
        """How many said it, or what else it rests on."""
        parts = []
        if claim.interviews:
            parts.append(self.people(claim.interviews))
        if claim.survey:
            parts.append(self(N_("问卷 %(count)s"), count=self.people(claim.survey)))
        if not parts and claim.evidence:
            parts.append(self(N_("依据：%(number)s 条原话"), number=len(claim.evidence)))
        if not parts and claim.cells:
            parts.append(self(N_("依据：问卷 %(count)s"), count=self.people(claim.cells[0].count)))
        return " · ".join(parts) or self(N_("假设，待验证"))

    def source(self, source: Provenance, *, cut: bool = False) -> str:
        """One line for the foot of a page; `cut` says that texts end in … and go on elsewhere."""
        days = " — ".join(str(day) for day in (source.first_day, source.last_day) if day)
        parts = [
            self(N_("内部资料")),
            self(N_("带“…”处全文见完整画像")) if cut else "",
            self(N_("访谈 %(people)s 人"), people=source.interviews) if source.interviews else "",
            self(N_("问卷 %(answers)s 份"), answers=source.answers) if source.answers else "",
            days,
            self(N_("方法：%(method)s"), method=source.method) if source.method else "",
            self(N_("稳定性：%(word)s"), word=source.stability) if source.stability else "",
            self(N_("第 %(version)s 版"), version=source.version) if source.version else self(N_("草稿，未发布")),
            self(N_("复核日期 %(day)s"), day=source.review_date) if source.review_date else "",
        ]
        return " · ".join(part for part in parts if part)
