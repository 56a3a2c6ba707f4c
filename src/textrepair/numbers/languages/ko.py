"""Numbers in Korean; its Sino-Korean numerals are in ``chinese_numerals``."""

from __future__ import annotations

from typing import Final

from ..kinds import Kind
from . import NumberLanguage

_CARDINALS: Final = (
    "두 세 네 다섯 여섯 일곱 여덟 아홉 열 열한 열두 열세 열네 열다섯 열여섯 열일곱 열여덟 열아홉",
    "둘 셋 넷",
)
_TENS: Final = "스물 서른 마흔 쉰 예순 일흔 여든 아흔"


def _compounds() -> dict[str, int]:
    """Return native numbers such as 스물다섯."""
    return {
        tens + digit: 10 * value + i
        for value, tens in enumerate(_TENS.split(), 2)
        for line in _CARDINALS
        for i, digit in enumerate(line.split()[:8], 2)
    }


LANGUAGE: Final = NumberLanguage(
    code="ko",
    has_spaces=False,
    cardinals=_CARDINALS,
    tens=(_TENS,),
    ten="열",
    more=_compounds() | {"스무": 20},
    ones="하나 한",
    currencies={"dollar": "달러", "euro": "유로", "pound": "파운드", "yuan": "위안", "yen": "엔"},
    units={
        Kind.KM_PER_HOUR: "킬로미터/시", Kind.MILES_PER_HOUR: "마일/시",
        Kind.KILOMETRE: "킬로미터|킬로(?!그램)",
        Kind.MILE: "마일", Kind.CENTIMETRE: "센티미터", Kind.INCH: "인치", Kind.FOOT: "피트",
        Kind.YARD: "야드", Kind.METRE: "미터", Kind.POUND: "파운드", Kind.KILOGRAM: "킬로그램",
        Kind.TON: "톤", Kind.HECTARE: "헥타르", Kind.ACRE: "에이커",
        Kind.SQUARE_KILOMETRE: "제곱킬로미터",
        Kind.SQUARE_MILE: "제곱마일", Kind.LITRE: "리터", Kind.GALLON: "갤런",
        Kind.CELSIUS: "도(?=[ 를가에까의로,.])", Kind.HOUR: "시간", Kind.MINUTE: "분(?!의)",
        Kind.SECOND: "초", Kind.DAYS: "일간", Kind.WEEK: "주(?= |간)", Kind.MONTHS: "개월",
        Kind.YEARS: "년(?= ?(?:간|전|동안|후|만))", Kind.PEOPLE: "명",
        Kind.TIMES: "회(?![의사원장])|번|배",
        Kind.GOAL: "골", Kind.POINT: "포인트|점(?! )",
    },
    after={
        Kind.PERCENT: "[ -]?퍼센트", Kind.CENTURY: " ?세기", Kind.DECADE: " ?년대",
        Kind.MONTH: " ?월",
        Kind.GENERATION: " ?대(?= |의|초|중|후|로|에|인)", Kind.DAY: " ?일(?![간 ]동)",
        Kind.AGE: " ?(?:세(?!기)|살)", Kind.MONEY: " ?(?:달러|파운드|유로|원(?= |의|을))",
        Kind.ORDINAL: "번째|위|주년",
    },
    before={Kind.ORDINAL: "제 ?"},
    year=" ?년",
    year_is_years=True,
    minute_or_point="분",
    hour="시(?!간|즌|작)",
    hour_sign="시",
    minute_sign="분",
    half_hour="반",
    afternoon_before="오후",
    joins="에서|및",
    range_joins=" ?내지 ?|에서 ?",
    list_joins="과|와",
    score_sign="대",
    sentence_end=r"다\.",
)  # fmt: skip
