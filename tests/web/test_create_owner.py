"""The first account, by the link that is printed at start."""

import pytest

from tests.conftest import PASSWORD
from workbench.settings import read_settings
from workbench.storage import open_store
from workbench.web import create_app
from workbench.workflow import accounts


@pytest.fixture
def settings(tmp_path):
    """An empty installation."""
    return read_settings({}, home=tmp_path / "fresh")


@pytest.fixture
def store(settings):
    store = open_store(settings)
    yield store
    store.close()


def owner(**changes):
    return {"name": "林晓", "email": "lin@example.com", "password": PASSWORD, **changes}


def test_an_empty_installation_tells_to_open_the_printed_link(anyone):
    page = anyone.get("/", follow_redirects=True).text
    assert "启动时打印的设置链接" in page
    assert 'name="password"' not in page


def test_the_printed_link_creates_the_owner_and_signs_in(anyone, store):
    address = f"/setup/{accounts.setup_token(store)}"
    assert anyone.get(address).status_code == 200
    assert anyone.post(address, data=owner()).location == "/"
    assert "从一个研究项目开始" in anyone.get("/").text


def test_a_guessed_link_is_not_there(anyone):
    assert anyone.get("/setup/0123").status_code == 404
    assert anyone.post("/setup/0123", data=owner()).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [({"password": "short"}, "密码太短"), ({"email": "lin"}, "不像邮箱"), ({"name": " "}, "名字是空的")],
)
def test_a_wrong_field_gets_a_sentence_and_keeps_the_others(anyone, store, wrong, sentence):
    response = anyone.post(f"/setup/{accounts.setup_token(store)}", data=owner(**wrong))
    assert response.status_code == 422
    assert sentence in response.text
    if "email" not in wrong:
        assert "lin@example.com" in response.text


def test_a_second_owner_cannot_be_created(anyone, store):
    token = accounts.setup_token(store)
    anyone.post(f"/setup/{token}", data=owner())
    response = anyone.post(f"/setup/{token}", data=owner(email="wang@example.com"))
    assert response.location == "/sign-in"


def test_the_servers_secret_is_made_once_and_private(settings, store):
    first = create_app(settings, store)
    assert settings.secret_file.stat().st_mode & 0o777 == 0o600
    assert create_app(settings, store).config["SECRET_KEY"] == first.config["SECRET_KEY"]
