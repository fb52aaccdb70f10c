"""A client that looks at every page it gets."""

import pytest
from flask.testing import FlaskClient

from tests.web.answering import publish, rows
from tests.web.looks import look_at
from tests.web.material import put_interview, put_people
from workbench.storage.tables import Form
from workbench.web.security import COOKIE
from workbench.workflow import accounts


class LookingClient(FlaskClient):
    """Parses and checks every HTML page; posts without a CSRF token unless the test is about it."""

    def open(self, *args, **kwargs):
        response = super().open(*args, **kwargs)
        for _name, value in response.headers:
            value.encode("latin-1")  # what a real server could not send
        if response.request.path.startswith("/studies"):
            assert response.headers["Cache-Control"] == "no-store", "what participants said stays in no cache"
        if response.mimetype == "text/html" and response.status_code not in (302, 303):
            look_at(response.text, partial="HX-Request" in (kwargs.get("headers") or {}))
        return response


@pytest.fixture
def app(app):
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False, WTF_CSRF_ENABLED=False)
    app.test_client_class = LookingClient
    return app


@pytest.fixture
def anyone(app):
    """Somebody who is not signed in."""
    return app.test_client()


@pytest.fixture
def client(app, store):
    """林晓, signed in."""
    return _signed_in(app, store, "lin@example.com")


@pytest.fixture
def outsider(app, store):
    """王路, signed in: has an account but no right to 林晓's study."""
    return _signed_in(app, store, "wang@example.com")


@pytest.fixture
def people(store, cast):
    """The ids of 小满, 老周 and 阿凛, who answered a survey of 林晓's study."""
    return put_people(store, cast.study)


@pytest.fixture
def said(store, cast, people):
    """What 小满 said in her interview: the id of the utterance."""
    return put_interview(store, cast.study, people[0])


@pytest.fixture
def run(cast, done):
    """The address of the run that is done."""
    return f"/studies/{cast.study}/segments/runs/{done.run}"


@pytest.fixture
def link(store, cast):
    """The public link of a form of three pages, which is open."""
    return publish(store, cast)


@pytest.fixture
def place(store, cast, link):
    """The address of that form in the studio."""
    return f"/studies/{cast.study}/forms/{rows(store, Form)[0].id}"


def _signed_in(app, store, email):
    client = app.test_client()
    link = accounts.one_time_link(store, email, "sign_in")
    client.set_cookie(COOKIE, accounts.sign_in_once(store, link))
    return client
