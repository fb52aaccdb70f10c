"""The card that a messenger shows of a link; and that respondents never meet the product's name."""

import io
import re
from itertools import chain

import pytest
from PIL import Image

from tests.web.answering import FIRST, ONE_PAGE, answer, answer_all, publish, rows
from tests.web.test_channels import add, link_of
from workbench.storage.tables import Form

NAMES = re.compile(rb"\xe7\x94\xbb\xe5\x83\x8f|persona|work.?bench|\xe5\xb7\xa5\xe4\xbd\x9c\xe5\x8f\xb0", re.IGNORECASE)


def picture(kind="JPEG", size=(900, 600), **options):
    """An uploaded file."""
    target = io.BytesIO()
    Image.new("RGB", size, "teal").save(target, kind, **options)
    return io.BytesIO(target.getvalue()), f"图.{kind.lower()}"


def save(client, place, **fields):
    data = {"title": "", "description": "", **fields}
    return client.post(f"{place}/card", data=data, content_type="multipart/form-data")


def test_a_card_says_what_its_author_wrote_for_it(client, anyone, link, place):
    assert save(client, place, title="聊聊 <游戏>", description="10 分钟").status_code == 303
    page = anyone.get(link).text
    for tag in (
        '<meta property="og:title" content="聊聊 &lt;游戏&gt;">',
        '<meta itemprop="name" content="聊聊 &lt;游戏&gt;">',
        '<meta name="description" itemprop="description" content="10 分钟">',
        '<meta property="og:description" content="10 分钟">',
    ):
        assert tag in page


def test_without_one_the_form_speaks_for_itself(anyone, link):
    page = anyone.get(link).text
    assert '<meta itemprop="name" content="三页问卷">' in page
    assert '<meta itemprop="image" content="http://127.0.0.1:8000/static/share.png">' in page


def test_a_picture_becomes_a_small_square_without_metadata(client, anyone, store, link, place):
    exif = Image.Exif()
    exif[0x010E] = "在家里拍的"
    save(client, place, picture=picture(exif=exif))
    address = re.search(r'og:image" content="http://127\.0\.0\.1:8000(/s/[^"]+)"', anyone.get(link).text)[1]
    response = anyone.get(address)
    shown = Image.open(io.BytesIO(response.data))
    assert (shown.format, shown.size, response.mimetype) == ("PNG", (300, 300), "image/png")
    assert "在家里拍的".encode() not in response.data
    assert not shown.getexif()
    assert client.get(f"{place}/card.png").data == response.data
    save(client, place, remove="1")
    assert anyone.get(address).status_code == 404


def test_a_picture_behind_a_channel_has_the_address_of_the_channel(client, anyone, store, link, place):
    save(client, place, picture=picture())
    add(client, place)
    page = anyone.get(link_of(store)).text
    assert f"{link_of(store)}/card.png" in page
    assert link not in page


@pytest.mark.parametrize(
    "file",
    [
        (io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "a.png"),
        (io.BytesIO(b"\x89PNG\r\n\x1a\n"), "a.png"),
        (io.BytesIO(b"MZ" * 4000), "a.jpg"),
    ],
    ids=["svg", "cut", "program"],
)
def test_what_is_no_picture_is_refused_and_nothing_typed_is_lost(client, store, place, file):
    response = save(client, place, title="标题留着", picture=(io.BytesIO(file[0].getvalue()), file[1]))
    assert response.status_code == 422
    assert "这张图片打不开" in response.text
    assert 'value="标题留着"' in response.text
    form = rows(store, Form)[0]
    assert (form.picture, form.share) == (None, {}), "nothing is half saved"


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(client, store, place):
    response = save(client, place, picture=picture("PNG", (9000, 8000)))
    assert response.status_code == 422
    assert "6400 万像素" in response.text


@pytest.mark.parametrize("fields", [{"title": "长" * 61}, {"description": "长" * 101}])
def test_a_card_is_short(client, store, place, fields):
    assert save(client, place, **fields).status_code == 422
    assert rows(store, Form)[0].share == {}


def test_no_byte_that_a_respondent_gets_names_the_product(client, anyone, store, cast, link, place):
    save(client, place, picture=picture())
    client.post(f"{place}/password", data={"password": "内测2026"})
    locked = publish(store, cast, ONE_PAGE)
    second = answer(anyone, locked, **FIRST, why="放松", name="").location
    address = anyone.post(f"{link}/enter", data={"password": "内测2026"}).location
    ending = answer_all(anyone, address)
    got = [anyone.get(one) for one in (link, f"{link}?again=1", address, second, ending, f"{ending}/given")]
    got += [anyone.post(f"{link}/enter", data={"password": "猜的"}), anyone.get(f"{link}/card.png"), anyone.get("/s/x")]
    got += [anyone.get(f"/static/{name}") for name in ("public.css", "public.js", "share.png")]
    got += [anyone.get("/r/x/y"), anyone.post(link, data={"a": "b" * 1_100_000}), anyone.put(link)]
    got.append(anyone.post(f"{ending}/withdraw"))
    for response in got:
        headers = "\n".join(chain.from_iterable(response.headers)).encode()
        assert not NAMES.search(response.data + headers), response.request.path
        response.close()
