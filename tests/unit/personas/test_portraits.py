"""Pictures from outside: refused in a sentence, or made harmless."""

import io
import random

import pytest
from PIL import Image

from workbench.errors import BadInput, TooLarge, UnreadableFile
from workbench.personas import prepare_portrait
from workbench.personas.portraits import PRINT_SIZE


def encoded(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def prepared(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(prepare_portrait(data)))
    picture.load()
    return picture


def photo(width: int = 300, height: int = 260) -> Image.Image:
    return Image.effect_noise((width, height), 90).convert("RGB")


def test_a_photo_becomes_a_jpeg_of_print_size():
    picture = prepared(encoded(photo(3000, 2700), "JPEG"))
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", PRINT_SIZE)


def test_a_small_picture_is_cropped_but_not_blown_up():
    assert prepared(encoded(photo(240, 400))).size == (240, 210)


def test_the_cameras_orientation_is_applied_and_its_notes_are_dropped():
    exif = Image.Exif()
    exif[0x112] = 6
    exif[0x10F] = "相机"
    exif.get_ifd(0x8825)[2] = (31.0, 14.0, 0.0)
    sideways = Image.new("RGB", (400, 300), "white")
    sideways.paste("black", (0, 0, 200, 300))  # the left half of the file is the top of the picture
    picture = prepared(encoded(sideways, "JPEG", exif=exif))
    assert not picture.getexif()
    assert picture.getpixel((150, 5))[0] < 60
    assert picture.getpixel((150, picture.height - 5))[0] > 200


def test_transparency_becomes_white():
    assert min(prepared(encoded(Image.new("RGBA", (50, 50), (200, 0, 0, 0)))).getpixel((20, 20))) > 250


@pytest.mark.parametrize("mode", ["CMYK", "L", "1", "P", "LA", "RGBA"])
def test_every_way_to_store_colour_is_understood(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert prepared(encoded(photo().convert("RGB").convert(mode), kind)).mode == "RGB"


def test_sixteen_bit_grey_keeps_its_grey():
    assert abs(prepared(encoded(Image.new("I;16", (60, 60), 0x8000))).getpixel((30, 30))[0] - 128) <= 2


@pytest.mark.parametrize("side", [9_000, 12_000])
def test_a_giant_picture_is_refused_before_it_is_decoded(side):
    data = encoded(Image.new("1", (side, side)))
    with pytest.raises(TooLarge, match="6400 万像素"):
        prepare_portrait(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a\x01\x00\x01\x00",
        b"PK\x03\x04 a table",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\xff\xd8\xff",
    ],
)
def test_a_renamed_file_is_refused_with_a_sentence(data):
    with pytest.raises(UnreadableFile, match="另存为 JPG"):
        prepare_portrait(data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_ends_too_early_is_refused(kind):
    data = encoded(photo(), kind)
    with pytest.raises(UnreadableFile):
        prepare_portrait(data[: len(data) // 2])


@pytest.mark.filterwarnings("ignore:Corrupt EXIF", "ignore:Tag data", "ignore:Truncated")
def test_damaged_pictures_are_taken_or_refused_and_never_crash():
    choose = random.Random(7)
    seeds = [encoded(photo(), "JPEG"), encoded(photo().convert("RGBA")), encoded(photo(), "WEBP")]
    for _ in range(300):
        data = bytearray(choose.choice(seeds))
        for _ in range(choose.choice((1, 3, 20))):
            data[choose.randrange(min(len(data), choose.choice((60, 700, 10**6))))] = choose.randrange(256)
        try:
            prepared(bytes(data))
        except BadInput:
            continue
