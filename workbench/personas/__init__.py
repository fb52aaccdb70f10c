"""Evidence-backed personas: drafts from segments, checks, portraits and the HTML of posters and documents."""

from workbench.personas.checking import check
from workbench.personas.documents import document_html
from workbench.personas.drafting import draft
from workbench.personas.portraits import prepare_portrait
from workbench.personas.posters import poster_html

__all__ = ["check", "document_html", "draft", "poster_html", "prepare_portrait"]
