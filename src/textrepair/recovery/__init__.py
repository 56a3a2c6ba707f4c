"""Text read in the wrong encoding by a decoder that lost bytes, and the text it was.

``recover`` tries the lossy channels on a text in which a replacement character (or nothing)
stands for lost bytes; ``lossy_readings`` runs the channels forward.
"""

from .certainty import CERTAIN_CONFIDENCE, SURE_CONFIDENCE, sure_of_holes
from .channels import LossyChannel, describe, is_valid_utf8_through_a_reader
from .decoders import ErrorPolicy, decode_losing, lossy_readings, shown_as_begun
from .hypotheses import Recovery, loses_pairs, recover, recover_again
from .likeliest_characters import likeliest
from .search import Part, RecoveredCharacter, RecoveredText, SearchBudget
from .told.swallowed import UNKNOWN
from .undefined_bytes import TornWord, restored_words, torn_words
from .unseen.dos_cyrillic import with_dos_letters
from .unseen.soft_hyphens import with_soft_hyphens
from .written_marks import ENDING_IN_81, written_marks

__all__ = [
    "CERTAIN_CONFIDENCE",
    "ENDING_IN_81",
    "SURE_CONFIDENCE",
    "UNKNOWN",
    "ErrorPolicy",
    "LossyChannel",
    "Part",
    "RecoveredCharacter",
    "RecoveredText",
    "Recovery",
    "SearchBudget",
    "TornWord",
    "decode_losing",
    "describe",
    "is_valid_utf8_through_a_reader",
    "likeliest",
    "loses_pairs",
    "lossy_readings",
    "recover",
    "recover_again",
    "restored_words",
    "shown_as_begun",
    "sure_of_holes",
    "torn_words",
    "with_dos_letters",
    "with_soft_hyphens",
    "written_marks",
]
