"""`workbench demo --out`: the posters, and whether each quote can be followed back."""

import json
import subprocess

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from workbench.cli import main

pytestmark = pytest.mark.xdist_group("demo")  # built once


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("out")
    result = CliRunner().invoke(main, ["demo", "--out", str(folder)], env={"WORKBENCH_HOME": str(folder / "home")})
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="module")
def personas(folder):
    return json.loads((folder / "personas.json").read_text(encoding="utf-8"))


def squeezed(text):
    return "".join(text.split())


def cited(persona):
    """Every quote of a persona, wherever it stands."""
    found = []

    def walk(node):
        if isinstance(node, dict):
            found.extend([node] if "utterance_id" in node else [])
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(persona)
    return found


def test_there_are_four_posters_of_one_a3_page_with_all_fonts_embedded(folder):
    posters = sorted(folder.glob("*.pdf"))
    assert len(posters) == 4
    for poster in posters:
        pages = PdfReader(poster).pages
        box = pages[0].mediabox
        assert len(pages) == 1
        assert [round(float(side) / 72 * 25.4) for side in (box.width, box.height)] == [420, 297]
        fonts = subprocess.run(["pdffonts", poster], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
        assert fonts
        assert all(line.split()[-5] == "yes" for line in fonts), fonts


def test_a_poster_shows_its_title_and_every_chosen_quote_verbatim(folder, personas):
    for poster, persona in zip(sorted(folder.glob("*.pdf")), personas, strict=True):
        text = squeezed(subprocess.run(["pdftotext", poster, "-"], capture_output=True, text=True, check=True).stdout)
        assert squeezed(persona["title"]) in text
        for quote in [persona["hero_quote"], *persona["quotes"]]:
            assert squeezed(quote["text"]) in text


def test_every_quote_equals_its_utterance_between_its_offsets(personas):
    quotes = [(persona["utterances"], quote) for persona in personas for quote in cited(persona)]
    assert len(quotes) > 100
    for utterances, quote in quotes:
        assert utterances[str(quote["utterance_id"])][quote["start"] : quote["end"]] == quote["text"]


def test_the_report_finds_the_four_kinds_of_players_and_leaves_some_out(folder):
    report = json.loads((folder / "segments.json").read_text(encoding="utf-8"))
    assert report["verdict"] == "stable"
    assert report["k"] == 4
    assert None in report["assignments"].values()
    assert {one["segment"] for one in report["segments"]} == {1, 2, 3, 4}
