"""Personal links: one for each person of a list, to be used once.

A link leads on with what was begun by it, in any browser, until that is handed in. Its token is made from the server's
secret and the link's number whenever it is shown, and is not stored; once somebody has begun, it is shown no more. What
a researcher knows the person by goes with the submission when it is withdrawn.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import tuple_
from sqlmodel import Session, col, delete, select, update

from workbench import export
from workbench.errors import N_, BadInput, Conflict, TooLarge
from workbench.records.sheets import Cell, Sheet
from workbench.settings import Settings
from workbench.storage import Store, add
from workbench.storage.queries.channels import LinkLine, WantedLinks, link_state, links_of
from workbench.storage.tables import Form, PersonalLink, Submission, now
from workbench.workflow.audit import record
from workbench.workflow.secrets import derived_token, hash_token
from workbench.workflow.typed import without_controls

MOST_AT_ONCE = 2000
LONGEST_LABEL = 100
TOKEN_LENGTH = 32  # hexadecimal digits: 128 bits
STATES = {"unused": N_("没有用过"), "started": N_("在填"), "finished": N_("已提交"), "revoked": N_("已停用")}
_HEADINGS = (N_("备注"), N_("链接"), N_("状态"))


@dataclass(frozen=True)
class Made:
    """How many links were made, and how many lines were passed over: said twice, or with a link already."""

    created: int
    known: int


def create_links(store: Store, user_id: int, form_id: int, text: str, channel: int = 0) -> Made:
    """A link for each line of `text`, through a channel of the form or none (0).

    A line that comes again or has a link is passed over. Raises BadInput without a line or with one over 100
    characters, TooLarge for more than 2000.
    """
    labels = _labels(text)
    with store.writing() as session:
        form = session.get_one(Form, form_id)
        known = _known(session, form_id)
        fresh = [label for label in dict.fromkeys(labels) if label not in known]
        session.add_all([_new_link(store.settings, form_id, channel, label) for label in fresh])
        record(session, user_id, "create_personal_links", f"links:{len(fresh)}", study_id=form.study_id)
    return Made(len(fresh), len(labels) - len(fresh))


def revoke_link(store: Store, user_id: int, link_id: int, *, revoked: bool = True) -> None:
    """Make a link worthless to whoever has not used it, or take that back.

    Raises Conflict when the person has another link by now.
    """
    with store.writing() as session:
        link = session.get_one(PersonalLink, link_id)
        if not revoked and link.label in _known(session, link.form_id):
            raise Conflict(N_("这个人已经有新的链接了。"), N_("要用这个旧的，先停用新的。"))
        link.revoked_at = now() if revoked else None
        study_id = _study_of(session, link.form_id)
        verb = "revoke_personal_link" if revoked else "restore_personal_link"
        record(session, user_id, verb, f"link:{link_id}", study_id=study_id)


def renew_link(store: Store, user_id: int, link_id: int) -> int:
    """Make a link worthless and another one with the same note and channel; returns the new one's id.

    What was begun with the old one stays where it is. Raises Conflict when that was handed in, or when the old one is
    revoked already.
    """
    with store.writing() as session:
        old, state = session.get_one(PersonalLink, link_id), link_state(session, link_id)
        if state not in ("unused", "started"):
            raise Conflict(
                N_("“%(name)s”的链接已经提交或停用了，不能重新发。"),
                N_("要他重填，先在受访者页删除他，再用同样的备注生成一个链接。"),
                name=old.label,
            )
        old.revoked_at = now()
        new = _new_link(store.settings, old.form_id, old.channel, old.label)
        study_id = _study_of(session, old.form_id)
        record(session, user_id, "renew_personal_link", f"link:{link_id}", study_id=study_id)
        return add(session, new)


def personal_token(settings: Settings, link: PersonalLink) -> str:
    """What a link's address ends with."""
    return _token(settings, link.form_id, link.number)


def shown_token(settings: Settings, line: LinkLine) -> str:
    """What a researcher sees of it: nothing once somebody has begun, for it leads to what they have not handed in."""
    return personal_token(settings, line.link) if line.state == "unused" else ""


def export_links(store: Store, user_id: int, form_id: int, kind: str, address: Callable[[str], str]) -> bytes:
    """All links of a form as `xlsx` or `csv`: label, the `address` of a token that is shown, state; written down."""
    with store.writing() as session:
        record(session, user_id, "export_personal_links", f"form:{form_id}", study_id=_study_of(session, form_id))
        lines = links_of(session, WantedLinks(form_id))
    tokens = [shown_token(store.settings, line) for line in lines]
    rows: list[Sequence[Cell]] = [
        (line.link.label, address(token) if token else "", STATES[line.state])
        for line, token in zip(lines, tokens, strict=True)
    ]
    if kind == "csv":
        return export.table_to_csv(_HEADINGS, rows)
    return export.table_to_xlsx([Sheet("links", _HEADINGS, rows)])


def use_link(session: Session, link: PersonalLink, token_hash: str) -> None:
    """Tie a link to the submission that began with it: nobody else may begin with it, even in this transaction."""
    begun = session.exec(select(Submission.id).where(Submission.token_hash == token_hash)).one()
    # Sessions that are shared write attributes when all ends; this is in the database and in `link` at once.
    session.exec(update(PersonalLink).where(col(PersonalLink.id) == link.id).values(submission_id=begun))


def forget_links(session: Session, submission_ids: Sequence[int]) -> None:
    """Delete the links that these submissions began with, and older and newer ones of the same people.

    Their labels say who it was.
    """
    of_form, label = col(PersonalLink.form_id), col(PersonalLink.label)
    theirs = select(of_form, label).where(col(PersonalLink.submission_id).in_(submission_ids))
    session.exec(delete(PersonalLink).where(tuple_(of_form, label).in_(theirs)))


def _study_of(session: Session, form_id: int) -> int:
    return session.get_one(Form, form_id).study_id


def _known(session: Session, form_id: int) -> set[str]:
    """The notes of the links that are worth something."""
    notes = select(PersonalLink.label).where(PersonalLink.form_id == form_id, col(PersonalLink.revoked_at).is_(None))
    return set(session.exec(notes))


def _labels(text: str) -> list[str]:
    lines = [" ".join(line.split()) for line in without_controls(text).splitlines()]
    labels = [line for line in lines if line]
    if not labels:
        raise BadInput(N_("名单是空的。"), N_("请一行写一个人，例如“张三 12 号群”。"))
    if len(labels) > MOST_AT_ONCE:
        raise TooLarge(
            N_("一次最多 %(most)s 个人，这里有 %(count)s 个。"),
            N_("请分几次生成。"),
            most=MOST_AT_ONCE,
            count=len(labels),
        )
    long = next((label for label in labels if len(label) > LONGEST_LABEL), None)
    if long is not None:
        raise BadInput(N_("“%(line)s……”太长了。"), N_("每行最多 %(most)s 个字。"), line=long[:20], most=LONGEST_LABEL)
    return labels


def _new_link(settings: Settings, form_id: int, channel: int, label: str) -> PersonalLink:
    number = secrets.token_hex(8)
    hashed = hash_token(_token(settings, form_id, number))
    return PersonalLink(form_id=form_id, channel=channel, number=number, token_hash=hashed, label=label)


def _token(settings: Settings, form_id: int, number: str) -> str:
    return derived_token(settings, "personal link", str(form_id), number)[:TOKEN_LENGTH]
