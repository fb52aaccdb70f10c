"""Pictures from outside, made harmless and ready for print: decoded within limits, stripped, cropped, encoded anew."""

import io

from PIL import Image, ImageOps

from workbench.errors import N_, TooLarge, UnreadableFile

MOST_PIXELS = 64_000_000
# 120 x 105 mm at 300 dots an inch.
PRINT_SIZE = (1417, 1240)
SHARE_SIZE = (300, 300)
OPTION_WIDTHS = (320, 240, 180, 140, 110, 80, 60)
_FORMATS = ("JPEG", "PNG", "WEBP")


def prepare_portrait(data: bytes) -> bytes:
    """`data` (JPEG, PNG or WebP) as a JPEG of at most 1417 × 1240 pixels in the poster's proportions, without metadata.

    The camera's orientation is applied, transparency becomes white, and a picture taller or wider than the frame is cut
    around the point where a face usually is. Raises TooLarge for more than 64 million pixels, before any is decoded,
    and UnreadableFile for anything that is not such a picture or ends too early.
    """
    picture = _decoded(data)
    width, height = PRINT_SIZE
    scale = min(1.0, picture.width / width, picture.height / height)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    target = io.BytesIO()
    ImageOps.fit(picture, size, centering=(0.5, 0.35)).save(target, "JPEG", quality=88)
    return target.getvalue()


def prepare_share_picture(data: bytes) -> bytes:
    """`data` (JPEG, PNG or WebP) as a PNG of 300 × 300 pixels for the card that a messenger shows; the middle is kept.

    At most 128 colours, for it stays below what messengers fetch. Raises as `prepare_portrait`.
    """
    target = io.BytesIO()
    square = ImageOps.fit(_decoded(data), SHARE_SIZE)
    square.quantize(128).save(target, "PNG", optimize=True)
    return target.getvalue()


def prepare_option_picture(data: bytes, most_bytes: int) -> bytes:
    """`data` (JPEG, PNG or WebP) as a square WebP of at most so many bytes, as wide as that allows.

    Raises as `prepare_portrait`, and TooLarge when even 60 pixels would weigh more.
    """
    picture = _decoded(data)
    for width in OPTION_WIDTHS:
        target = io.BytesIO()
        ImageOps.pad(picture, (width, width), color="white").save(target, "WEBP", quality=60, method=4)
        if target.tell() <= most_bytes:
            return target.getvalue()
    raise TooLarge(N_("这张图片缩到最小还是太大。"), N_("请换一张简单些的图，或少放几张。"))


def _decoded(data: bytes) -> Image.Image:
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise _too_large()
            # A JPEG is decoded at a half, a quarter or an eighth of its size where that is enough.
            opened.draft("RGB", (PRINT_SIZE[0] * 2, PRINT_SIZE[0] * 2))
            return _flattened(ImageOps.exif_transpose(opened))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise UnreadableFile(
            N_("这张图片打不开：它不是 JPG、PNG 或 WebP，或者文件不完整。"),
            N_("请用看图软件另存为 JPG 后再上传；只改扩展名是不够的。"),
        ) from error


def _too_large() -> TooLarge:
    return TooLarge(N_("这张图片超过 6400 万像素。"), N_("请缩小到 4000 × 3500 像素以内再上传，打印已经足够清楚。"))


def _flattened(picture: Image.Image) -> Image.Image:
    """On white, in RGB. Sixteen-bit greys are scaled down, for Pillow would cut them off at 255."""
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    white = Image.new("RGBA", layer.size, "white")
    white.alpha_composite(layer)
    return white.convert("RGB")
