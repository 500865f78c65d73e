from __future__ import annotations

from dunning_rules.model.moment import ORIGINS, FollowUp, Moment


def test_a_moment_counts_from_the_day_of_the_contact_unless_it_says_otherwise():
    assert Moment().origin == "contact_day"


def test_a_moment_may_start_from_the_contact_the_next_preferred_moment_or_a_part():
    assert set(ORIGINS) == {"contact_day", "contact_at", "next_preferred", "part", "previous_part"}


def test_a_task_is_made_once_unless_it_is_asked_for_each_part():
    assert FollowUp("reminder", Moment()).for_each_part is False
