"""A respondent's page is light: on a slow line, on an old telephone, in a messenger's browser."""

import gzip
import re
from urllib.parse import urljoin

from tests.web.answering import FIRST, answer, publish

HEAVIEST = 30 * 1024
TARGET = 6 * 1024


def light(client, address) -> bytes:
    """What comes from an address, gzipped."""
    with client.get(address) as response:
        assert response.status_code == 200
        return gzip.compress(response.data, 6)


def weight(client, address) -> int:
    """Bytes of a page and of everything that it loads."""
    loaded = re.findall(r'<(?:link[^>]* href|script[^>]* src|img[^>]* src)="([^"]+)"', client.get(address).text)
    parts = [urljoin(address, part) for part in loaded if not part.startswith("data:")]
    return sum(len(light(client, part)) for part in (address, *parts))


def test_everything_that_a_page_loads_is_light(anyone, store, cast):
    link = publish(store, cast)
    second = answer(anyone, link, **FIRST).location
    assert max(weight(anyone, f"{link}?again=1"), weight(anyone, second)) < TARGET < HEAVIEST


def test_a_page_has_what_a_share_card_needs_and_no_name_of_the_product(anyone, store, cast):
    page = anyone.get(publish(store, cast)).text
    assert '<meta property="og:title" content="三页问卷">' in page
    assert '<meta property="og:description" content="大约 2 分钟。">' in page
    picture = re.search(r'og:image" content="http://127\.0\.0\.1:8000(/static/[^"]+)"', page)[1]
    assert len(light(anyone, picture)) < 8 * 1024
    assert "画像" not in page
    assert "ersona" not in page


def test_pages_are_not_indexed_and_survive_the_back_button(anyone, store, cast):
    response = anyone.get(publish(store, cast))
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["Cache-Control"] == "private, no-cache"
