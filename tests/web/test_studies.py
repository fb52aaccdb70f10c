"""Studies: create, find, rewrite, archive; an outsider sees nothing."""

import pytest


def create(client, **changes):
    brief = {"title": "阅读应用流失研究", "questions": "为什么离开\n\n什么时候", "deadline": "2026-12-18", **changes}
    return client.post("/studies/create", data=brief)


def test_a_study_is_created_from_its_brief(client):
    response = create(client)
    page = client.get(response.location).text
    assert "阅读应用流失研究" in page
    assert "<li>为什么离开</li><li>什么时候</li>" in page


def test_a_study_without_a_title_is_refused_and_nothing_typed_is_lost(client):
    response = create(client, title=" ", decision="要不要做会员")
    assert response.status_code == 422
    assert "还没有名称" in response.text
    assert "要不要做会员" in response.text


def test_a_hostile_title_is_shown_as_text(client):
    response = create(client, title="<script>alert(1)</script>")
    assert "&lt;script&gt;" in client.get(response.location).text


def test_studies_are_found_by_words_of_their_brief(client):
    create(client, product="墨读")
    assert "阅读应用流失研究" in client.get("/?q=墨读").text
    assert "阅读应用流失研究" not in client.get("/?q=云屿").text
    assert "没有找到" in client.get("/?q=100%25_").text


def test_an_archived_study_leaves_the_list_and_can_be_taken_back(client, cast):
    client.post(f"/studies/{cast.study}/archive", data={"archived": "1"})
    client.get("/")
    assert "云屿行记内测研究" not in client.get("/").text
    assert "云屿行记内测研究" in client.get("/?archived=1").text
    client.post(f"/studies/{cast.study}/archive", data={"archived": "0"})
    assert "云屿行记内测研究" in client.get("/").text


def test_a_brief_is_rewritten(client, cast):
    client.post(f"/studies/{cast.study}/brief", data={"title": "新名称", "deadline": "不是日期"})
    assert "新名称" in client.get(f"/studies/{cast.study}").text


def test_a_new_study_says_what_to_do_first(client, cast):
    assert "先写一份甄别问卷，或导入已有的答卷" in client.get(f"/studies/{cast.study}").text


@pytest.mark.parametrize("page", ["", "/brief"])
def test_a_study_of_somebody_else_is_not_there(client, outsider, cast, page):
    assert client.get(f"/studies/{cast.foreign_study}{page}").status_code == 404
    assert outsider.get(f"/studies/{cast.study}{page}").status_code == 404


def test_a_page_that_is_not_there_gets_a_sentence(client):
    response = client.get("/nowhere")
    assert response.status_code == 404
    assert "找不到这个页面" in response.text
