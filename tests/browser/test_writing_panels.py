"""Panels by keys and by dragging, answers that a text repeats, and options that stand alone, in a browser."""

import json

import pytest

from tests.browser.conftest import DESK, PHONE, look, sign_in
from tests.browser.test_writing import order, said
from tests.imported import import_form
from tests.web.test_answer_checks import CHECKED
from workbench.storage.tables import Form
from workbench.surveys import editing
from workbench.workflow import forms
from workbench.workflow.form_editing import Author, add_question, find_question, update_question
from workbench.workflow.question_fields import QuestionFields

pytestmark = pytest.mark.browser
OPTIONS = "角色扮演\n策略"


class Writing:
    """A form with a panel and two questions on its second page, open in a browser."""

    def __init__(self, page, store, cast):
        self.page, self.store, self.user = page, store, cast.owner
        self.id = forms.create_form(store, cast.owner, cast.study, "招募问卷")
        self.address = f"/studies/{cast.study}/forms/{self.id}"
        self.game = self.add("text", title="在玩什么", required=True)
        self.box = self.add("panel", title="关于它")
        self.kinds = self.add("checkbox", title="哪几类", choices=OPTIONS, none=True)

    @property
    def form(self):
        with self.store.reading() as session:
            return session.get_one(Form, self.id)

    def add(self, kind, **fields):
        author = Author(self.user, self.id, self.form.revision)
        name = add_question(self.store, author, 1, kind)
        author = Author(self.user, self.id, self.form.revision)
        update_question(self.store, author, name, QuestionFields(kind=kind, **fields))
        return name

    def inside(self):
        return [one["name"] for one in find_question(self.form.definition, self.box)["elements"]]

    def drag(self, name, x, y):
        """By its number, to a point beside the panel's card: pixels right of its left edge, below its lower edge."""
        self.page.locator(f"#q-{self.box}").evaluate("card => card.scrollIntoView({block: 'center'})")
        number = self.page.locator(f"#q-{name} .question-number")
        number.hover()
        self.page.mouse.down()
        box = self.page.locator(f"#q-{self.box}").bounding_box()
        for step in (0, 1):
            self.page.mouse.move(box["x"] + x, box["y"] + box["height"] + y - step)
        self.page.mouse.up()


@pytest.fixture
def writing(studio, store, cast):
    made = Writing(studio, store, cast)
    studio.goto(made.address)
    return made


def test_a_question_enters_a_panel_and_leaves_it_by_keys(writing):
    page = writing.page
    page.locator(f"#q-{writing.kinds}").focus()
    page.keyboard.press("Alt+ArrowUp")
    page.locator(f".inner#q-{writing.kinds}").wait_for()
    assert writing.inside() == [writing.kinds]
    assert page.evaluate("document.activeElement.id") == f"q-{writing.kinds}"
    page.keyboard.press("Alt+ArrowUp")
    page.locator(f"#q-{writing.kinds}:not(.inner)").wait_for()
    assert order(page)[1:] == [writing.game, writing.kinds, writing.box]


@pytest.mark.parametrize(("right", "inside"), [(60, True), (12, False)])
def test_how_far_right_a_question_is_dropped_says_whether_it_comes_into_the_panel(writing, right, inside):
    writing.drag(writing.game, right, -4)
    writing.page.locator(f"#q-{writing.box} + #q-{writing.game}").wait_for()
    if inside:
        said(writing.page, "已放进第 2 页的题组")
    assert (writing.inside() == [writing.game]) == inside
    assert order(writing.page)[1:] == [writing.box, writing.game, writing.kinds]


def test_the_name_of_an_earlier_answer_is_inserted_by_keys_where_the_cursor_stood(writing):
    page = writing.page
    page.locator("#end button").click()
    page.locator("#p2").wait_for()
    page.locator("#p2 .add-question button").click()
    page.locator(".question-open #title").fill("为什么玩？")
    page.keyboard.press("ArrowLeft")
    page.locator(".repeat summary").press("Enter")
    button = page.get_by_role("button", name=f"{{{writing.game}}}")
    button.press("Enter")
    assert page.locator(".question-open #title").input_value() == f"为什么玩{{{writing.game}}}？"
    assert page.evaluate("document.activeElement.id") == "title"


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["390", "1440"])
def test_validators_and_panels_are_written_on_every_screen(open_page, store, server, cast, size):
    page = open_page(size)
    sign_in(page, store, server)
    written = Writing(page, store, cast)
    form_id = import_form(store, cast.owner, cast.study, json.dumps(CHECKED))
    for address in (f"{written.address}?open={written.box}", f"/studies/{cast.study}/forms/{form_id}?open=share"):
        page.goto(address)
        look(page)
    page.get_by_role("button", name="去掉这条要求：要满足条件").click()
    page.locator(".check").nth(2).wait_for(state="detached")
    assert page.locator(".check").count() == 2
    look(page)


def test_none_of_these_stands_alone_and_takes_back_the_others(writing, store, open_page):
    author = Author(writing.user, writing.id, writing.form.revision)
    form = writing.form
    emptied = editing.dissolve_panel(form.definition, writing.box)
    with store.writing() as session:
        session.get_one(Form, writing.id).definition = emptied
    forms.publish_form(store, author.user_id, writing.id, author.revision)
    page = open_page(PHONE)
    page.goto(f"/s/{writing.form.token}")
    page.get_by_label("同意参加").check()
    page.get_by_role("button", name="下一页").click()
    for option in ("角色扮演", "策略"):
        page.get_by_label(option).check()
    page.get_by_label("以上都没有").check()
    assert not page.get_by_label("角色扮演").is_checked()
    assert not page.get_by_label("策略").is_checked()
    page.get_by_label("策略").check()
    assert not page.get_by_label("以上都没有").is_checked()
