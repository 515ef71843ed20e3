"""Letters that stand in a text as their bytes or as markup.

Belongs here: UTF-8 that was read as Western European ("fÃ¼r"), HTML entities ("f&uuml;r") and tags.
Does not belong here: the encoding of a whole file (``readers``), and damage of letters that are
letters (``characters``).
"""

import re
from html import unescape

_ENTITY = r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|[A-Za-z]{2,8}\d{0,2});"
_TAG = r"</?(?:a|b|br|div|em|font|h\d|i|li|ol|p|small|span|strong|sub|sup|u|ul)(?:\s[^<>]*)?/?>"
# What the bytes that follow the first one of a letter are in Windows-1252, or as they stand.
_WINDOWS = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_FOLLOWING = rf"[\x80-\xbf{_WINDOWS}]"
_BYTES = rf"(?:[ÂÃÅ]{_FOLLOWING}|â{_FOLLOWING}{{2}})"
MISREAD = rf"{_BYTES}|{_ENTITY}|{_TAG}"
"""``decoded`` leaves a text in which it is not found as it is; polars reads it, too."""
_AS_BYTES = re.compile(rf"{_BYTES}+")
_MARKED_UP = re.compile(_ENTITY)
_TAGGED = re.compile(_TAG)
_BYTE_OF = {sign: sign.encode("cp1252") for sign in _WINDOWS}


def decoded(text: str) -> str:
    """The text with its letters; what cannot be decoded stays.

    >>> decoded("KÃ¶nigsbaum â€“ Hilfe f&uuml;r alle<br/>GrÃ¶ÃŸe &amp; Mut, Ã-Team")
    'Königsbaum – Hilfe für alle Größe & Mut, Ã-Team'
    """
    text = _TAGGED.sub(" ", _AS_BYTES.sub(_from_bytes, text))
    return unescape(text) if _MARKED_UP.search(text) else text


def _from_bytes(found: re.Match[str]) -> str:
    signs = found.group()
    try:
        return b"".join(_BYTE_OF.get(sign) or sign.encode("latin-1") for sign in signs).decode()
    except UnicodeDecodeError:
        return signs
