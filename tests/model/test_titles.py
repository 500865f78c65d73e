from __future__ import annotations

import pytest

from dunning_rules.model.titles import LANGUAGES, Titles, same_in_both


@pytest.mark.parametrize(("language", "expected"), [("zh-CN", "催款函"), ("en", "demand letter"), ("fr", "demand letter")])
def test_a_title_speaks_chinese_to_the_chinese_and_english_to_all_others(language, expected):
    assert expected == Titles("催款函", "demand letter").speak(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_text_for_both_languages_is_the_same_in_each(language):
    assert same_in_both("M2").speak(language) == "M2"
