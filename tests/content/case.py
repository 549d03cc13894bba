"""One mistake of an admin: an edit of the small content, and what must be told about it."""

from dataclasses import dataclass

MARK = "¦"
"""Stands before the very place that must be told; taken out before the file is written."""

MONEY = "intents/money/intents.yaml"
MONEY_EN = "intents/money/en.yaml"
CHALLENGE = "intents/challenge/intents.yaml"
CHALLENGE_EN = "intents/challenge/en.yaml"
QUESTIONS = "intents/challenge/questionnaire.yaml"
LANGUAGES = "intents/languages.yaml"
PHRASES = "intents/phrases/en.yaml"
CENTRES = "facility_catalogue/centres.yaml"
CENTRES_EN = "facility_catalogue/en.yaml"
DIFFRACTION = "facility_catalogue/techniques/diffraction/techniques.yaml"
DIFFRACTION_EN = "facility_catalogue/techniques/diffraction/en.yaml"
SURFACES = "facility_catalogue/techniques/surfaces/techniques.yaml"
PROBLEMS = "facility_catalogue/vocabulary/problems/concepts.yaml"
PROBLEMS_EN = "facility_catalogue/vocabulary/problems/en.yaml"
CONSTRAINTS = "facility_catalogue/vocabulary/constraints/concepts.yaml"
POLAND = "facility_catalogue/facilities/poland/facilities.yaml"
POLAND_EN = "facility_catalogue/facilities/poland/en.yaml"
ENQUIRIES = "facility_catalogue/enquiries/metals/en.yaml"
ESTONIA = "facility_catalogue/facilities/estonia/facilities.yaml"


@dataclass(frozen=True)
class Case:
    """One edit (`old` becomes `new`, once) and the one problem it must bring forth."""

    name: str
    file: str
    old: str
    new: str
    what: str
    mend: str
    severity: str = "error"
    alone: bool = True
