"""A persona in full on A4 pages: everything that the poster has no room for, each claim with the words it rests on."""

from collections.abc import Callable

from markupsafe import Markup

from workbench.errors import N_
from workbench.personas import drawings
from workbench.personas.rendering import picture_address, render
from workbench.personas.wording import Wording
from workbench.records.personas import Claim, Mood, PersonaDocument

_MOODS = {Mood.HIGH: N_("顺"), Mood.EVEN: N_("平"), Mood.LOW: N_("堵")}


def document_html(
    document: PersonaDocument, *, portrait: bytes | None = None, translate: Callable[[str], str] = str
) -> str:
    """As many A4 pages of HTML for `html_to_pdf` as the persona needs; `portrait` and `translate` as for the poster."""
    say = Wording(translate)
    sections = [
        (say(label), claims)
        for label, claims in (
            (N_("背景"), document.background),
            (N_("目标"), document.goals),
            (N_("动机"), document.motivations),
            (N_("痛点"), document.pain_points),
            (N_("行为"), document.behaviours),
            (N_("场景故事"), _some(document.scenario.story)),
            (N_("场景"), document.scenario.steps),
            (N_("用户故事"), _some(document.user_story)),
            (N_("产品机会"), document.opportunities),
        )
    ]
    return render(
        "document.html",
        document=document,
        sections=sections,
        say=say,
        moods={mood: say(word) for mood, word in _MOODS.items()},
        picture=_picture(document, portrait),
        badge=drawings.shape(document.look, 13),
        _=translate,
    )


def _some(claim: Claim | None) -> tuple[Claim, ...]:
    return () if claim is None else (claim,)


def _picture(document: PersonaDocument, portrait: bytes | None) -> Markup:
    if portrait is None:
        return drawings.silhouette(document.look, 52, 45.5)
    return Markup('<img src="{}" alt="">').format(picture_address(portrait))
