"""Numbers in Spanish."""

from __future__ import annotations

from typing import Final

from ..kinds import Kind
from . import NumberLanguage, NumberWord

_MONTHS: Final = (
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)

LANGUAGE: Final = NumberLanguage(
    code="es",
    cardinals=(
        "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
        "dieciséis diecisiete dieciocho diecinueve",
    ),
    tens=("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",),
    # The fourth is a room, the fifth an estate.
    ordinals="segund tercer",
    ordinal_endings=("o", "a", "os", "as"),
    first="primer primero primera primeros primeras",
    more={
        "cien": 100, "ciento": 100, "doscientos": 200, "doscientas": 200, "trescientos": 300,
        "trescientas": 300, "quinientos": 500, "quinientas": 500, "mil": 1000, "docena": 12,
        "veintena": 20, "treintena": 30, "cuarentena": 40, "cincuentena": 50, "veintiuno": 21,
        "veintidós": 22, "veintitrés": 23, "veinticuatro": 24, "veinticinco": 25,
        "veintiséis": 26, "veintisiete": 27, "veintiocho": 28, "veintinueve": 29,
    },
    times={"siglo": NumberWord(100, kind=Kind.YEARS)},
    ones="un uno una",
    digit_link=" y ",
    one_where={
        Kind.DAY: rf"(?<= el )uno(?= de (?:{_MONTHS}))",
        Kind.TIME: "(?<=a la )una(?= de la)", Kind.ORDINAL: r"(?<!\w)I{1,2}(?= Guerra Mundial)",
    },
    scales={10**3: "mil", 10**6: "millón|millones", 10**9: "mil millones", 10**12: "billones"},
    currencies={"dollar": "dólares", "euro": "euros?", "pound": "libras?"},
    units={
        Kind.KM_PER_HOUR: "kilómetros por hora", Kind.KILOMETRE: "kilómetros?",
        Kind.MILE: "millas?", Kind.CENTIMETRE: "centímetros?", Kind.MILLIMETRE: "milímetros?",
        Kind.INCH: "pulgadas?", Kind.FOOT: "pies?", Kind.YARD: "yardas?", Kind.METRE: "metros?",
        Kind.POUND: "libras?", Kind.KILOGRAM: "kilos?|kilogramos?", Kind.TON: "toneladas?",
        Kind.HECTARE: "hectáreas?", Kind.SQUARE_KILOMETRE: "kilómetros cuadrados",
        Kind.LITRE: "litros?", Kind.GALLON: "galones",
        Kind.CELSIUS: "grados?(?: Celsius| centígrados)?", Kind.HOUR: "horas",
        Kind.MINUTE: "minutos?", Kind.SECOND: "segundos?", Kind.DAYS: "días?",
        Kind.WEEK: "semanas?", Kind.MONTHS: "meses|mes", Kind.YEARS: "años?",
        Kind.PEOPLE: "personas", Kind.TIMES: "veces", Kind.GOAL: "goles", Kind.POINT: "puntos?",
    },
    after={
        Kind.PERCENT: "[ -]?por ?ciento", Kind.AGE: r" ?años\b",
        Kind.MONEY: " ?(?:euros?|dólares|libras?)",
    },
    before={Kind.DECADE: "años |décadas? de ", Kind.AGE: "de edad "},
    ordinal_marks="º|ª|[.]º",
    months=_MONTHS,
    months_in_dates=_MONTHS.replace("|", " "),
    month_link="de ",
    day_endings="º",
    hour="de la (?:mañana|tarde|noche)",
    clock=" de la mañana",
    hours_word=" horas?",
    afternoon_after="de la (?:tarde|noche)",
    before_roman="siglo ",
    year_before="en|desde|año",
    joins="y",
    range_joins=r"(?<=\d) a (?=\d)",
    list_joins=",? (?:y|o|a)",
    between=r"\bentre",
    and_="y",
    decimal_comma=r"\b(?:el|los|y|de|en)\b",
    conjunctions="y|pero",
    function_words=(
        "no como pero sus este esta son desde muy "
        "el la los las de del que y en un una "
        "por con para es su se al lo más fue han ha"
    ),
)  # fmt: skip
