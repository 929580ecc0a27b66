"""The content security policy: scripts of the page's own host, and inline ones only by their hash."""

from __future__ import annotations

import base64
import hashlib
import re

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
_NOT_RUN = re.compile(r"""\bsrc=|type=.application/(?:ld\+)?json""")  # another file, or data
_HEAD = '<meta charset="utf-8">'


def script_hash(script: str) -> str:
    """Return the source expression that allows exactly this script.

    >>> script_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def policy(page: str) -> str:
    """Return the policy for a finished page."""
    inline = (script for given, script in _SCRIPT.findall(page) if not _NOT_RUN.search(given))
    hashes = dict.fromkeys(script_hash(script) for script in inline)
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *hashes)),
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def with_policy(page: str) -> str:
    """Return the page with its policy as the first thing after its character set."""
    meta = f'{_HEAD}\n      <meta http-equiv="Content-Security-Policy" content="{policy(page)}">'
    return page.replace(_HEAD, meta, 1)
