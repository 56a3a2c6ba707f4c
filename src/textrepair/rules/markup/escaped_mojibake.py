r"""Mojibake that was escaped after it was garbled: in JSON, HTML, addresses, mails, source text.

Looks like:    caf\u00c3\u00a9, \u00f0\u009f\u0098\u0080, It&acirc;&euro;&trade;s,
               &#195;&#169;, caf%C3%83%C2%A9, caf=C3=83=C2=A9, cafÃ&copy;, itâ\x80\x99s
Happens when:  text in UTF-8 is read as Latin-1 or Windows-1252, and the garbled text is written
               as JSON, HTML, an address or quoted-printable, or shown by Python. Facebook exports
               its data so.
Undone by:     reading the characters that the escapes stand for anew, layer by layer, and writing
               them in the notation in which they stand. The file stays valid.
Left alone:    escapes that are right (\u00e9, %C3%A9, =C3=A9), bytes in source text
               (b"\xc3\xa9"), and words that end in the letter of a lead byte before a mark
               (caf&eacute;&nbsp;&raquo;).
Example:
    >>> import textrepair
    >>> print(textrepair.fix(r'{"name": "Jos\u00c3\u00a9"}'))
    {"name": "Jos\u00e9"}
    >>> textrepair.fix("It&acirc;&euro;&trade;s caf%C3%83%C2%A9")
    'It&rsquo;s caf%C3%A9'
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Edit
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "escaped-mojibake"
#: Letters that are lead bytes, as HTML names them.
_LEAD: Final = "[A-Za-z](?:circ|tilde|uml|ring|[eE]lig|cedil|grave|acute|slash)|ETH|eth|times"
TRIGGER: Final = Trigger(
    "\\\\&%=",
    # \u00c3\u00a9; %C3%83%C2%A9 and =C3=83=C2=A9; u'\xc3\xa9' and \xc3\x83\xc2\xa9
    r"u00[c-fC-F][0-9A-Fa-f](?:\\|[\x80-\uffff])"
    r"|[cC]3[%=][89abAB][0-9A-Fa-f][%=](?:[cC][2-6bB]|[eE]2)"
    r"|x[c-fC-F][0-9A-Fa-f]\\x[89abAB]"
    # &Atilde;&copy;, &#195;&#169;, &amp;Atilde;&amp;copy;
    rf"|(?:amp;)?(?:{_LEAD}|#[0-9]{{3}}|#[xX][c-fC-F][0-9A-Fa-f]);[&\x80-\uffff]"
    # Ã&copy;, Ã\xa9: what stands before is garbled, and shown as it is
    r"|(?<=[ÂÃÄÅÐÑâãð]&)(?:[a-z]{2,6}|#[0-9]{3,4}|#[xX][0-9A-Fa-f]{2,4});"
    r"|x[89abAB][0-9A-Fa-f](?<=[ÂÃÄÅÐÑâãð]\\x..)",
    ascii=True,
    marks=("\\u00", "\\x", "C3%", "c3%", "C3=", "c3=", ";&", "Â&", "Ã&", "Ä&", "Å&", "â&"),
)

CONFIDENCE: Final = 0.99
_MESSAGE: Final = "UTF-8 was read as Latin-1 or Windows-1252, and escaped after that"


def find(text: str, _options: Options) -> Iterator[Edit]:
    """Yield an edit for each sequence of escapes that is one character of UTF-8."""
    from ...mojibake import garbled_escapes

    for found in garbled_escapes(text):
        start, end = found.start, found.end
        before = text[start:end]
        yield Edit(NAME, start, end, before, found.after, _MESSAGE, confidence=CONFIDENCE)


def inflict(text: str, _rng: Random) -> str:
    """Garble what is written as an escape; a text without escapes stays as it is."""
    from ...mojibake import with_garbled_escapes

    return with_garbled_escapes(text)


RULE: Final = Rule(
    name=NAME,
    summary="Mojibake written as escapes of JSON, HTML, addresses or mails",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    scope=Scope.LINE,
)
