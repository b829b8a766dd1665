"""A logo is fitted to the letterhead, or refused with the reason: what people send is anything."""

from __future__ import annotations

import io
import random
from dataclasses import replace

import pytest
from PIL import Image
from pypdf import PdfReader

from render.papers.stories import LOGO, NORTHGATE, paper
from tradepost.render.papers import Kind, fitted_logo, render_pdf
from tradepost.render.papers.logo import LARGEST

NOISE = random.Random(1).randbytes(300 * 100 * 3)


def picture(width: int, height: int, mode: str = "RGB", form: str = "PNG") -> bytes:
    written = io.BytesIO()
    Image.new(mode, (width, height)).save(written, form)
    return written.getvalue()


@pytest.mark.parametrize(
    ("mode", "form"),
    [("RGB", "PNG"), ("RGBA", "PNG"), ("P", "PNG"), ("LA", "PNG"), ("I;16", "PNG"), ("1", "PNG"), ("CMYK", "JPEG"),
     ("RGB", "JPEG"), ("P", "GIF"), ("RGBA", "WEBP")],
)  # fmt: skip
def test_every_kind_of_picture_becomes_a_png_that_prints(mode: str, form: str) -> None:
    fitted = fitted_logo(picture(60, 30, mode, form))
    assert Image.open(io.BytesIO(fitted), formats=("PNG",)).size == (60, 30)
    printed = render_pdf(paper(Kind.QUOTE, company=replace(NORTHGATE, logo=fitted)))
    assert [picture.image.size for picture in PdfReader(io.BytesIO(printed)).pages[0].images] == [(60, 30)]


def test_a_large_picture_is_made_as_small_as_it_is_printed_and_keeps_its_shape() -> None:
    width, height = Image.open(io.BytesIO(fitted_logo(picture(6000, 1000)))).size
    assert (width, height) == (LARGEST[0], LARGEST[0] // 6)


def test_a_photograph_lies_as_it_was_taken_and_tells_nothing_of_the_camera() -> None:
    written, told = io.BytesIO(), Image.Exif()
    told[0x0112], told[0x010F] = 6, "Camera of Ben"  # turned by a quarter; the maker
    Image.new("RGB", (40, 20)).save(written, "JPEG", exif=told)
    fitted = fitted_logo(written.getvalue())
    assert Image.open(io.BytesIO(fitted)).size == (20, 40)
    assert b"Camera of Ben" in written.getvalue()
    assert b"Camera of Ben" not in fitted


def test_a_drawing_stays_a_drawing() -> None:
    assert fitted_logo(LOGO) == LOGO


def bomb() -> bytes:
    """Ten words, of which each is ten of the one before."""
    named = ["<!ENTITY a0 'aaaaaaaaaa'>"]
    named += [f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)]
    return f"<!DOCTYPE svg [{''.join(named)}]><svg xmlns='http://www.w3.org/2000/svg'><text>&a9;</text></svg>".encode()


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (b"", "no picture that can be printed"),
        (b"MZ an executable", "no picture that can be printed"),
        (b"%PDF-1.7", "no picture that can be printed"),
        (b"GIF89a", "no picture that can be printed"),
        (picture(60, 30)[:40], "no picture that can be printed"),
        (picture(7000, 6000, "1"), "40 million pixels"),
        (bytes(5_000_001), "5 MB"),
        (b"<svg", "no picture that can be printed"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>", "cannot be printed"),
        (LOGO + b" " * 300_000, "300 kB"),
        (bomb(), "cannot be printed"),
    ],
)
def test_what_cannot_be_printed_is_refused(sent: bytes, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        fitted_logo(sent)


def test_a_damaged_picture_is_refused() -> None:
    written = io.BytesIO()
    Image.frombytes("RGB", (300, 100), NOISE).save(written, "PNG")
    with pytest.raises(ValueError, match="damaged"):
        fitted_logo(written.getvalue()[:-5000])


def test_a_drawing_loads_nothing_from_elsewhere(tmp_path: object) -> None:
    secret = f"{tmp_path}/secret.png"
    with open(secret, "wb") as written:
        written.write(picture(10, 10))
    inside = f"<image href='file://{secret}' width='10' height='10'/><script>alert(1)</script>"
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'>{inside}</svg>".encode()
    try:
        fitted = fitted_logo(drawing)
    except ValueError:
        return  # refused outright
    assert b"/Image" not in render_pdf(paper(Kind.QUOTE, company=replace(NORTHGATE, logo=fitted)))
