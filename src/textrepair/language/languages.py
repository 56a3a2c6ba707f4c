"""The languages that have a model, by script, in the order of their lanes."""

from .scripts import CJK, HANGUL

#: What it costs that a text holds one more script, in bits: which language is it in?
SCRIPT_BITS = 5.0
#: What the pooled languages of a script are handicapped by, in bits a text.
ANY_BITS = 3.0
#: Cantonese is named only for what only Cantonese writes; without that it would tie with Chinese.
NAMING_BITS = {"yue": 4.0}

#: Language codes (BCP 47) by script. The order is that of the lanes of a row.
LANGUAGES_OF: dict[str, tuple[str, ...]] = {
    "latin": (
        "af",
        "az",
        "ca",
        "cs",
        "cy",
        "da",
        "de",
        "en",
        "eo",
        "es",
        "et",
        "eu",
        "fi",
        "fr",
        "ga",
        "gl",
        "hr",
        "hu",
        "id",
        "is",
        "it",
        "la",
        "lg",
        "lt",
        "lv",
        "mi",
        "ms",
        "mt",
        "nb",
        "nl",
        "pl",
        "pt",
        "ro",
        "sk",
        "sl",
        "sn",
        "so",
        "sq",
        "sr-latn",
        "st",
        "sv",
        "sw",
        "tl",
        "tn",
        "tr",
        "ts",
        "uz",
        "vi",
        "xh",
        "yo",
        "zu",
    ),
    "cyrillic": ("be", "bg", "kk", "mk", "mn", "ru", "sr", "uk"),
    "arabic": ("ar", "fa", "ur"),
    "greek": ("el",),
    "hebrew": ("he",),
    "devanagari": ("hi",),
    "bengali": ("bn",),
    "tamil": ("ta",),
    "telugu": ("te",),
    "thai": ("th",),
    "georgian": ("ka",),
    "armenian": ("hy",),
    CJK: ("zh-hans", "zh-hant", "yue", "ja"),
    HANGUL: ("ko",),
}
#: All codes, in alphabetical order.
LANGUAGES: tuple[str, ...] = tuple(
    sorted(code for codes in LANGUAGES_OF.values() for code in codes)
)
SCRIPT_OF: dict[str, str] = {
    code: script for script, codes in LANGUAGES_OF.items() for code in codes
}
