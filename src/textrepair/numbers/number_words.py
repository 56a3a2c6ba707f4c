"""Small numbers written as words, in English, German, French, Russian, Spanish and Korean.

Only words that mean a number and little else; "one" is left out in every language, for it
is an article or a pronoun more often than a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

_WORDS: Final = {
    "english": "two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty",
    "german": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
    "fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig",
    "french": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf vingt",
    "russian": "два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать "
    "тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать",
    "spanish": "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte",
    "korean": "두 세 네 다섯 여섯 일곱 여덟 아홉 열 열한 열두 열세 열네 열다섯 "
    "열여섯 열일곱 열여덟 열아홉 스무",
}
_TENS: Final = {
    "thirty forty fifty sixty seventy eighty ninety": "english",
    "dreißig vierzig fünfzig sechzig siebzig achtzig neunzig": "german",
    "тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто": "russian",
    "treinta cuarenta cincuenta sesenta setenta ochenta noventa": "spanish",
}
_LARGE: Final = {
    "hundred": 100, "hundert": 100, "cent": 100, "сто": 100, "cien": 100,
    "thousand": 1000, "tausend": 1000, "mille": 1000, "millier": 1000, "тысяча": 1000,
    "тысячи": 1000, "mil": 1000, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
    "двумя": 2, "тремя": 3, "двух": 2, "трех": 3, "трёх": 3, "две": 2, "десяти": 10, "пяти": 5,
    "двенадцати": 12, "десятка": 10, "두번째": 2, "세번째": 3, "двухметровый": 2,
    "первого": 1, "второго": 2, "третьего": 3, "ersten": 1, "zweiten": 2, "dritten": 3,
    "first": 1, "second": 2, "third": 3, "premier": 1, "première": 1, "primero": 1, "primer": 1,
    "primera": 1, "segundo": 2, "segunda": 2, "tercer": 3, "tercera": 3, "vierten": 4,
    "fünften": 5, "sechsten": 6, "siebten": 7, "achten": 8, "zehnten": 10, "первой": 1,
    "первая": 1, "первую": 1, "второй": 2, "третий": 3, "третьей": 3, "первый": 1,
}  # fmt: skip


@cache
def words() -> dict[str, int]:
    """Return the value of each word."""
    table = {word: value for line in _WORDS.values() for value, word in enumerate(line.split(), 2)}
    for line in _TENS:
        table |= {word: 10 * tens for tens, word in enumerate(line.split(), 3)}
    return table | _LARGE


_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")


def occurrences(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and value of each such word that stands by itself.

    >>> list(occurrences("Nach zehn Jahren"))
    [(5, 9, 10)]
    """
    table = words()
    for match in _WORD.finditer(text.lower() if len(text.lower()) == len(text) else text):
        value = table.get(match.group())
        if value is not None:
            yield match.start(), match.end(), value


_ROMAN: Final = {"I": 1, "V": 5, "X": 10}


def roman(numeral: str) -> int:
    """Return the value of a Roman numeral up to XXXIX, as centuries have it.

    >>> roman("XIX")
    19
    """
    values = [_ROMAN[c] for c in numeral]
    following = [*values[1:], 0]
    return sum(-v if v < n else v for v, n in zip(values, following, strict=True))
