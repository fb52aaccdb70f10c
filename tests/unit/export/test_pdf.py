"""The renderer: quick when warm, the same every time, and dead when it must be."""

import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbench import settings
from workbench.errors import RenderingFailed
from workbench.export import html_to_pdf, pdf, poster_engine_warnings

PAGE = '<html lang="zh-CN"><title>甲</title><p style="font-family:Noto Sans SC">深夜独自下副本😂</p></html>'


def process() -> "subprocess.Popen[bytes]":
    html_to_pdf(PAGE)
    running = pdf._renderers[os.getpid()]._process
    assert running is not None
    return running


def test_the_same_html_gives_the_same_bytes_in_another_process():
    first, killed = html_to_pdf(PAGE), process()
    killed.kill()
    killed.wait()
    assert html_to_pdf(PAGE) == first
    assert process().pid != killed.pid


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x.png", "file:///etc/hostname", "ftp://127.0.0.1/x", "//x/y"])
def test_nothing_outside_the_document_is_fetched(address):
    for html in (f'<img src="{address}">', f'<style>p{{background:url("{address}")}}</style><p>甲'):
        try:
            assert b"hostname" not in html_to_pdf(html)
        except RenderingFailed as error:
            assert "没有排成" in str(error)  # noqa: PT017  # either way nothing was fetched


def test_a_style_sheet_from_a_file_stops_the_rendering(tmp_path):
    sheet = tmp_path / "x.css"
    sheet.write_text("p { color: red }")
    with pytest.raises(RenderingFailed, match="没有排成"):
        html_to_pdf(f'<link rel="stylesheet" href="{sheet.as_uri()}"><p>甲')


@pytest.mark.parametrize(
    "html", ["<div>" * 50_000, "<table><td colspan=9999999>甲", '<style>p{font-size:1e9px}</style><p>甲'],
)  # fmt: skip
def test_what_takes_too_long_is_killed_and_the_next_document_is_printed(html):
    with pytest.raises(RenderingFailed, match="请"):
        html_to_pdf(html, seconds=1.5)
    assert html_to_pdf(PAGE).startswith(b"%PDF")


@pytest.fixture
def another(monkeypatch):
    """A renderer for this test alone."""
    renderer = pdf._Renderer()
    monkeypatch.setattr(pdf, "_renderers", {os.getpid(): renderer})
    yield renderer
    renderer.close()


def test_memory_is_limited(monkeypatch, another):
    monkeypatch.setattr(pdf, "MEGABYTES", 420)
    with pytest.raises(RenderingFailed):
        html_to_pdf("<p>" + "甲" * 30_000_000)
    assert html_to_pdf(PAGE).startswith(b"%PDF")


def test_lone_surrogates_do_not_stop_a_document():
    assert html_to_pdf("<p>甲\ud800乙").startswith(b"%PDF")


def test_the_process_is_kept_and_replaced_after_a_number_of_documents(monkeypatch):
    first = process()
    assert process() is first
    monkeypatch.setattr(pdf, "DOCUMENTS_PER_PROCESS", 1)
    assert process() is not first


def _size_of_a_page() -> int:
    return len(html_to_pdf(PAGE))


def test_a_forked_process_starts_its_own_renderer():
    expected, own = len(html_to_pdf(PAGE)), process()
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply(_size_of_a_page) == expected
    assert process() is own


def test_the_renderer_goes_with_its_program_and_leaves_nothing_behind(tmp_path):
    script = (
        "from workbench.export import html_to_pdf, pdf; html_to_pdf('x'); import os;"
        "print(pdf._renderers[os.getpid()]._process.pid)"
    )
    answer = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=True,
        cwd=Path(settings.__file__).parents[1], env=os.environ | {"TMPDIR": str(tmp_path)},
    )  # fmt: skip
    assert answer.stderr == ""
    assert not list(tmp_path.iterdir())
    assert not Path(f"/proc/{answer.stdout.strip()}").exists()


def test_missing_fonts_end_in_a_sentence_and_are_told_at_the_start(monkeypatch, tmp_path):
    assert poster_engine_warnings() == []
    monkeypatch.setattr(settings, "FONTS", tmp_path)
    with pytest.raises(RenderingFailed, match="make setup"):
        html_to_pdf(PAGE)
    assert ["NotoSansSC-Bold.ttf" in str(warning) for warning in poster_engine_warnings()] == [True]


def test_a_missing_subsetting_library_is_told_at_the_start(monkeypatch):
    monkeypatch.setattr(pdf, "_SUBSETTERS", ("libharfbuzz-subset-that-is-not-there.so",))
    assert ["libharfbuzz-subset0" in str(warning) for warning in poster_engine_warnings()] == [True]


def test_an_engine_that_cannot_start_ends_in_a_sentence(monkeypatch, another, tmp_path):
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library pango')")
    monkeypatch.setattr(pdf, "_command", lambda: [sys.executable, "-c", _BROKEN.format(folder=str(tmp_path))])
    with pytest.raises(RenderingFailed, match="pango"):
        html_to_pdf(PAGE + " " * 1_000_000)


_BROKEN = """
import sys
sys.path.insert(0, {folder!r})
from workbench.export.renderer import main
main({folder!r}, 1024)
"""
