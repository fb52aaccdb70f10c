"""Who reaches what, for every address there is: built from the URL map, so that no new page can be forgotten."""

import tempfile
from pathlib import Path

import pytest

from tests.conftest import set_further
from tests.web.material import put_interview, put_people, put_segment
from workbench.settings import read_settings
from workbench.web import create_app
from workbench.web.security import is_open

SAMPLE = {"source": "form:1", "kind": "xlsx", "page": "a3", "filename": "studio.css"}
WORDS = ("token", "link", "rest")


def addresses(tmp_path):
    """Every method and address with plausible ids, and whether it is open to everybody."""
    app = create_app(read_settings({}, home=tmp_path))
    for rule in app.url_map.iter_rules():
        values = {name: SAMPLE.get(name, "x" if name in WORDS else 1) for name in rule.arguments}
        if rule.endpoint.endswith("show_qr"):
            values["kind"] = "svg"
        _, path = rule.build(values)
        for method in sorted(rule.methods & {"GET", "POST"}):
            yield pytest.param(method, path, rule.endpoint, id=f"{method} {rule.endpoint}")


def pytest_generate_tests(metafunc):
    """One test an address; the app that lists them is made in a folder of its own."""
    with tempfile.TemporaryDirectory() as home:
        metafunc.parametrize(("method", "path", "endpoint"), list(addresses(Path(home))))


@pytest.fixture(scope="module")
def stage(stage, tmp_path_factory):
    """Somebody else's study has people, an interview and a segment."""
    return set_further(stage, tmp_path_factory.mktemp("stage"), put_evidence)


def put_evidence(store, cast):
    people = put_people(store, cast.study)
    put_interview(store, cast.study, people[0])
    put_segment(store, cast.study, people)


def test_nobody_gets_further_than_the_sign_in(anyone, method, path, endpoint):
    response = anyone.open(path, method=method, buffered=True)
    if is_open(endpoint):
        assert "/sign-in?next" not in response.headers.get("Location", "")
    else:
        assert response.status_code == 303
        assert response.location.startswith("/sign-in")


def test_an_outsider_finds_nothing_of_somebody_elses_study(outsider, store, cast, method, path, endpoint):
    if not path.startswith(f"/studies/{cast.study}"):
        pytest.skip("belongs to no study")
    assert outsider.open(path, method=method).status_code == 404
