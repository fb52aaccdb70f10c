"""Channels: a link of their own, closing and reopening, QR codes and cards to print."""

import io

import pytest
from pypdf import PdfReader

from tests.web.answering import FIRST, ONE_PAGE, answer, answer_all, publish, rows
from workbench.storage.tables import Channel, Form
from workbench.workflow import channels

ANSWERS = {"often": "daily", "why": "放松", "name": "小满"}


@pytest.fixture
def place(store, cast):
    """The address of a published form in the studio."""
    publish(store, cast)
    (form,) = rows(store, Form)
    return f"/studies/{cast.study}/forms/{form.id}"


def add(client, place, name="玩家 3 群"):
    response = client.post(f"{place}/channels", data={"name": name})
    assert response.status_code == 303
    return response.location


def link_of(store, name="玩家 3 群"):
    return next(f"/s/{one.token}" for one in rows(store, Channel) if one.name == name)


def test_a_channel_has_a_link_of_its_own_and_answers_name_it(client, anyone, store, place):
    address = add(client, place)
    link = link_of(store)
    assert f"http://127.0.0.1:8000{link}" in client.get(address).text
    answer_all(anyone, link)
    (submission,) = rows(store)
    assert submission.channel == rows(store, Channel)[0].id
    assert "提交 1" in client.get(address).text


def test_the_own_link_of_a_form_is_no_channel(anyone, store, cast):
    answer(anyone, publish(store, cast, ONE_PAGE), **ANSWERS)
    assert rows(store)[0].channel == 0


@pytest.mark.parametrize("name", ["", "  ", "长" * 41])
def test_a_channel_needs_a_short_name(client, store, place, name):
    response = client.post(f"{place}/channels", data={"name": name})
    page = client.get(response.location).text
    assert "渠道要有名称" in page
    assert rows(store, Channel) == []


def test_two_channels_of_a_form_cannot_have_the_same_name(client, store, place):
    add(client, place)
    response = client.post(f"{place}/channels", data={"name": "玩家 3 群"})
    page = client.get(response.location).text
    assert "已经有一个渠道叫“玩家 3 群”" in page
    assert 'value="玩家 3 群"' in page, "what was typed is still there"
    assert len(rows(store, Channel)) == 1


def test_a_hostile_name_is_shown_as_words(client, place):
    assert "&lt;script&gt;" in client.get(add(client, place, "<script>alert(1)</script>")).text


def test_a_renamed_channel_keeps_its_link(client, store, place):
    address = add(client, place)
    before = link_of(store)
    client.post(f"{address}/rename", data={"name": "微博置顶"})
    assert link_of(store, "微博置顶") == before


def test_a_closed_channel_takes_nobody_and_the_others_still_do(client, anyone, store, place):
    address = add(client, place)
    link, own = link_of(store), f"/s/{rows(store, Form)[0].token}"
    client.post(f"{address}/close")
    assert anyone.get(link).status_code == 410
    assert anyone.get(own).status_code == 200
    assert "已关闭" in client.get(address).text
    client.post(f"{address}/close", data={"open": "1"})
    assert anyone.get(link).status_code == 200


def test_whoever_had_begun_through_a_channel_may_finish_after_it_closed(client, anyone, store, place):
    address = add(client, place)
    second = answer(anyone, link_of(store), **FIRST).location
    client.post(f"{address}/close")
    assert answer(anyone, second, why="放松").status_code == 303


def test_another_person_on_the_same_telephone_begins_through_the_same_channel(client, anyone, store, place):
    add(client, place)
    ending = answer_all(anyone, link_of(store))
    assert f'href="{link_of(store)}?again=1"' in anyone.get(ending).text


@pytest.mark.parametrize("which", ["0", "new"])
def test_a_qr_code_comes_as_a_picture_for_page_and_print(client, place, which):
    address = f"{place}/channels/0" if which == "0" else add(client, place)
    svg, png = client.get(f"{address}/qr.svg"), client.get(f"{address}/qr.png")
    assert (svg.mimetype, png.data[:4]) == ("image/svg+xml", b"\x89PNG")
    assert "attachment" in png.headers["Content-Disposition"]


@pytest.mark.parametrize(("page", "size"), [("a6", (298, 420)), ("a4", (595, 842))])
def test_a_card_to_print_has_the_title_in_chinese_letters_of_its_own(client, place, page, size):
    response = client.get(f"{place}/channels/0/card-{page}.pdf")
    (sheet,) = PdfReader(io.BytesIO(response.data)).pages
    assert "三页问卷" in sheet.extract_text()
    assert (round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height))) == size
    fonts = [font["/DescendantFonts"][0]["/FontDescriptor"] for font in sheet["/Resources"]["/Font"].values()]
    assert all("/FontFile2" in font for font in fonts)
    assert "工作台".encode() not in response.data
    assert b"workbench" not in response.data.lower()


def test_a_card_of_another_size_is_not_there(client, place):
    assert client.get(f"{place}/channels/0/card-a0.pdf").status_code == 404


def test_a_channel_of_another_form_is_not_there(client, store, cast, place):
    add(client, place)
    publish(store, cast, ONE_PAGE)
    other = max(form.id for form in rows(store, Form))
    channel = rows(store, Channel)[0].id
    assert client.get(f"/studies/{cast.study}/forms/{other}/channels/{channel}").status_code == 404
    assert client.post(f"/studies/{cast.study}/forms/{other}/channels/{channel}/close").status_code == 404
    assert client.get(f"/studies/{cast.study}/forms/{other}/channels/{2**70}").status_code == 404


def test_there_is_an_end_to_channels(client, store, cast, place, monkeypatch):
    monkeypatch.setattr(channels, "MOST", 2)
    for name in ("一", "二"):
        add(client, place, name)
    response = client.post(f"{place}/channels", data={"name": "三"})
    assert "最多 2 个渠道" in client.get(response.location).text
