"""The respondents' part alone, the studio's part alone: what belongs to the other is not there."""

import os
import signal
import socket
import subprocess

import pytest
from click.testing import CliRunner

from tests.conftest import ROOT
from tests.web.answering import ONE_PAGE, answer, publish
from tests.web.conftest import LookingClient
from tests.web.killing import SERVE, free_port
from tests.web.test_access import addresses
from workbench.cli import serve
from workbench.settings import read_settings
from workbench.storage import Store
from workbench.web import create_app, server
from workbench.web.studio.channels import link_to


def part_of(settings, store, part):
    app = create_app(settings, store, part)
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False)
    app.test_client_class = LookingClient
    return app


@pytest.fixture
def outside(settings, store):
    """A browser on the respondents' part."""
    return part_of(settings, store, "public").test_client()


@pytest.fixture
def inside(settings, store):
    """A browser on the studio's part, not signed in."""
    return part_of(settings, store, "studio").test_client()


def test_respondents_answer_on_their_own_part(outside, store, cast):
    link = publish(store, cast, ONE_PAGE)
    ending = answer(outside, link, often="daily", why="放松", name="").location
    assert "谢谢" in outside.get(ending).text
    assert "你的回答已经删除" in outside.post(f"{ending}/withdraw").text


def test_nothing_of_the_studio_is_on_the_respondents_part(outside, tmp_path):
    seen = 0
    for case in addresses(tmp_path):
        method, path, endpoint = case.values
        if endpoint != "static" and not endpoint.startswith("public."):
            response = outside.open(path, method=method)
            assert response.status_code in (404, 405), path
            assert "画像" not in response.text
            seen += 1
    assert seen > 100


@pytest.mark.parametrize("name", ["studio.css", "studio.js", "vendor/htmx.min.js", "../pyproject.toml", "mark.svg"])
def test_only_the_files_of_the_respondents_pages_are_served(outside, name):
    assert outside.get(f"/static/{name}").status_code == 404
    with outside.get("/static/public.css") as response:
        assert response.status_code == 200


def test_nothing_of_the_respondents_is_on_the_studios_part(inside, store, cast):
    link = publish(store, cast, ONE_PAGE)
    assert inside.get(link).status_code == 404
    assert inside.post(link, data={"often": "daily"}).status_code == 404
    assert inside.get("/sign-in").status_code == 200


def test_the_studio_still_gives_out_the_links_of_the_other_part(store, cast, tmp_path, settings):
    split = read_settings(
        {}, home=settings.home, public_address="https://survey.example.com", studio_address="http://10.0.0.5:8000"
    )
    assert (split.https, split.public_https) == (False, True)
    other = Store(split)
    with part_of(split, other, "studio").test_request_context():
        assert link_to("x") == "https://survey.example.com/s/x"
    other.close()


@pytest.mark.parametrize(("option", "part"), [([], ""), (["--public"], "public"), (["--studio"], "studio")])
def test_the_command_serves_what_it_is_asked_for(settings, monkeypatch, option, part):
    served = []
    monkeypatch.setattr(server.Server, "run", lambda self: served.append(self.part) or self.ready())
    monkeypatch.setattr("sys.argv", ["workbench"])
    result = CliRunner().invoke(serve.serve, option, env={"WORKBENCH_HOME": str(settings.home)})
    assert (result.exit_code, served) == (0, [part]), result.output
    assert ("/setup/" in result.output or "画像工作台" in result.output) is (part != "public")


def test_the_link_is_said_when_it_can_be_opened(tmp_path):
    port = free_port()
    environment = {**os.environ, "WORKBENCH_HOME": str(tmp_path), "WORKBENCH_BIND": f"127.0.0.1:{port}"}
    with subprocess.Popen(
        SERVE, cwd=ROOT, env=environment, start_new_session=True, stdout=subprocess.PIPE, text=True
    ) as served:
        try:
            said = [served.stdout.readline(), served.stdout.readline()]
            with socket.create_connection(("127.0.0.1", port), timeout=0.5):
                assert "/setup/" in said[1]
        finally:
            os.killpg(served.pid, signal.SIGKILL)


def test_respondents_part_carries_out_no_runs(settings, monkeypatch):
    started = []
    monkeypatch.setattr(server.Runner, "start", lambda _self: started.append(1))
    monkeypatch.setattr("sys.argv", ["workbench"])
    for part, count in (("public", 0), ("studio", 1)):
        server.Server(settings, part).load().extensions["store"].close()
        assert len(started) == count
