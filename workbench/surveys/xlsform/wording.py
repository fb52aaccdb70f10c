"""Labels of an XLSForm, plain or by language, as texts of a form."""

import re
from typing import Any

_CODE = re.compile(r"\(([a-z]{2,3})(?:[-_]([A-Za-z]{2,4}))?\)")
_NAMES = {"中文": "zh-cn", "简体中文": "zh-cn", "chinese": "zh-cn", "英文": "en", "英语": "en", "english": "en"}
_PIPE = re.compile(r"\$\{\s*([^{}\s]+)\s*\}")
_WIDE = str.maketrans("{}", "｛｝")
LONGEST = 1_000


def known_language(language: str) -> str | None:
    """The key of a language named as in a heading: `English (en)`, `中文`; None for one that is not known."""
    if found := _CODE.search(language):
        code = found[1] if found[2] is None else f"{found[1]}-{found[2].lower()}"
        return "zh-cn" if code == "zh" else code
    return _NAMES.get(language.strip().lower())


def words(label: Any, language: str = "") -> str:
    """A label in the form's language, else in the first there is."""
    if isinstance(label, dict):
        return str(label.get(language) or next((text for text in label.values() if text), ""))
    return str(label or "")


def said(label: Any, names: dict[str, str], language: str = "") -> Any:
    """A label as a form's text: one string, or one a language. `${name}` quotes the answer as `{name}`."""
    if not isinstance(label, dict):
        return _piped(str(label or ""), names)
    texts = {key: _piped(str(text), names) for name, text in label.items() if text and (key := known_language(name))}
    first = _piped(words(label, language), names)
    if len(set(texts.values()) | {first}) < 2:
        return first
    return {"default": first, **texts}


def _piped(text: str, names: dict[str, str]) -> str:
    parts = _PIPE.split(text)
    parts[::2] = [part.translate(_WIDE) for part in parts[::2]]
    parts[1::2] = [f"{{{names[name]}}}" if name in names else name for name in parts[1::2]]
    return "".join(parts).strip()[:LONGEST]
