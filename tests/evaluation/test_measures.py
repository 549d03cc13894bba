"""The figures mean what they say."""

import pytest

from evaluation.measures import accuracy_at, auroc, calibration_error, ranked, recall_at

GOLD = {"sem": 2, "ct": 2, "hardness": 1}


def test_a_list_is_scored_by_its_places() -> None:
    score = ranked(GOLD, ["hardness", "raman", "sem", "ct"])
    assert (score.hit1, score.hit3, score.named3) == (1.0, 1.0, 1.0)
    assert 0 < score.ndcg5 < 1
    assert ranked(GOLD, ["sem", "ct", "hardness"]).ndcg5 == pytest.approx(1.0)


def test_what_helps_as_well_is_a_hit_but_is_not_named_first() -> None:
    score = ranked(GOLD, ["hardness", "raman", "xps"])
    assert (score.hit3, score.named3) == (1.0, 0.0)


def test_nothing_right_is_nothing() -> None:
    score = ranked(GOLD, ["raman"])
    assert (score.hit1, score.hit5, score.ndcg5) == (0.0, 0.0, 0.0)


def test_recall_is_taken_where_so_many_known_ones_are_refused() -> None:
    known = [each / 100 for each in range(100)]
    assert recall_at(0.05, known, [0.01, 0.04, 0.06, 0.5]) == 0.5


def test_what_is_right_is_counted_only_where_it_is_kept() -> None:
    strange = [0.1, 0.2, 0.3, 0.8, 0.9]
    right = [True, True, False, True]
    assert accuracy_at(0.6, [0.95, 0.5, 0.7, 0.3], right, strange) == 0.5
    assert accuracy_at(0.8, [0.95, 0.5, 0.7, 0.3], right, strange) == 0.25


def test_auroc_counts_ties_by_half() -> None:
    assert auroc([0.9, 0.8], [0.1, 0.2]) == 1.0
    assert auroc([0.5], [0.5]) == 0.5
    assert auroc([0.1, 0.9], [0.5]) == 0.5


def test_confidences_that_are_right_as_often_as_they_say_have_no_error() -> None:
    assert calibration_error([0.75] * 4, [True, True, True, False]) == pytest.approx(0.0)
    assert calibration_error([0.95, 0.95], [False, False]) == pytest.approx(0.95)
