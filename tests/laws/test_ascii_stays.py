"""The ASCII around a garbled word stays, whatever code or mark-up it is.

UTF-8, EUC and the Windows pages write no byte of ASCII in other characters: a safe edit that takes
ASCII away, or adds some, has read something at the wrong place.
"""

from hypothesis import given
from hypothesis import strategies as st

from textrepair import fix

_WORDS = (
    ("저장 완료", "cp949"),
    ("새문서", "cp949"),
    ("保存成功", "gb2312"),
    ("打开文件", "gb2312"),
    ("Настройки", "cp1251"),
    ("Сохранить", "cp1251"),
    ("Αποθήκευση", "cp1253"),
    ("déjà", "utf-8"),
    ("naïve", "utf-8"),
    ("größer", "utf-8"),
    ("保存成功", "utf-8"),
    ("Сохранить", "utf-8"),
)
#: What stands around words in code, mark-up and paths.
_AROUND = st.text(st.sampled_from("abLg019 .,:;/\\\"'()[]{}<>=_-#%&*+!?@nt"), max_size=12)


def _ascii(text: str) -> str:
    return "".join(filter(str.isascii, text))


@given(before=_AROUND, word=st.sampled_from(_WORDS), after=_AROUND)
def test_ascii_around_a_garbled_word_stays(before: str, word: tuple[str, str], after: str) -> None:
    said, encoding = word
    garbled = said.encode(encoding).decode("latin-1")
    text = before + garbled + after
    assert _ascii(fix(text)) == before + _ascii(said) + after
