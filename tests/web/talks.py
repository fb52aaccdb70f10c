"""A transcript of two people, pasted and confirmed, for the tests of interviews."""

from sqlmodel import select

from workbench.storage.tables import Utterance

TEXT = """说话人1 00:03
你好，平时什么时候玩？

说话人2 00:08
下班路上，八分钟吧。
有时候站着玩。

说话人1 00:18
什么时候最想卸载？

说话人2 00:25
日常任务太多，像上班😮‍💨。
"""
CAST = {"heard": ["说话人1", "说话人2"], "label": ["林晓", "阿灯"], "role": ["interviewer", "participant"]}


def bring(client, study, text=TEXT, **changes):
    """Paste a transcript; the address where its speakers are confirmed."""
    return client.post(f"/studies/{study}/interviews/transcript", data={"text": text, **changes}).location


def confirm(client, address, **changes):
    return client.post(address, data={**CAST, "guest": "阿灯", "is_new": "1", **changes})


def turns(store):
    with store.reading() as session:
        return session.exec(select(Utterance).order_by(Utterance.position)).all()
