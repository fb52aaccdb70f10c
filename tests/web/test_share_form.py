"""Preview, publishing, the link and its QR code, closing and reopening."""

import pytest
from sqlmodel import select

from tests.web.writing import Desk
from workbench.settings import read_settings
from workbench.storage.tables import FormVersion, Question
from workbench.web.studio.form_sharing import works_only_here


@pytest.fixture
def desk(client, store, cast):
    desk = Desk(client, store, cast, "招募 <问卷>")
    desk.add("comment", title="为什么玩", topic="motivation")
    return desk


def versions(desk):
    with desk.store.reading() as session:
        return session.exec(select(FormVersion).where(FormVersion.form_id == desk.id)).all()


def test_publishing_makes_a_version_and_the_questions_of_the_table(desk):
    response = desk.post("publish")
    page = desk.client.get(response.location).text
    assert "已发布第 1 版" in page
    (version,) = versions(desk)
    assert (version.number, len(version.digest), desk.form.status) == (1, 64, "open")
    with desk.store.reading() as session:
        questions = session.exec(select(Question).where(Question.source == f"form:{desk.id}")).all()
    assert [(question.title, question.topic) for question in questions][1] == ("为什么玩", "motivation")


def test_publishing_without_changes_says_so(desk):
    desk.post("publish")
    response = desk.post("publish")
    assert "和第 1 版相同" in desk.client.get(response.location).text
    assert len(versions(desk)) == 1


def test_publishing_a_closed_form_without_changes_opens_it_again(desk):
    desk.post("publish")
    desk.post("close")
    desk.post("publish")
    assert (desk.form.status, len(versions(desk))) == ("open", 1)


def test_publishing_after_edits_makes_the_next_version_and_leaves_the_first_alone(desk):
    desk.post("publish")
    name = desk.add("text", title="城市")
    assert "有改动还没有发布" in desk.page().text
    desk.post("publish")
    first, second = versions(desk)
    assert [question["name"] for question in second.definition["pages"][1]["elements"]] == ["q2", name]
    assert len(first.definition["pages"][1]["elements"]) == 1
    assert "有改动还没有发布" not in desk.page().text


def test_an_unfinished_form_is_not_published_and_says_where(desk):
    desk.post("add-page")
    response = desk.post("publish")
    page = desk.client.get(response.location).text
    assert "问卷还没有写完" in page
    assert 'class="field-problem">这一页还没有题目' in page
    assert versions(desk) == []
    assert desk.page("/preview").status_code == 200, "what is finished can be looked at"


def test_publishing_what_somebody_else_just_changed_is_refused(desk):
    response = desk.post("publish", revision=1)
    assert "刚在别处改过" in desk.client.get(response.location).text
    assert versions(desk) == []


def test_the_preview_shows_the_draft_to_its_author_alone(desk, anyone):
    assert "sandbox" in desk.page("/preview").text
    page = desk.page("/preview/page?page=2")
    assert "为什么玩" in page.text
    assert anyone.get(f"{desk.address}/preview/page").status_code == 303


def test_the_link_leads_respondents_to_the_form(desk, anyone):
    assert desk.page("/share").status_code == 303
    assert desk.page("/channels/0/qr.svg").status_code == 303
    desk.post("publish")
    page = desk.page("/share").text
    assert f"http://127.0.0.1:8000/s/{desk.form.token}" in page
    assert "招募 &lt;问卷&gt;" in page
    assert "年满 18 周岁" in anyone.get(f"/s/{desk.form.token}").text


def test_the_qr_code_comes_as_a_picture_for_page_and_print(desk):
    desk.post("publish")
    svg, png = desk.page("/channels/0/qr.svg"), desk.page("/channels/0/qr.png")
    assert svg.mimetype == "image/svg+xml"
    assert svg.data.startswith(b"<?xml") or svg.data.startswith(b"<svg")
    assert png.data.startswith(b"\x89PNG")
    assert "attachment" in png.headers["Content-Disposition"]


def test_a_link_that_only_this_machine_can_open_is_called_so(desk):
    desk.post("publish")
    assert "只有这台电脑能打开" in desk.page("/share").text


@pytest.mark.parametrize(
    ("address", "only_here"),
    [
        ("http://localhost:8000", True),
        ("http://[::1]:8000", True),
        ("http://0.0.0.0", True),
        ("http://192.168.1.4:8000", False),
        ("https://research.example.com", False),
    ],
)
def test_addresses_are_told_apart(address, only_here):
    assert works_only_here(read_settings({}, public_address=address).public_address + "/s/x") is only_here


def test_a_closed_form_takes_nobody_and_can_be_opened_again(desk, anyone):
    desk.post("publish")
    link = f"/s/{desk.form.token}"
    desk.post("close")
    assert "已关闭" in desk.page("/share").text
    assert anyone.get(link).status_code == 410
    desk.post("reopen")
    assert anyone.get(link).status_code == 200


def test_a_form_that_was_never_published_cannot_be_reopened(desk):
    response = desk.post("reopen")
    assert "还没有发布过" in desk.client.get(response.location).text
    assert desk.form.status == "draft"
