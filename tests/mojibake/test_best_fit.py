"""UTF-8 that a console showed and another program best-fitted."""

from __future__ import annotations

import pytest

from textrepair import fix, repair
from textrepair.mojibake.best_fit import best_fit, best_fitted

CLEAN = [
    "thé+café", "a+é", "salade+éclair", "C++", "vis-à-vis", "peut-être", "vin+fromage+pâté",
    "1+½", "Ctrl+ñ", "AltGr+ñ", "Shift+ù", "Plus+®", "Google+®", "Disney+™", "Canal+ à",
    "Canal+é", "a+¦b", "Option+ª", "crème+brûlée", "lundi+énergie", "poids+âge",
    "prénom+nom+âge", "mot+clé", "x = a+¬b", "p+¬q", "-é", "+ñ", "2+¼ cups", "+¬¬",
]  # fmt: skip


@pytest.mark.parametrize("text", CLEAN)
def test_sums_and_joined_words_stay(text: str) -> None:
    for frame in ("{}", "Il a dit {} hier.", '{{"q": "{}"}}', "{0} et {0}"):
        line = frame.format(text)
        assert best_fitted(line) == []
        assert repair(line).edits == ()


@pytest.mark.parametrize("page", ["cp437", "cp850"])
@pytest.mark.parametrize(
    "text",
    [
        "Le fichier a été supprimé.",
        "Descripción del año en España",
        "Größe geändert, für später gespeichert",
        "Não é possível abrir o arquivo de configuração",
        "Filen kunne ikke åbnes på serveren, prøv igen senere",
    ],
)
def test_what_a_console_best_fitted_is_read_anew(text: str, page: str) -> None:
    garbled = best_fit(text, page)
    assert garbled != text
    assert fix(garbled) in (text, garbled)
    assert "".join(p.text for p in best_fitted(garbled)) != ""


def test_what_may_be_two_letters_is_left() -> None:
    # é and ê of Portuguese are one pair in DOS 437.
    assert fix("Portugu+¬s") == "Portugu+¬s"


def test_a_whole_line() -> None:
    assert fix("Le fichier a +¬t+¬ supprim+¬") == "Le fichier a été supprimé"
    assert fix("supprim+¬") == "supprimé"
