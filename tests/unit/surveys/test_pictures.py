"""Pictures written into a form: what they say they are, and of a size that a telephone can show."""

import base64
import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from workbench.surveys.pictures import MOST_PIXELS_A_SIDE, picture_problem

KINDS = {
    "png": [("PNG", {})],
    "jpeg": [("JPEG", {}), ("JPEG", {"progressive": True}), ("JPEG", {"comment": b"x" * 5000, "dpi": (72, 72)})],
    "webp": [("WEBP", {}), ("WEBP", {"lossless": True}), ("WEBP", {"exif": b"Exif\0\0" + bytes(40)})],
}
CASES = [(kind, name, more) for kind, written in KINDS.items() for name, more in written]
LARGE = MOST_PIXELS_A_SIDE + 1


def address(kind, data):
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def drawn(name, size, more):
    target = io.BytesIO()
    Image.new("RGB", size, (20, 120, 90)).save(target, name, **more)
    return target.getvalue()


def told(kind, data):
    problem = picture_problem(address(kind, data))
    return problem and problem.sentence % problem.values


@pytest.mark.parametrize(("kind", "name", "more"), CASES)
@pytest.mark.parametrize("size", [(1, 1), (320, 200), (MOST_PIXELS_A_SIDE, 3)])
def test_a_picture_of_a_fitting_size_is_taken(kind, name, more, size):
    assert told(kind, drawn(name, size, more)) is None


@pytest.mark.parametrize(("kind", "name", "more"), CASES)
@pytest.mark.parametrize("size", [(LARGE, 2), (3, LARGE)])
def test_a_picture_of_too_many_pixels_is_refused_with_its_size(kind, name, more, size):
    assert f"{size[0]} × {size[1]} 像素" in told(kind, drawn(name, size, more))


def test_padding_between_the_segments_of_a_jpeg_is_passed_over():
    data = drawn("JPEG", (LARGE, 2), {})
    assert f"{LARGE} × 2 像素" in told("jpeg", data[:2] + b"\xff\xff" + data[2:])


def test_a_few_bytes_that_unpack_to_gigabytes_are_refused_without_unpacking():
    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 6, 0, 0, 0)
    chunk = struct.pack(">I", len(head)) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    assert "100000 × 100000 像素" in told("png", b"\x89PNG\r\n\x1a\n" + chunk)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("png", drawn("JPEG", (3, 3), {})),
        ("jpeg", drawn("PNG", (3, 3), {})),
        ("webp", b"RIFF\x00\x00\x00\x00WAVEfmt "),
        ("webp", b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(20)),
        ("png", b"\x89PNG\r\n\x1a\n" + bytes(30)),
        ("jpeg", b"\xff\xd8\xff\xe0\x00\x00" + bytes(30)),
        ("jpeg", b"\xff\xd8" + b"\xff\xc0\x00\x0b\x08\x00\x00\x00\x10" + bytes(9)),
    ],
)
def test_what_is_not_what_it_says_is_refused(kind, data):
    assert told(kind, data) == "这张图片打不开，请重新上传。"


@settings(max_examples=200, deadline=None)
@given(case=st.sampled_from(CASES), cut=st.integers(0, 400), noise=st.binary(max_size=30), at=st.integers(0, 200))
def test_a_broken_picture_never_breaks_the_reading(case, cut, noise, at):
    kind, name, more = case
    data = drawn(name, (40, 30), more)
    for broken in (data[:cut], data[:at] + noise + data[at + len(noise) :]):
        problem = picture_problem(address(kind, broken))
        assert problem is None or problem.sentence
