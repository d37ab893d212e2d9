"""The page, read once from the package.

Rule: the policy sent with it allows exactly its own script and style, and no other server.
"""

import base64
import hashlib
import re
from importlib import resources

from lauren import Response, controller, get


@controller(tags=["pages"])
class PagesController:
    """Serves one HTML page without any external asset."""

    def __init__(self) -> None:
        html = resources.files("showcase.pages").joinpath("board.html").read_text(encoding="utf-8")
        self._page = Response.html(html, headers={"content-security-policy": _policy(html)})

    @get("/", include_in_schema=False)
    async def board(self) -> Response:
        """The task board."""
        return self._page


def _policy(html: str) -> str:
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {_source(html, 'script')}",
            f"style-src {_source(html, 'style')}",
            "connect-src 'self'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


def _source(html: str, element: str) -> str:
    """The CSP source of the page's one inline `element` (CSP Level 3 §2.3.1)."""
    (text,) = re.findall(rf"<{element}>(.*?)</{element}>", html, flags=re.DOTALL)
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
