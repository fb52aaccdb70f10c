"""What tests do with the one persona of their study: read it, write it, quote for it."""

from sqlmodel import select

from workbench.storage.tables import Persona


def document(store):
    with store.reading() as session:
        return session.exec(select(Persona)).one().document


def cite(client, address, place, utterance, *spans):
    return client.post(f"{address}/cite", data={"place": place, "utterance": utterance, "sentence": list(spans)})


def write(client, address, store, **values):
    with store.reading() as session:
        revision = session.exec(select(Persona)).one().revision
    return client.post(f"{address}/edit", data={"title": "看云人", "revision": revision, **values})
