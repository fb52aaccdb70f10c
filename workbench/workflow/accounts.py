"""Accounts: the first owner, signing in and out, links that work once, throttling."""

from datetime import timedelta

from sqlmodel import Session, col, delete, select

from workbench.errors import N_, BadInput, Conflict, NotAllowed, NotFound
from workbench.storage import Store, add
from workbench.storage.tables import FailedAttempt, OneTimeLink, SignIn, User, now
from workbench.workflow.audit import record
from workbench.workflow.passwords import hash_password, is_throttled, note_failure, verify_password
from workbench.workflow.secrets import derived_token, hash_token, new_token

SHORTEST_PASSWORD = 10
FAILURES_AN_ACCOUNT = 5
FAILURES_AN_ADDRESS = 30

# Checked when the account does not exist, so that the time taken does not tell.
_NOBODY = hash_password(new_token())


def setup_token(store: Store) -> str | None:
    """The token of the set-up link, printed at start; None once there is an account."""
    with store.reading() as session:
        if session.exec(select(User.id)).first() is not None:
            return None
    return derived_token(store.settings, "set up the first account")


def create_owner(store: Store, name: str, email: str, password: str) -> int:
    """Create the first account and return its id.

    Raises Conflict when there is one already, BadInput for a weak password or a wrong address.
    """
    name, email = name.strip(), _checked_email(email)
    if not name:
        raise BadInput(N_("名字是空的。"), N_("请填写同事认得出的名字。"))
    hashed = _hashed(password)
    with store.writing() as session:
        if session.exec(select(User.id)).first() is not None:
            raise Conflict(N_("这里已经有账号了。"), N_("请直接登录。"))
        owner_id = add(session, User(email=email, name=name, password_hash=hashed))
        record(session, owner_id, "create_owner")
        return owner_id


def sign_in(store: Store, email: str, password: str, address: str) -> str:
    """A new sign-in's token. Raises NotAllowed for a wrong pair, or after too many of them."""
    account = hash_token(f"account {email.strip().lower()}")
    limits = {account: FAILURES_AN_ACCOUNT, hash_token(f"address {address}"): FAILURES_AN_ADDRESS}
    with store.writing() as session:
        if is_throttled(session, limits):
            raise NotAllowed(N_("登录失败的次数太多。"), N_("请等 15 分钟再试。"))
        user = session.exec(select(User).where(User.email == email.strip().lower())).first()
    matches = verify_password(user.password_hash if user else _NOBODY, password)
    with store.writing() as session:
        if user is None or not matches:
            note_failure(session, limits)
        else:
            session.exec(delete(FailedAttempt).where(col(FailedAttempt.key_hash) == account))
            return _open_sign_in(session, user.id)
    raise NotAllowed(N_("邮箱或密码不对。"), N_("请再试一次；忘记密码可在服务器上运行 workbench reset 取得重设链接。"))


def sign_in_once(store: Store, token: str) -> str:
    """Sign in by a one-time link. Raises NotAllowed when it was used or is too old."""
    with store.writing() as session:
        link = _use_link(session, token, "sign_in")
        return _open_sign_in(session, link.user_id)


def sign_out(store: Store, token: str) -> None:
    """End a sign-in; an unknown one is no error."""
    with store.writing() as session:
        session.exec(delete(SignIn).where(col(SignIn.token_hash) == hash_token(token)))


def signed_in_user(store: Store, token: str) -> User | None:
    """Whose sign-in this is, None when it ended or was not used for the time in the settings."""
    limit = timedelta(hours=store.settings.sign_in_hours)
    with store.reading() as session:
        entry = session.exec(select(SignIn).where(SignIn.token_hash == hash_token(token))).first()
        if entry is None or entry.seen_at + limit < now():
            return None
        user = session.get(User, entry.user_id)
    if entry.seen_at + timedelta(minutes=10) < now():
        with store.writing() as session:
            current = session.get(SignIn, entry.id)
            if current is not None:
                current.seen_at = now()
    return user


def one_time_link(store: Store, email: str, purpose: str, hours: int = 24) -> str:
    """The token of a link for `purpose` sign_in or reset. Raises NotFound for an unknown account."""
    token = new_token()
    with store.writing() as session:
        user = session.exec(select(User).where(User.email == email.strip().lower())).first()
        if user is None:
            raise NotFound(N_("没有邮箱为 %(email)s 的账号。"), N_("请检查邮箱是否写对。"), email=email)
        expires = now() + timedelta(hours=hours)
        session.add(OneTimeLink(user_id=user.id, token_hash=hash_token(token), purpose=purpose, expires_at=expires))
    return token


def reset_password(store: Store, token: str, password: str) -> None:
    """Choose a new password by a reset link; all sign-ins of the account end."""
    hashed = _hashed(password)
    with store.writing() as session:
        link = _use_link(session, token, "reset")
        user = session.get_one(User, link.user_id)
        user.password_hash = hashed
        session.exec(delete(SignIn).where(col(SignIn.user_id) == user.id))
        record(session, user.id, "reset_password")


def set_language(store: Store, user_id: int, language: str) -> None:
    """Remember the interface language of an account."""
    with store.writing() as session:
        session.get_one(User, user_id).language = language


def _open_sign_in(session: Session, user_id: int) -> str:
    token = new_token()
    session.add(SignIn(user_id=user_id, token_hash=hash_token(token)))
    return token


def _use_link(session: Session, token: str, purpose: str) -> OneTimeLink:
    wanted = select(OneTimeLink).where(OneTimeLink.token_hash == hash_token(token), OneTimeLink.purpose == purpose)
    link = session.exec(wanted).first()
    if link is None or link.used_at is not None or link.expires_at < now():
        raise NotAllowed(N_("这个链接已经用过或过期了。"), N_("请重新取得一个链接。"))
    link.used_at = now()
    return link


def _hashed(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise BadInput(N_("密码太短。"), N_("请至少用 %(least)s 个字符。"), least=SHORTEST_PASSWORD)
    if len(password) > 1000:
        raise BadInput(N_("密码太长。"), N_("请用不超过 1000 个字符。"))
    return hash_password(password)


def _checked_email(email: str) -> str:
    email = email.strip().lower()
    local, at, domain = email.partition("@")
    if not (local and at and "." in domain) or any(c.isspace() for c in email) or len(email) > 254:
        raise BadInput(N_("“%(email)s”不像邮箱。"), N_("请写成 name@example.com 的样子。"), email=email)
    return email
