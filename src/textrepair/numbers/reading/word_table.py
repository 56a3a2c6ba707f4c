"""The number words of English, German, French, Russian, Spanish and Korean.

"One" is left out in every language, for it is an article or a pronoun more often than a
number; so are words that mean something else more often, such as the fourth of Spanish.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final


@dataclass(frozen=True, slots=True)
class Word:
    """What a word says.

    ``ordinal`` tells that it is one, ``tens`` that a digit may follow; ``kind`` is what the
    number counts, if the word says that too.
    """

    value: int
    ordinal: bool = False
    tens: bool = False
    kind: str = ""


#: From two on.
_CARDINALS: Final = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen",
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
    "fünfzehn sechzehn siebzehn achtzehn neunzehn",
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf",
    "два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать "
    "тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
    "две трёх четырёх пяти шести семи восьми девяти десяти одиннадцати двенадцати "
    "тринадцати четырнадцати пятнадцати шестнадцати семнадцати восемнадцати девятнадцати",
    "двух трех четырех пятью шестью семью восемью девятью десятью",
    "двум трем четырем",
    "двумя тремя четырьмя",
    "двое трое четверо пятеро шестеро семеро",
    "двоих троих четверых пятерых шестерых",
    "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve",
    "두 세 네 다섯 여섯 일곱 여덟 아홉 열 열한 열두 열세 열네 열다섯 열여섯 열일곱 열여덟 열아홉",
    "둘 셋 넷",
)
_TENS: Final = (
    "twenty thirty forty fifty sixty seventy eighty ninety",
    "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "vingt trente quarante cinquante soixante soixante-dix quatre-vingt quatre-vingt-dix",
    "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    "двадцати тридцати сорока пятидесяти шестидесяти семидесяти восьмидесяти девяноста",
    "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "스물 서른 마흔 쉰 예순 일흔 여든 아흔",
)
#: From the second on: stems, and what can follow them.
_ORDINALS: Final = (
    (
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
        ("",),
    ),
    (
        "zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft dreizehnt vierzehnt "
        "fünfzehnt sechzehnt siebzehnt achtzehnt neunzehnt zwanzigst",
        ("e", "en", "er", "es", "em"),
    ),
    (
        "deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième "
        "onzième douzième treizième quatorzième quinzième seizième",
        ("", "s"),
    ),
    (
        "втор третьи четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат "
        "четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат",
        ("ый", "ой", "ая", "ое", "ого", "ому", "ым", "ом", "ую", "ые", "ых", "ыми"),
    ),
    ("segund tercer", ("o", "a", "os", "as")),
)
#: Those of English, from two and from the second on.
ENGLISH_CARDINALS: Final = tuple(_CARDINALS[0].split())
ENGLISH_ORDINALS: Final = tuple(_ORDINALS[0][0].split())
_FIRST: Final = (
    "first erste ersten erster erstes erstem premier première premiers premières primer primero "
    "primera primeros primeras первый первая первое первого первому первым первом первую первой "
    "первые первых первыми"
)
_MORE: Final = {
    "hundred": 100, "hundert": 100, "cent": 100, "cents": 100, "сто": 100, "ста": 100,
    "cien": 100, "ciento": 100, "двести": 200, "двухсот": 200, "триста": 300, "doscientos": 200,
    "doscientas": 200, "trescientos": 300, "trescientas": 300, "quinientos": 500,
    "quinientas": 500, "пятьсот": 500, "пятисот": 500, "thousand": 1000, "tausend": 1000,
    "mille": 1000, "millier": 1000, "тысяча": 1000, "тысячи": 1000, "mil": 1000, "dozen": 12,
    "dizaine": 10, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
    "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "veintena": 20, "treintena": 30,
    "cuarentena": 40, "cincuentena": 50,
    "dutzend": 12, "douzaine": 12, "docena": 12, "дюжина": 12, "дюжины": 12,
    "veintiuno": 21, "veintidós": 22, "veintitrés": 23, "veinticuatro": 24, "veinticinco": 25,
    "veintiséis": 26, "veintisiete": 27, "veintiocho": 28, "veintinueve": 29, "스무": 20,
    "десятка": 10, "третий": 3, "третье": 3, "третьего": 3, "третьей": 3, "третьем": 3,
    "третьим": 3, "третью": 3, "третья": 3,
}  # fmt: skip


#: Where German stands in the tables above.
_GERMAN: Final = 1

#: Words for a time, and what English says for them.
_TIMES: Final = {
    "siècle": (100, "years"), "siglo": (100, "years"), "jahrhundert": (100, "years"),
    "столетие": (100, "years"), "сутки": (24, "hour"), "суток": (24, "hour"),
    "полчаса": (30, "minute"), "полгода": (6, "months"), "полугода": (6, "months"),
}  # fmt: skip


@cache
def word_table() -> dict[str, Word]:
    """Return what each number word says, in lower case."""
    table = {word: Word(1, ordinal=True) for word in _FIRST.split()}
    for stems, endings in _ORDINALS:
        for value, stem in enumerate(stems.split(), 2):
            table |= {stem + ending: Word(value, ordinal=True) for ending in endings}
    for line in _CARDINALS:
        table |= {word: Word(value) for value, word in enumerate(line.split(), 2)}
    for line in _TENS:
        table |= {word: Word(10 * tens, tens=True) for tens, word in enumerate(line.split(), 2)}
    table |= _german() | _korean()
    table |= {word: Word(value, kind=kind) for word, (value, kind) in _TIMES.items()}
    return table | {word: Word(value) for word, value in _MORE.items()}


def _german() -> dict[str, Word]:
    """Return achtundvierzig, zweihundert, and those in their forties."""
    digits = _CARDINALS[_GERMAN].split()[:8]
    table = {f"{digit}hundert": Word(100 * i) for i, digit in enumerate(digits, 2)}
    for value, tens in enumerate(_TENS[_GERMAN].split(), 2):
        table |= {f"{tens}er": Word(10 * value), f"{tens}ern": Word(10 * value)}
        for i, digit in enumerate(("ein", *digits), 1):
            table[f"{digit}und{tens}"] = Word(10 * value + i)
    return table


def _korean() -> dict[str, Word]:
    """Return native numbers such as 스물다섯, and the ten that a digit may follow."""
    table = {"열": Word(10, tens=True)}
    for value, tens in enumerate(_TENS[-1].split(), 2):
        for line in _CARDINALS[-2:]:
            for i, digit in enumerate(line.split()[:8], 2):
                table[tens + digit] = Word(10 * value + i)
    return table
