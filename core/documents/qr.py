"""QR codes as squares and as a picture; the renderers draw them."""

from io import BytesIO

import qrcode
from PIL import Image

_QUIET_ZONE = 2
_PIXELS = 8


def modules(content: str) -> list[list[bool]]:
    """The squares of the code, dark ones true, with the quiet zone round them."""
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=_QUIET_ZONE)
    code.add_data(content)
    code.make(fit=True)
    return code.get_matrix()


def png(content: str) -> bytes:
    """The code as a black and white picture, for formats that hold no vector drawing."""
    squares = modules(content)
    image = Image.new("1", (len(squares), len(squares)), color=1)
    image.putdata([0 if dark else 1 for line in squares for dark in line])
    buffer = BytesIO()
    image.resize((image.width * _PIXELS, image.height * _PIXELS), Image.Resampling.NEAREST).save(buffer, "PNG")
    return buffer.getvalue()
