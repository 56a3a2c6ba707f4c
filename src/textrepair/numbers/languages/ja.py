"""Numbers in Japanese; its numerals are in ``chinese_numerals``."""

from __future__ import annotations

from typing import Final

from ..kinds import Kind
from . import NumberLanguage

LANGUAGE: Final = NumberLanguage(
    code="ja",
    has_spaces=False,
    currencies={
        "dollar": "米?ドル", "euro": "ユーロ", "pound": "ポンド", "yuan": "元", "yen": "円",
    },
    units={
        Kind.KILOMETRE: "キロ(?:メートル)?(?!グラム)", Kind.MILE: "マイル",
        Kind.CENTIMETRE: "センチ(?:メートル)?",
        Kind.MILLIMETRE: "ミリ", Kind.INCH: "インチ", Kind.FOOT: "フィート", Kind.YARD: "ヤード",
        Kind.METRE: "メートル", Kind.POUND: "ポンド", Kind.KILOGRAM: "キロ(?:グラム)?",
        Kind.TON: "トン",
        Kind.HECTARE: "ヘクタール", Kind.ACRE: "エーカー", Kind.SQUARE_KILOMETRE: "平方キロ",
        Kind.SQUARE_MILE: "平方マイル", Kind.LITRE: "リットル", Kind.GALLON: "ガロン",
        Kind.CELSIUS: "度(?![目假过])", Kind.HOUR: "時間", Kind.MINUTE: "分間?(?!の)",
        Kind.SECOND: "秒",
        Kind.DAYS: "日間", Kind.WEEK: "週間", Kind.MONTHS: "か月|ヶ月", Kind.YEARS: "年間",
        Kind.PEOPLE: "人々", Kind.TIMES: "回(?!合)|倍", Kind.GOAL: "ゴール",
        Kind.POINT: "ポイント",
    },
    after={
        Kind.PERCENT: "[ -]?パーセント", Kind.TENTHS: " ?割(?![りら引])", Kind.CENTURY: " ?世紀",
        Kind.DECADE: " ?年代", Kind.MONTH: " ?月(?![龄齡齢])", Kind.GENERATION: r" ?代(?=[^\W\d])",
        Kind.DAY: " ?日(?![间間])", Kind.AGE: " ?(?:歳|才(?!能))",
        Kind.MONEY: " ?(?:ドル|ポンド|ユーロ|円)",
        Kind.ORDINAL: "番目|位| ?周年",
    },
    before={Kind.ORDINAL: "第 ?"},
    year=" ?年",
    year_is_years=True,
    eras={"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867},
    minute_or_point="分",
    hour="時(?!間|代)",
    hour_sign="時",
    minute_sign="分",
    half_hour="半",
    afternoon_before="午後|夜",
    joins="から",
    range_joins="度?から",
    list_joins="や|と|および|から",
    score_sign="対",
)  # fmt: skip
