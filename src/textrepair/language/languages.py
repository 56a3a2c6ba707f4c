"""The languages that have a model, by script, in the order of their lanes."""

from textrepair.language.symbols import CJK, HANGUL

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
        "lt",
        "lv",
        "ms",
        "mt",
        "nb",
        "nl",
        "pl",
        "pt",
        "ro",
        "sk",
        "sl",
        "sq",
        "sr-latn",
        "sv",
        "sw",
        "tl",
        "tr",
        "uz",
        "vi",
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
