"""A person at a browser, as far as a server can tell: cookies, forms with their token, answers that never come."""

import re
import urllib.error
import urllib.request
from http.client import HTTPException
from http.cookiejar import CookieJar

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

TOKEN = re.compile(r'name="csrf(?:-token|middlewaretoken)" (?:content|value)="([^"]+)"')


class NoAnswer(Exception):
    """The connection was refused or broke off: nobody knows what was done."""


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs) -> None:
        return None


class Browser:
    def __init__(self, site: str):
        self.site = site
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()), _Stay)

    def ask(self, path: str, data: bytes | None = None) -> tuple[int, str, str]:
        """Status, address that it leads to, text. Raises NoAnswer."""
        request = urllib.request.Request(self.site + path, data, {"Content-Type": MULTIPART_CONTENT} if data else {})
        try:
            with self._opener.open(request, timeout=20) as answer:
                return answer.status, "", answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers.get("Location", ""), error.read().decode()
        except (OSError, HTTPException) as error:
            raise NoAnswer from error

    def send(self, path: str, fields: dict, *, page: str = "") -> tuple[int, str, str]:
        """The form that stands on `page`, else on its own one, filled in and sent. Raises NoAnswer."""
        token = TOKEN.search(self.ask(page or path)[2])
        data = fields | {"csrfmiddlewaretoken": token[1] if token else ""}
        return self.ask(path, encode_multipart(BOUNDARY, data))
