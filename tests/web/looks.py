"""What every page must be.

Valid HTML, one h1, labelled fields, unique ids, a language, nothing from outside, nothing inline.
"""

import re
from collections import Counter

import html5lib

OWN_ERRORS = {"expected-doctype-but-got-start-tag", "expected-doctype-but-got-chars", "expected-doctype-but-got-eof"}


def look_at(html: str, *, partial: bool = False) -> None:
    """Assert that a page (or a fragment of one) is as every page must be."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(html)
    errors = [code for _, code, _ in parser.errors if not (partial and code in OWN_ERRORS)]
    assert not errors, f"the page does not parse: {parser.errors[:3]}"
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    ids = Counter(element.get("id") for element in elements if element.get("id"))
    assert not [i for i, count in ids.items() if count > 1], "an id stands twice"
    _check_nothing_inline(elements)
    _check_labels(elements)
    if not partial:
        assert tree.get("lang"), "the page has no language"
        assert sum(element.tag == "h1" for element in elements) == 1, "the page needs exactly one h1"


def _check_nothing_inline(elements):
    for element in elements:
        inline = [name for name in element.attrib if name == "style" or name.startswith("on")]
        assert not inline, f"<{element.tag}> has {inline}"
        assert element.tag != "style", "a style element is inline"
        if element.tag == "script":
            assert element.get("src"), "a script is inline"
        for name in ("src", "srcset") + (("href",) if element.tag == "link" else ()):
            assert not re.match(r"(https?:)?//", element.get(name) or ""), f"{element.tag} loads from outside"


def _check_labels(elements):
    labelled = {element.get("for") for element in elements if element.tag == "label"}
    wrapped = {id(child) for element in elements if element.tag == "label" for child in element.iter()}
    for element in elements:
        if element.tag not in ("input", "select", "textarea") or element.get("type") in ("hidden", "submit"):
            continue
        named = element.get("aria-label") or element.get("aria-labelledby") or element.get("id") in labelled
        assert named or id(element) in wrapped, f"a field has no label: {element.attrib}"
