"""Pages keep to the content policy: no style or script inside HTML, nothing from other hosts.

Posters are print, not pages.
"""

import re

import pytest

from tests.contracts.tree import files_in, name_of

PAGES = [path for path in files_in("templates", suffix=".html") if "posters" not in path.parts]
STYLES = files_in("static", suffix=".css")
SCRIPTS = files_in("static", suffix=".js")
INSIDE_HTML = re.compile(
    r"""\sstyle\s*=            # a style attribute
      | \son[a-z]+\s*=         # an event handler
      | \shx-on\b              # htmx's handlers, which are evaluated
      | ["']js:                # values that htmx evaluates
      | javascript:
      | <style\b
      | <script(?![^>]*\ssrc=)(?![^>]*\stype="application/json")
    """,
    re.VERBOSE | re.IGNORECASE,
)
FROM_ELSEWHERE = re.compile(
    r"""(?:src|srcset|action|poster)\s*=\s*["'](?:https?:)?//|<link[^>]*href\s*=\s*["'](?:https?:)?//""", re.I
)
TEMPLATE_CODE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
EVALUATED = re.compile(
    r"""\beval\(|new\sFunction\b|setAttribute\(\s*['"](?:style|on\w+)|cssText|insertAdjacentHTML|\.(?:inner|outer)HTML\s*="""
)


def _found(pattern, path) -> list[str]:
    html = TEMPLATE_CODE.sub("", path.read_text(encoding="utf-8"))
    return [match[0].strip() for match in pattern.finditer(html)]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_has_no_style_or_script_inside_its_html(page):
    assert not _found(INSIDE_HTML, page)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_loads_nothing_from_another_host(page):
    assert not _found(FROM_ELSEWHERE, page)


@pytest.mark.parametrize("style", STYLES, ids=name_of)
def test_a_style_sheet_loads_nothing_from_another_host(style):
    assert not _found(re.compile(r"@import|url\(\s*['\"]?(?:https?:)?//", re.I), style)


@pytest.mark.parametrize("script", SCRIPTS, ids=name_of)
def test_a_script_writes_no_style_attribute_and_evaluates_nothing(script):
    assert not _found(EVALUATED, script)
