"""Every visible sentence goes through the catalogue, and the English catalogue answers all of them."""

import ast
import re
from functools import cache

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from tests.contracts.tree import CHINESE, IDEOGRAPH, ROOT, called_name, files_in, name_of, tree_of
from workbench import errors

MARKS = {"_", "gettext", "ngettext", "lazy_gettext", "N_"}
KEYWORDS = {name: (1, 2) if name == "ngettext" else None for name in MARKS}
ENGLISH = ROOT / "workbench" / "web" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
# The name of a language stands in that language.
DECLARED_CHINESE = re.compile(r'lang="zh-CN"[^>]*>[^<]*<')
FAMILY = {
    name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.WorkbenchError)
}
TEMPLATES = files_in("templates", suffix=".html")
MODULES = files_in("workbench", suffix=".py")


def _docstrings(tree) -> set[int]:
    scopes = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, scopes) and node.body]
    return {id(body[0].value) for body in bodies if isinstance(body[0], ast.Expr)}


def _strings(node, skip=()) -> list[ast.Constant]:
    """Chinese string constants below a node that stand outside a mark."""
    if id(node) in skip or (isinstance(node, ast.Call) and called_name(node) in MARKS):
        return []
    if isinstance(node, ast.Constant):
        return [node] if isinstance(node.value, str) and IDEOGRAPH.search(node.value) else []
    return [found for child in ast.iter_child_nodes(node) for found in _strings(child, skip)]


def _bare_text(node) -> list[str]:
    """The same in a parsed template; `{% trans %}` has become a call of gettext by then."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in MARKS:
        return []
    if isinstance(node, nodes.TemplateData | nodes.Const):
        text = DECLARED_CHINESE.sub("", node.data if isinstance(node, nodes.TemplateData) else str(node.value))
        return [f"line {node.lineno}: {text.strip()}"] if CHINESE.search(text) else []
    return [found for child in node.iter_child_nodes() for found in _bare_text(child)]


@cache
def _extracted() -> set[str]:
    found: set[str] = set()
    for folder, pattern, method in (("workbench", "**.py", "python"), ("templates", "**.html", "jinja2")):
        for _, _, message, _, _ in extract_from_dir(ROOT / folder, [(pattern, method)], {}, keywords=KEYWORDS):
            found.add(message if isinstance(message, str) else message[0])
    return found


@cache
def _english() -> Catalog:
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def _pairs() -> list[tuple[str, str]]:
    """Each source sentence with its translation; a plural gives two pairs."""
    pairs = []
    for message in _english():
        if message.id:
            sources = message.id if isinstance(message.id, tuple) else (message.id,)
            targets = message.string if isinstance(message.string, tuple) else (message.string,)
            pairs += [(sources[0], target) for target in targets]
    return pairs


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_a_template_shows_no_chinese_that_is_not_marked(template):
    environment = Environment(
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"], autoescape=True
    )
    found = _bare_text(environment.parse(template.read_text(encoding="utf-8")))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("module", [path for path in MODULES if "web" in path.parts], ids=name_of)
def test_a_page_s_code_holds_no_chinese_that_is_not_marked(module):
    tree = tree_of(module)
    found = [f"line {string.lineno}: {string.value}" for string in _strings(tree, _docstrings(tree))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_an_error_speaks_only_in_marked_sentences(module):
    raised = [node for node in ast.walk(tree_of(module)) if isinstance(node, ast.Call) and called_name(node) in FAMILY]
    found = [string for call in raised for argument in call.args[:2] for string in _strings(argument)]
    assert not [f"line {string.lineno}: {string.value}" for string in found]


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_marked_sentence_is_one_plain_string(module):
    marked = [node for node in ast.walk(tree_of(module)) if isinstance(node, ast.Call) and called_name(node) in MARKS]
    put_together = ast.JoinedStr | ast.BinOp
    assert not [call.lineno for call in marked for part in call.args[:2] if isinstance(part, put_together)]


def test_the_english_catalogue_has_exactly_the_sentences_of_the_sources():
    known = {source for source, _ in _pairs()}
    assert known == _extracted(), f"run `make translations`; they differ in {sorted(known ^ _extracted())[:10]}"


def test_every_sentence_is_in_english():
    assert not [source for source, target in _pairs() if not target]
    assert not [message.id for message in _english() if message.fuzzy and message.id]
    assert not [target for _, target in _pairs() if CHINESE.search(target)]


def test_a_translation_has_the_places_of_its_source():
    def places(sentence):
        return sorted(set(re.findall(r"%\(\w+\)[sd]|%%", sentence)))

    assert not [source for source, target in _pairs() if target and places(source) != places(target)]


def test_a_translation_has_no_per_cent_sign_of_its_own_for_a_template_to_stumble_over():
    def lone(sentence):
        return "%" in re.sub(r"%\(\w+\)[sd]|%%", "", sentence)

    assert not [target for source, target in _pairs() if lone(target) and not lone(source)]


def test_the_sources_are_in_chinese():
    assert not [source for source in _extracted() if re.search("[a-z]{3}", source) and not CHINESE.search(source)]
