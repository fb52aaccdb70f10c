"""Channels (渠道): ways to respondents, each with a link of its own, so that one sees which brings whom."""

from datetime import datetime

from sqlmodel import Session, func, select

from workbench.errors import N_, BadInput, Conflict
from workbench.storage import Store, add
from workbench.storage.queries import channels as reads
from workbench.storage.tables import Channel, Form, now
from workbench.workflow.audit import record
from workbench.workflow.secrets import new_token
from workbench.workflow.typed import without_controls
from workbench.workflow.visits import ZONE, Entry

LONGEST_NAME = 40
MOST = 100


def create_channel(store: Store, user_id: int, form_id: int, name: str) -> int:
    """A channel with a new link; returns its id. Raises BadInput for an empty or long name, Conflict for one taken."""
    name = _checked(name)
    with store.writing() as session:
        _refuse_taken(session, form_id, name)
        if session.exec(select(func.count()).where(Channel.form_id == form_id)).one() >= MOST:
            raise BadInput(N_("一份问卷最多 %(most)s 个渠道。"), N_("给每个人一个链接，请用“专属链接”。"), most=MOST)
        channel = Channel(form_id=form_id, name=name, token=new_token())
        add(session, channel)
        _note(session, user_id, "create_channel", channel)
        return channel.id


def rename_channel(store: Store, user_id: int, channel_id: int, name: str) -> None:
    """Another name; the link stays. Raises as `create_channel`."""
    name = _checked(name)
    with store.writing() as session:
        channel = session.get_one(Channel, channel_id)
        if name != channel.name:
            _refuse_taken(session, channel.form_id, name)
        channel.name = name
        _note(session, user_id, "rename_channel", channel)


def close_channel(store: Store, user_id: int, channel_id: int, *, closed: bool = True) -> None:
    """Let nobody begin through a channel any more, or let them again; who has begun may finish."""
    with store.writing() as session:
        channel = session.get_one(Channel, channel_id)
        channel.closed_at = now() if closed else None
        _note(session, user_id, "close_channel" if closed else "reopen_channel", channel)


def note_opening(store: Store, entry: Entry) -> None:
    """Count that somebody opened a form, on the day that it is in the interface's zone."""
    day = f"{datetime.now(ZONE):%Y-%m-%d}"
    store.writing_together(lambda session: reads.count_opening(session, entry.form.id, entry.channel, day))


def _checked(name: str) -> str:
    name = " ".join(without_controls(name).split())
    if not name or len(name) > LONGEST_NAME:
        raise BadInput(N_("渠道要有名称，最多 %(most)s 字。"), N_("例如“玩家 3 群”“微博置顶”。"), most=LONGEST_NAME)
    return name


def _refuse_taken(session: Session, form_id: int, name: str) -> None:
    if session.exec(select(Channel.id).where(Channel.form_id == form_id, Channel.name == name)).first() is not None:
        raise Conflict(N_("已经有一个渠道叫“%(name)s”。"), N_("请换一个名称。"), name=name)


def _note(session: Session, user_id: int, verb: str, channel: Channel) -> None:
    study_id = session.get_one(Form, channel.form_id).study_id
    record(session, user_id, verb, f"channel:{channel.id}", study_id=study_id)
