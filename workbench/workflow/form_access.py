"""Who may answer a form and when: times, a password, one answer a person; and the card that it is shared by."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlmodel import Session

from workbench.errors import N_, BadInput, NotAllowed
from workbench.personas.portraits import prepare_share_picture
from workbench.storage import Store
from workbench.storage.tables import Form
from workbench.workflow.audit import record
from workbench.workflow.passwords import hash_password, is_throttled, note_failure, verify_password
from workbench.workflow.secrets import hash_token
from workbench.workflow.typed import without_controls
from workbench.workflow.visits import entry_key, find_entry

FAILURES_AN_ADDRESS = 30
SHORTEST_PASSWORD, LONGEST_PASSWORD = 4, 100
LONGEST_CARD = {"title": 60, "description": 100}
ONE_ANSWER = ("", "browser", "contact")


@dataclass(frozen=True)
class Access:
    """When a form takes answers and by what a second one of the same person is known (nothing, browser or contact)."""

    opens_at: datetime | None = None
    closes_at: datetime | None = None
    one_answer: str = ""


def update_access(store: Store, user_id: int, form_id: int, access: Access) -> None:
    """Set them. Raises BadInput when it would close before it opens."""
    if access.opens_at and access.closes_at and access.closes_at <= access.opens_at:
        raise BadInput(N_("结束时间要晚于开始时间。"), N_("请改一个，或留空一个。"))
    if access.one_answer not in ONE_ANSWER:
        raise BadInput(N_("没有这种“一人一份”的办法。"), N_("请从列表里选一种。"))
    with store.writing() as session:
        form = session.get_one(Form, form_id)
        form.opens_at, form.closes_at, form.one_answer = access.opens_at, access.closes_at, access.one_answer
        _note(session, user_id, "update_access", form)


def set_form_password(store: Store, user_id: int, form_id: int, password: str) -> None:
    """Ask for a password before the first page; an empty one asks for none. Raises BadInput for a short or long one."""
    password = password.strip()
    if password and not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise BadInput(
            N_("密码要 %(least)s 到 %(most)s 个字符。"),
            N_("受访者要自己输入，短一点好记。"),
            least=SHORTEST_PASSWORD,
            most=LONGEST_PASSWORD,
        )
    hashed = hash_password(password) if password else ""
    with store.writing() as session:
        form = session.get_one(Form, form_id)
        form.password_hash = hashed
        _note(session, user_id, "set_form_password", form)


def check_form_password(store: Store, link: str, password: str, address: str) -> str:
    """The key that stands for the right password. Raises NotAllowed for a wrong one, or after too many from there."""
    with store.writing() as session:
        form = find_entry(session, link).form
        limits = {hash_token(f"form {form.id} address {address}"): FAILURES_AN_ADDRESS}
        if is_throttled(session, limits):
            raise NotAllowed(N_("输错的次数太多了。"), N_("请等 15 分钟再试。"))
    if not form.password_hash or verify_password(form.password_hash, password.strip()[:LONGEST_PASSWORD]):
        return entry_key(store.settings, form)
    with store.writing() as session:
        note_failure(session, limits)
    raise NotAllowed(N_("密码不对。"), N_("请向发给你链接的人核对，注意大小写。"))


def update_card(
    store: Store, user_id: int, form_id: int, texts: dict[str, str], picture: bytes | Literal["keep"] | None = "keep"
) -> None:
    """Set `title` and `description` of the card that a messenger shows; empty ones follow the form's own.

    Its square picture is made of `picture` (JPEG, PNG or WebP); None takes it off. Raises BadInput for too long a text,
    TooLarge or UnreadableFile for what is no picture; then nothing changes.
    """
    card = {name: " ".join(without_controls(texts.get(name, "")).split()) for name in LONGEST_CARD}
    for name, text in card.items():
        if len(text) > LONGEST_CARD[name]:
            raise BadInput(N_("分享卡片的标题最多 60 字，说明最多 100 字。"), N_("微信里只显示前一两行，短一点更好。"))
    drawn = prepare_share_picture(picture) if isinstance(picture, bytes) else None
    with store.writing() as session:
        form = session.get_one(Form, form_id)
        form.share = {name: text for name, text in card.items() if text}
        if picture != "keep":
            form.picture = drawn
        _note(session, user_id, "update_card", form)


def _note(session: Session, user_id: int, verb: str, form: Form) -> None:
    record(session, user_id, verb, f"form:{form.id}", study_id=form.study_id)
