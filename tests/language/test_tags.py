"""What names a language: any tag of BCP 47 does, nonsense does not."""

from __future__ import annotations

import pickle

import pytest

from textrepair import OptionError, Pipeline, decode
from textrepair.language import LANGUAGES
from textrepair.language.tags import language_of, near_languages


@pytest.mark.parametrize("code", LANGUAGES)
def test_codes_of_models(code: str) -> None:
    assert language_of(code).model == code
    assert Pipeline(language=code).options.language == code


@pytest.mark.parametrize(
    ("tag", "model"),
    [
        ("en-GB", "en"),
        ("EN-us", "en"),
        ("pt-BR", "pt"),
        ("zh", "zh-hans"),
        ("zh-CN", "zh-hans"),
        ("zh-TW", "zh-hant"),
        ("zh-HK", "zh-hant"),
        ("zh-Hant-HK", "zh-hant"),
        ("zh-Hans-HK", "zh-hans"),
        ("sr-Latn-RS", "sr-latn"),
        ("sr-RS", "sr"),
        ("no", "nb"),
        ("iw", "he"),
        ("fil", "tl"),
        ("de-1996", "de"),
        ("sl-rozaj-biske", "sl"),
        ("de-CH-x-phonebk", "de"),
        ("es-419", "es"),
        ("ja-u-ca-japanese", "ja"),
    ],
)
def test_tags_of_languages_with_a_model(tag: str, model: str) -> None:
    assert language_of(tag).model == model
    assert Pipeline(language=tag).options.language == model


@pytest.mark.parametrize("tag", ["fy", "nn", "tlh", "mul", "und", "hak", "fy-NL", "br", "kr"])
def test_languages_without_a_model(tag: str) -> None:
    assert language_of(tag).model is None
    pipeline = Pipeline(language=tag)
    assert pipeline.fix("cafÃ©") == "café"
    assert pickle.loads(pickle.dumps(pipeline)) == pipeline
    assert decode("déjà vu".encode("cp1252"), language=tag).text == "déjà vu"


@pytest.mark.parametrize(
    "tag",
    ["xx", "zz", "", " ", "english", "Hungarian", "pt_BR", "e", "hu-", "-hu", "h\u00fc", "hu\n"],
)
def test_what_is_no_language(tag: str) -> None:
    for asked in (
        lambda: Pipeline(language=tag),
        lambda: decode(b"caf\xe9", language=tag),
    ):
        with pytest.raises(OptionError, match=r"is no language; (did you mean|leave it out)"):
            asked()


@pytest.mark.parametrize(
    ("tag", "near"),
    [
        ("english", "en"),
        ("deutch", "de"),
        ("jp", "ja"),
        ("eng", "en"),
        ("zh_TW", "zh-hans or zh-hant"),
    ],
)
def test_what_may_be_meant(tag: str, near: str) -> None:
    assert near_languages(tag) == near
