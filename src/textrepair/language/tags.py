"""What a caller may name a language: a tag of BCP 47, whether there is a model of it or not.

A tag without a model is no error: whoever repairs texts in all languages passes on what their data
say, and Frisian is read as any language is.  What is no tag at all (``english``, ``zz``) is
refused, for it would be without effect in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ..errors import OptionError
from ..patterns import lazily
from .languages import LANGUAGES

#: The form of a tag: language, script, region, variants, extensions and private use (RFC 5646).
_TAG: Final = lazily(
    r"(?P<language>[a-z]{2,3})(-[a-z]{3}){0,3}(-(?P<script>[a-z]{4}))?(-(?P<region>[a-z]{2}|\d{3}))?"
    r"(-([a-z\d]{5,8}|\d[a-z\d]{3}))*(-[a-wyz\d](-[a-z\d]{2,8})+)*(-x(-[a-z\d]{1,8})+)?",
    re.IGNORECASE | re.ASCII,
)
#: The languages of two letters in ISO 639-1, those too that have another code by now.  Those of
#: three letters are eight thousand: any three letters are taken for one.
_TWO_LETTERS: Final = frozenset(
    [
        "aa",
        "ab",
        "ae",
        "af",
        "ak",
        "am",
        "an",
        "ar",
        "as",
        "av",
        "ay",
        "az",
        "ba",
        "be",
        "bg",
        "bh",
        "bi",
        "bm",
        "bn",
        "bo",
        "br",
        "bs",
        "ca",
        "ce",
        "ch",
        "co",
        "cr",
        "cs",
        "cu",
        "cv",
        "cy",
        "da",
        "de",
        "dv",
        "dz",
        "ee",
        "el",
        "en",
        "eo",
        "es",
        "et",
        "eu",
        "fa",
        "ff",
        "fi",
        "fj",
        "fo",
        "fr",
        "fy",
        "ga",
        "gd",
        "gl",
        "gn",
        "gu",
        "gv",
        "ha",
        "he",
        "hi",
        "ho",
        "hr",
        "ht",
        "hu",
        "hy",
        "hz",
        "ia",
        "id",
        "ie",
        "ig",
        "ii",
        "ik",
        "in",
        "io",
        "is",
        "it",
        "iu",
        "iw",
        "ja",
        "ji",
        "jv",
        "jw",
        "ka",
        "kg",
        "ki",
        "kj",
        "kk",
        "kl",
        "km",
        "kn",
        "ko",
        "kr",
        "ks",
        "ku",
        "kv",
        "kw",
        "ky",
        "la",
        "lb",
        "lg",
        "li",
        "ln",
        "lo",
        "lt",
        "lu",
        "lv",
        "mg",
        "mh",
        "mi",
        "mk",
        "ml",
        "mn",
        "mo",
        "mr",
        "ms",
        "mt",
        "my",
        "na",
        "nb",
        "nd",
        "ne",
        "ng",
        "nl",
        "nn",
        "no",
        "nr",
        "nv",
        "ny",
        "oc",
        "oj",
        "om",
        "or",
        "os",
        "pa",
        "pi",
        "pl",
        "ps",
        "pt",
        "qu",
        "rm",
        "rn",
        "ro",
        "ru",
        "rw",
        "sa",
        "sc",
        "sd",
        "se",
        "sg",
        "sh",
        "si",
        "sk",
        "sl",
        "sm",
        "sn",
        "so",
        "sq",
        "sr",
        "ss",
        "st",
        "su",
        "sv",
        "sw",
        "ta",
        "te",
        "tg",
        "th",
        "ti",
        "tk",
        "tl",
        "tn",
        "to",
        "tr",
        "ts",
        "tt",
        "tw",
        "ty",
        "ug",
        "uk",
        "ur",
        "uz",
        "ve",
        "vi",
        "vo",
        "wa",
        "wo",
        "xh",
        "yi",
        "yo",
        "za",
        "zh",
        "zu",
    ]
)
#: Other codes of languages with a model.
_SAME: Final = {"cmn": "zh", "fil": "tl", "in": "id", "iw": "he", "mo": "ro", "no": "nb"}
#: Regions where Chinese is written in traditional characters.
_TRADITIONAL: Final = frozenset({"tw", "hk", "mo"})
#: What people call languages that have a model, where that is no tag of theirs.
_CALLED: Final = {
    "ara": "ar",
    "arabic": "ar",
    "bulgarian": "bg",
    "ces": "cs",
    "chi": "zh-hans or zh-hant",
    "chinese": "zh-hans or zh-hant",
    "cn": "zh-hans",
    "croatian": "hr",
    "cz": "cs",
    "cze": "cs",
    "czech": "cs",
    "danish": "da",
    "deu": "de",
    "deutsch": "de",
    "dk": "da",
    "dut": "nl",
    "dutch": "nl",
    "eng": "en",
    "english": "en",
    "farsi": "fa",
    "finnish": "fi",
    "fra": "fr",
    "fre": "fr",
    "french": "fr",
    "ger": "de",
    "german": "de",
    "gr": "el",
    "greek": "el",
    "hebrew": "he",
    "hindi": "hi",
    "hun": "hu",
    "hungarian": "hu",
    "ita": "it",
    "italian": "it",
    "japanese": "ja",
    "jp": "ja",
    "jpn": "ja",
    "kor": "ko",
    "korean": "ko",
    "kr": "ko",
    "nld": "nl",
    "norwegian": "nb",
    "persian": "fa",
    "pol": "pl",
    "polish": "pl",
    "por": "pt",
    "portuguese": "pt",
    "romanian": "ro",
    "rus": "ru",
    "russian": "ru",
    "serbian": "sr or sr-latn",
    "slovak": "sk",
    "slovene": "sl",
    "slovenian": "sl",
    "spa": "es",
    "spanish": "es",
    "swedish": "sv",
    "thai": "th",
    "tur": "tr",
    "turkish": "tr",
    "ua": "uk",
    "ukr": "uk",
    "ukrainian": "uk",
    "vietnamese": "vi",
    "vn": "vi",
    "zho": "zh-hans or zh-hant",
}


@dataclass(frozen=True, slots=True)
class Language:
    """A language that was named: its ``tag``, and the code of its ``model``, None without one."""

    tag: str
    model: str | None


def language_of(tag: str) -> Language:
    """Return the language of a tag of BCP 47, such as ``hu`` or ``pt-BR``.

    Raises OptionError for what is no tag, or of a language that there is not.

    >>> [language_of(tag).model for tag in ("hu", "en-GB", "zh-TW", "sr-Latn-RS", "fy")]
    ['hu', 'en', 'zh-hant', 'sr-latn', None]
    >>> language_of("zz")
    Traceback (most recent call last):
    textrepair.errors.OptionError: 'zz' is no language; leave it out, or give a code such as hu
    """
    found = _TAG.fullmatch(tag)
    begins = found["language"].lower() if found else ""
    near = near_languages(tag)
    if found is None or (len(begins) == 2 and begins not in _TWO_LETTERS):
        way_out = f"did you mean {near}?" if near else "leave it out, or give a code such as hu"
        raise OptionError(f"{tag!r} is no language; {way_out}")
    begins = _SAME.get(begins, begins)
    script, region = ((found[part] or "").lower() for part in ("script", "region"))
    return Language(tag, _model(begins, script, region))


def _model(language: str, script: str, region: str) -> str | None:
    """Return the code of the model for a language in a script, as a region writes it."""
    if language == "zh":
        is_traditional = script == "hant" or (not script and region in _TRADITIONAL)
        return "zh-hant" if is_traditional else "zh-hans"
    coded = f"{language}-{script}" if script else language
    if coded in LANGUAGES:
        return coded
    return language if language in LANGUAGES else None


def near_languages(tag: str) -> str:
    """Return the codes that somebody may mean: by a region, a case, a name, or a slip.

    Empty if there are none.

    >>> near_languages("pt_BR"), near_languages("hungarain"), near_languages("serbian")
    ('pt', 'hu', 'sr or sr-latn')
    """
    from difflib import get_close_matches

    code = tag.strip().lower().replace("_", "-")
    begins = code.partition("-")[0]
    alike = [known for known in LANGUAGES if known.partition("-")[0] == begins]
    named = get_close_matches(begins, _CALLED, n=1, cutoff=0.75)
    return " or ".join(alike or [_CALLED[name] for name in named])
