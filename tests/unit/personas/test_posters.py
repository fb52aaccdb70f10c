"""The poster before it is printed: places, marks, and what is said where nothing is known."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.personas import poster_html
from workbench.personas.colours import HUES, TINT, tint
from workbench.personas.geometry import SHEETS, Format
from workbench.personas.posters import Block, Poster
from workbench.personas.typesetting import POINT, Slot
from workbench.personas.wording import Wording
from workbench.records.personas import Claim, Count, Hue, Look, PersonaDocument, Scenario, Shape

from .samples import cite, claim, persona

FORMATS = pytest.mark.parametrize("page", list(Format))


def composed(document: PersonaDocument, page: str = "a3") -> list[Block]:
    return Poster(document, SHEETS[Format(page)], None, Wording(), list).blocks


def texts(document: PersonaDocument, page: str = "a3") -> list[str]:
    return ["".join(block.text.lines) for block in composed(document, page) if block.text]


def apart(one: Slot, other: Slot) -> bool:
    return (
        one.left + one.width <= other.left + 0.01
        or other.left + other.width <= one.left + 0.01
        or one.top + one.height <= other.top + 0.01
        or other.top + other.height <= one.top + 0.01
    )


def laid_out(blocks: list[Block]) -> list[Slot]:
    """The places that text and charts really take."""
    return [
        block.slot._replace(height=min(block.slot.height, block.end - block.slot.top))
        for block in blocks
        if block.kind not in ("tinted", "portrait", "badge", "badge-shape", "hanging") and (block.text or block.drawing)
    ]


def random_text(longest: int) -> st.SearchStrategy[str]:
    return st.text(st.sampled_from("我在末班车上读，。！“”a1W 😂"), min_size=0, max_size=longest)


@FORMATS
def test_every_place_lies_within_the_margins(page):
    sheet = SHEETS[page]
    for name, slot in sheet.slots.items():
        assert slot.left + slot.width <= sheet.width - sheet.margin + 0.01, name
        assert slot.top + slot.height <= sheet.height - sheet.margin + 0.01, name


@settings(max_examples=40, deadline=None)
@given(
    title=random_text(40), tagline=random_text(80), hero=random_text(300),
    items=st.lists(random_text(60), min_size=3, max_size=3), page=st.sampled_from(Format),
)  # fmt: skip
def test_texts_of_any_length_stay_in_their_places_and_off_each_other(title, tagline, hero, items, page):
    claims = tuple(claim(text, 5) for text in items)
    document = persona(
        title=title, tagline=tagline, hero_quote=cite(hero), motivations=claims, pain_points=claims, behaviours=claims,
        opportunities=claims, quotes=tuple(cite(text, wall=True) for text in items),
    )  # fmt: skip
    blocks = composed(document, page)
    for block in blocks:
        assert block.end <= block.slot.top + block.slot.height + 0.05, block
    for one, other in combinations(laid_out(blocks), 2):
        assert apart(one, other), (one, other)


@FORMATS
def test_four_posters_share_their_baselines(page):
    longer = persona(title="夜", tagline="短", hero_quote=cite("嗯"))
    headings = [[b.slot.top for b in composed(document, page) if b.tag == "h2"] for document in (persona(), longer)]
    assert headings[0] == headings[1]


def test_type_is_as_large_as_the_design_asks():
    sizes = {block.kind: block.text.size for block in composed(persona()) if block.text}
    assert sizes["title"] == 60
    assert sizes["tagline"] == 24
    assert sizes["hero"] == 30
    assert sizes["heading"] == 20
    assert {sizes[kind] for kind in ("motivations", "behaviours", "quotes")} == {16}
    assert sizes["footer"] == 9


def test_an_assumption_is_underlined_and_called_one():
    blocks = composed(persona(behaviours=(claim("站着读"), Claim(text="换乘时听书", assumption=True, on_poster=True))))
    marked = [block for block in blocks if "assumption" in block.kind]
    assert ["".join(block.text.lines) for block in marked] == ["换乘时听书（假设）"]


def test_a_section_of_assumptions_says_so_once_in_its_heading():
    guesses = tuple(Claim(text=text, assumption=True, on_poster=True) for text in ("甲", "乙"))
    found = texts(persona(behaviours=guesses))
    assert "行为（假设）" in found
    assert "甲" in found


def test_an_empty_persona_admits_what_is_unknown():
    found = texts(PersonaDocument(look=Look.of(1), title=""))
    assert {"（未命名）", "还没有选出代表性的用户原声", "人数待补"} <= set(found)
    assert found.count("暂无依据") == 5


def test_only_what_was_put_on_the_wall_is_printed():
    hidden = claim("这一条不上墙").model_copy(update={"on_poster": False})
    quiet = cite("这一句也不上墙")
    found = "".join(texts(persona(motivations=(hidden,), quotes=(quiet,), scenario=Scenario())))
    assert "不上墙" not in found


def test_a4_leaves_out_the_scene_and_the_two_small_quotes():
    found = "".join(texts(persona(), "a4"))
    assert "场景" not in found
    assert persona().quotes[0].text not in found


def test_interviews_are_dots_and_the_questionnaire_is_bars():
    blocks = composed(persona(motivations=(claim("甲", 9),), pain_points=(claim("乙", survey=Count(said=40, of=120)),)))
    drawings = [block.drawing for block in blocks if block.kind == "chart" and block.slot.top > 70]
    dots = next(drawing for drawing in drawings if drawing.count("<circle") == 16)
    assert dots.count(f'fill="{HUES[Hue.BRICK]}"') == 9
    assert any("<rect" in drawing for drawing in drawings)
    assert {"9/16 人", "问卷 40/120 人（33 %）"} <= set(texts(persona(motivations=(claim("甲", 9),), pain_points=(
        claim("乙", survey=Count(said=40, of=120)),))))  # fmt: skip


def test_sixty_interviews_become_a_bar():
    blocks = composed(persona(motivations=(claim("甲", interviews=Count(said=20, of=60)),)))
    assert not any(block.drawing.count("<circle") > 20 for block in blocks)


def test_a_text_that_was_cut_points_to_the_full_document():
    assert "带“…”处全文见完整画像" not in "".join(texts(persona()))
    assert "带“…”处全文见完整画像" in "".join(texts(persona(opportunities=(claim("提前存好" * 30),))))


def test_labels_speak_the_language_that_is_asked_for():
    html = poster_html(persona(), translate=lambda sentence: {"动机": "Motivations"}.get(sentence, sentence))
    assert "Motivations" in html


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("hue", list(Hue))
def test_each_hue_is_readable_on_white_and_on_its_tint(hue):
    assert TINT <= 0.15
    for ground in ("#ffffff", tint(hue)):
        assert (luminance(ground) + 0.05) / (luminance(HUES[hue]) + 0.05) >= 4.5


def test_eight_personas_differ_in_shape_without_colour_and_are_equally_dark():
    looks = [Look.of(number) for number in range(1, 10)]
    assert {look.shape for look in looks} == set(Shape)
    assert looks[8].shape is looks[0].shape
    shades = [luminance(HUES[look.hue]) for look in looks]
    assert max(shades) - min(shades) < 0.02


def test_em_of_a_title_is_its_size_in_points():
    assert pytest.approx(21.17, abs=0.01) == 60 * POINT
