"""Posters and full documents as PDF: what is printed is a published version, or the draft marked as version 0."""

from sqlmodel import Session, col, select

from workbench import export, personas, text
from workbench.errors import N_, NotFound
from workbench.records.personas import PersonaDocument
from workbench.records.text import Lexicon
from workbench.storage import Store
from workbench.storage.tables import Persona, PersonaVersion, Portrait
from workbench.workflow.persona_facts import as_printed

PAGES = ("a3", "a4", "document")


def render_poster(store: Store, persona_id: int, page: str, number: int | None = None) -> bytes:
    """The PDF of version `number` (the newest when None, the draft when 0): `a3`, `a4` or the full `document`.

    Raises NotFound for a version or a format that does not exist, RenderingFailed when it cannot be laid out.
    """
    if page not in PAGES:
        raise NotFound(N_("没有这种海报尺寸。"), N_("请选 A3、A4 或完整画像。"))
    with store.reading() as session:
        document, portrait = printed(session, store, persona_id, number)
    html = (
        personas.document_html(document, portrait=portrait)
        if page == "document"
        else personas.poster_html(document, page, portrait=portrait, words=_words)
    )
    return export.html_to_pdf(html)


def printed(
    session: Session, store: Store, persona_id: int, number: int | None
) -> tuple[PersonaDocument, bytes | None]:
    """A version's document and portrait. Raises NotFound for a version that does not exist."""
    if number == 0:
        persona = session.get_one(Persona, persona_id)
        return as_printed(session, store.settings, persona, 0), _jpeg(session, persona.portrait_id)
    query = select(PersonaVersion).where(PersonaVersion.persona_id == persona_id)
    if number is not None:
        query = query.where(PersonaVersion.number == number)
    version = session.exec(query.order_by(col(PersonaVersion.number).desc())).first()
    if version is None:
        raise NotFound(N_("这张画像还没有这一版。"), N_("请先发布，或预览草稿。"))
    return PersonaDocument.model_validate(version.document), _jpeg(session, version.portrait_id)


def _jpeg(session: Session, portrait_id: int | None) -> bytes | None:
    portrait = session.get(Portrait, portrait_id) if portrait_id else None
    return portrait.jpeg if portrait else None


def _words(sentence: str) -> list[str]:
    """A sentence cut into words, so that a line of the poster ends between two."""
    return [token.text for token in text.tokenize(sentence, Lexicon())]
