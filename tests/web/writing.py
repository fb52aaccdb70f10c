"""A questionnaire under the editor's pages: what a researcher does in a browser, and what is stored of it."""

import re

from sqlmodel import select

from workbench.storage.tables import Form
from workbench.workflow import forms


class Desk:
    """A blank form of 林晓's study and her browser on it."""

    def __init__(self, client, store, cast, title="招募问卷"):
        self.client, self.store, self.study = client, store, cast.study
        self.id = forms.create_form(store, cast.owner, cast.study, title)
        self.address = f"/studies/{cast.study}/forms/{self.id}"

    @property
    def form(self):
        with self.store.reading() as session:
            return session.exec(select(Form).where(Form.id == self.id)).one()

    def page(self, query=""):
        return self.client.get(self.address + query)

    def post(self, verb, **data):
        """Press a button of the page as it is now, unless `revision` says otherwise."""
        return self.client.post(f"{self.address}/{verb}", data={"revision": self.form.revision, **data})

    def add(self, kind="radiogroup", page=1, **fields):
        """Add a question and fill it in; returns its name."""
        location = self.post("add-question", page=page, kind=kind).location
        name = re.search(r"open=([^#&]+)", location)[1]
        if fields:
            assert self.save(name, kind=kind, page=page, **fields).status_code == 303
        return name

    def save(self, name, **fields):
        return self.post("update-question", name=name, **fields)

    def question(self, name):
        return next(q for page in self.form.definition["pages"] for q in page["elements"] if q["name"] == name)

    def names(self):
        return [[question["name"] for question in page["elements"]] for page in self.form.definition["pages"]]
