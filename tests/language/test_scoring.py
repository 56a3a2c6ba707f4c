"""How natural a text is: clean text first, then what must look worse."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textrepair.language import LANGUAGES, bits, naturalness, ranking
from textrepair.language.alphabet_model import ANY
from textrepair.language.languages import LANGUAGES_OF
from textrepair.language.naturalness import typical_bits
from textrepair.language.ngram_costs import alphabet_pack
from textrepair.language.scripts import ALPHABETS

#: Our own sentences. What is natural, also where it looks odd.
NATURAL = {
    "af": "Die kinders speel elke middag onder die groot boom.",
    "ar": "جلس الأطفال تحت الشجرة الكبيرة وتحدثوا عن رحلتهم.",
    "be": "Дзеці доўга гулялі каля ракі, а потым пайшлі дадому.",
    "bg": "Децата играха дълго край реката и после се прибраха.",
    "cs": "Děti si dlouho hrály u řeky a potom šly pomalu domů.",
    "de": "Die Kinder spielten lange am Fluss und gingen dann nach Hause.",
    "el": "Τα παιδιά έπαιξαν πολλή ώρα δίπλα στο ποτάμι.",
    "en": "The children played by the river for a long time.",
    "fa": "بچه‌ها مدتی کنار رودخانه بازی کردند و به خانه رفتند.",
    "fi": "Lapset leikkivät pitkään joen rannalla ja lähtivät kotiin.",
    "fr": "Les enfants ont joué longtemps près de la rivière.",
    "he": "הילדים שיחקו זמן רב ליד הנהר ואחר כך הלכו הביתה.",
    "hi": "बच्चे नदी के किनारे देर तक खेलते रहे।",
    "hu": "A gyerekek sokáig játszottak a folyó mellett, aztán hazamentek.",
    "hy": "Երեխաները երկար խաղացին գետի ափին։",
    "ja": "子どもたちは川のそばで長い間遊んでいました。",
    "ka": "ბავშვები დიდხანს თამაშობდნენ მდინარესთან.",
    "ko": "아이들은 강가에서 오랫동안 놀다가 집으로 돌아갔다.",
    "la": "Pueri diu iuxta flumen luserunt et deinde domum redierunt.",
    "lg": "Abaana baazannyira okumpi n'omugga okumala ekiseera kiwanvu.",
    "mi": "I tākaro ngā tamariki i te taha o te awa mō te wā roa.",
    "pl": "Dzieci długo bawiły się nad rzeką, a potem poszły do domu.",
    "ru": "Дети долго играли у реки, а потом пошли домой.",
    "sn": "Vana vakatamba kwenguva refu pedyo nerwizi.",
    "so": "Carruurtu waxay muddo dheer ku ciyaareen webiga agtiisa.",
    "st": "Bana ba ile ba bapala nako e telele pela noka.",
    "sw": "Watoto walicheza kando ya mto kwa muda mrefu.",
    "th": "เด็กๆ เล่นอยู่ริมแม่น้ำเป็นเวลานาน",
    "tn": "Bana ba ne ba tshameka lobaka lo loleele fa thoko ga noka.",
    "tr": "Çocuklar uzun süre nehrin kenarında oynadılar ve eve gittiler.",
    "ts": "Vana va tlangile nkarhi wo leha ekusuhi na nambu.",
    "uk": "Діти довго гралися біля річки, а потім пішли додому.",
    "vi": "Bọn trẻ chơi rất lâu bên bờ sông rồi mới về nhà.",
    "xh": "Abantwana badlale ixesha elide ngasemlanjeni.",
    "zh-hans": "孩子们在河边玩了很久，然后才回家。",
    "zh-hant": "孩子們在河邊玩了很久，然後才回家。",
    "zu": "Izingane zadlala isikhathi eside ngasemfuleni.",
}
#: No sentence, but nothing wrong with it.
ORDINARY = (
    "https://example.org/a/b?page=2",
    "anna.berg@example.org",
    "12.03.2021, 14:30",
    "if (count > 0) { return items[count - 1]; }",
    "THE CHILDREN PLAYED BY THE RIVER",
    "ДЕТИ ДОЛГО ИГРАЛИ У РЕКИ",
    "我们用5G和AI做了一个App。",
)
#: Above this excess a text is not natural.
NOT_NATURAL = 6.0
#: True code page, code page wrongly read, text.
MISREAD = [
    ("cp1251", "koi8-r", "Дети долго играли у реки"),
    ("koi8-r", "cp1251", "Дети долго играли у реки"),
    ("cp866", "cp1251", "Дети долго играли у реки"),
    ("cp1251", "cp1252", "Дети долго играли у реки"),
    ("utf-8", "cp1252", "près de la rivière"),
    ("cp1250", "latin-1", "őszi szőlő és körte"),
    ("cp1250", "cp1252", "żółta łódka na rzece"),
    ("cp1253", "cp1252", "δίπλα στο ποτάμι"),
    ("cp1255", "cp1252", "ליד הנהר"),
    ("cp1256", "cp1252", "تحت الشجرة الكبيرة"),
    ("utf-8", "gb18030", "孩子们在河边玩了"),
    ("big5", "gb18030", "孩子們在河邊玩了"),
    ("cp932", "gb18030", "川のそばで遊んで"),
    ("cp949", "gb18030", "강가에서 오랫동안"),
]


@pytest.mark.parametrize("code", NATURAL)
def test_natural_text_is_natural(code: str) -> None:
    assert naturalness(NATURAL[code]).excess < 4


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_is_natural(text: str) -> None:
    assert naturalness(text).excess < NOT_NATURAL


def test_marks_that_no_letter_is_composed_with_are_natural() -> None:
    text = "Àwọn ọmọdé ṣeré fún ìgbà pípẹ́ lẹ́bàá odò."
    assert ranking(text)[0][0] == "yo"
    assert naturalness(text).excess < 4


def test_there_are_models_of_seventy_languages() -> None:
    assert len(LANGUAGES) >= 70
    for script in ALPHABETS:
        assert alphabet_pack(script).lanes == (*LANGUAGES_OF[script], ANY)
    for code in LANGUAGES:
        assert typical_bits(code, 50) != typical_bits(None, 50)


@pytest.mark.parametrize("code", NATURAL)
def test_upper_case_is_natural(code: str) -> None:
    assert naturalness(NATURAL[code].upper()).excess < 4


@pytest.mark.parametrize("code", NATURAL)
def test_its_language_comes_first(code: str) -> None:
    assert ranking(NATURAL[code])[0][0] == code
    assert naturalness(NATURAL[code]).language == code


@pytest.mark.parametrize(("true", "read", "text"), MISREAD)
def test_misread_text_costs_more(true: str, read: str, text: str) -> None:
    garbled = text.encode(true).decode(read, "replace")
    assert bits(garbled) > bits(text) + 16


@pytest.mark.parametrize("text", ["оПХБЕР БЯЕЛ МЮ АЕПЕЦС", "Ð´ÐµÑ‚Ð¸", "瀛╁瓙浠湪娌宠竟"])
def test_garbled_text_is_not_natural(text: str) -> None:
    assert naturalness(text).excess > NOT_NATURAL


def test_a_language_without_letters_here_is_not_named() -> None:
    assert ranking("12 + 34 = 46") == []
    assert naturalness("12 + 34 = 46").language is None
    assert naturalness("").bits == 0


def test_mixture_of_simplified_and_traditional_costs_little() -> None:
    mixed = "孩子們在河边玩了很久，然後才回家。"
    assert naturalness(mixed).bits < bits(NATURAL["zh-hant"]) + 16


def test_decomposed_and_composed_text_both_score() -> None:
    composed = "près de la rivière"
    assert bits(unicodedata.normalize("NFD", composed)) > bits(composed)


def test_unknown_language_is_an_error_that_names_the_known() -> None:
    with pytest.raises(ValueError, match=r"'xx'.*there are models for af, ar"):
        bits("text", "xx")


def test_an_asked_language_is_used() -> None:
    assert bits(NATURAL["de"], "de") < bits(NATURAL["de"], "fr")
    assert naturalness(NATURAL["de"], ("fr", "pl")).language in {"fr", "pl"}


@given(st.text(st.characters()))
def test_any_string_scores(text: str) -> None:
    found = naturalness(text)
    assert found.characters == len(text)
    assert found.bits >= 0


@given(st.text(st.characters(categories=["Cs", "Cn", "Co", "Cc", "So", "Lo"])))
def test_odd_strings_score(text: str) -> None:
    assert bits(text) >= 0
    assert all(cost >= 0 for _, cost in ranking(text))


@given(st.sampled_from(sorted(NATURAL.values())), st.sampled_from(sorted(NATURAL.values())))
def test_two_texts_together_cost_about_as_much_as_apart(one: str, two: str) -> None:
    together = bits(f"{one}\n{two}")
    assert together > 0.9 * max(bits(one), bits(two))
    assert together < 2.5 * (bits(one) + bits(two))


@settings(max_examples=30)
@given(st.sampled_from(sorted(NATURAL.values())), st.integers(2, 40))
def test_repeated_text_costs_so_many_times_as_much(text: str, times: int) -> None:
    line = text + "\n"
    assert bits(line * times) == pytest.approx(bits(line) * times, rel=0.1)


@given(st.sampled_from(LANGUAGES))
def test_the_best_language_is_never_dearer_than_another(code: str) -> None:
    for text in NATURAL.values():
        assert bits(text) <= bits(text, code)
