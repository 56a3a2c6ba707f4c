"""Numbers in Chinese, simplified and traditional; its numerals are in ``chinese_numerals``."""

from __future__ import annotations

from typing import Final

from ..kinds import Kind
from . import NumberLanguage

LANGUAGE: Final = NumberLanguage(
    code="zh",
    has_spaces=False,
    currencies={
        "dollar": "美元", "euro": "欧元|歐元", "pound": "英镑|英鎊", "yuan": "人民币|人民幣|元",
        "yen": "日元",
    },
    units={
        Kind.KM_PER_HOUR: "公里/小?时|公里每小时|公里的?时速",
        Kind.MILES_PER_HOUR: "英里/小?时|英里每小时",
        Kind.KILOMETRE: "公里|千米", Kind.MILE: "英里", Kind.CENTIMETRE: "厘米|公分",
        Kind.MILLIMETRE: "毫米",
        Kind.INCH: "英寸", Kind.FOOT: "英尺", Kind.YARD: "码",
        # But no dollar (米ドル) and nothing of the USA (米国, 米軍) in Japanese.
        Kind.METRE: "米(?![ド国軍])", Kind.POUND: "磅", Kind.KILOGRAM: "公斤|千克",
        Kind.TON: "吨|噸",
        Kind.HECTARE: "公顷|公頃", Kind.ACRE: "英亩|英畝", Kind.SQUARE_KILOMETRE: "平方公里",
        Kind.SQUARE_MILE: "平方英里", Kind.LITRE: "升|公升", Kind.GALLON: "加仑",
        Kind.CELSIUS: "摄氏度|度(?![目假过])", Kind.FAHRENHEIT: "华氏度", Kind.HOUR: "个?小时",
        Kind.MINUTE: "分钟|分鐘", Kind.SECOND: "秒", Kind.DAYS: "天", Kind.WEEK: "周(?!年)|星期",
        Kind.MONTHS: "个月|個月", Kind.YEARS: "多?年(?=来|前|后|後|间|的|以|中)",
        Kind.PEOPLE: r"[多余]?名?[^\W\d]{0,3}人(?!口|民)|[多余]?名", Kind.TIMES: "次|回(?!合)|倍",
        Kind.GOAL: "个?进?球", Kind.POINT: "分(?!钟|之|鐘|别)",
    },
    after={
        Kind.PERCENT: "[ -]?(?:个百分点|個百分點)", Kind.TENTHS: " ?成(?=[的以左受，。、多人])",
        Kind.CENTURY: " ?世[纪紀]", Kind.DECADE: " ?年代", Kind.MONTH: " ?月(?![龄齡齢])",
        Kind.GENERATION: r" ?代(?=[^\W\d])", Kind.DAY: " ?[日号號](?![间間])",
        Kind.AGE: " ?[岁歲]",
        Kind.MONEY: " ?(?:美元|英镑|英鎊|欧元|歐元|日元|人民币|人民幣|元)",
        Kind.ORDINAL: "位| ?[周週]年",
    },
    before={Kind.ORDINAL: "第 ?", Kind.PERCENT: "百分之 ?"},
    year=" ?年",
    year_is_years=True,
    eras={"民[国國]": 1911},
    minute_or_point="分",
    hour=r"点(?![\d数])|點(?!\d)|時(?!間|代)|时(?!间|代|候|期)",
    hour_sign="点點時时",
    minute_sign="分",
    half_hour="半",
    afternoon_before="下午|晚上|傍晚|夜",
    joins="[至到和或]",
    range_joins=" ?[至到] ?",
    list_joins="[和及至]",
    score_sign="比",
)  # fmt: skip
