"""M13: moments and divided sums are what a second, plainer definition says they are."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dunning_rules.derive.moments import Ground
from dunning_rules.money.division import EqualParts, ShareOf, divide
from dunning_rules.source.moments import MOMENT
from dunning_rules.source.reading import Document
from dunning_rules.source.shape import Spot
from tests.building import setting
from tests.meaning import moments_definition as definition

DATES = st.dates(date(2025, 1, 1), date(2028, 12, 31))
CONTACTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda m: m.replace(second=0, microsecond=0))  # noqa: DTZ001
CLOCKS = st.times().map(lambda clock: f"{clock:%H:%M}")
SPANS = st.fixed_dictionaries(
    {},
    optional={
        "months": st.integers(-14, 14),
        "days": st.integers(-70, 70),
        "working_days": st.integers(-25, 25),
        "hours": st.integers(-60, 60),
        "minutes": st.integers(-90, 90),
    },
).filter(bool)
AWAY = st.fixed_dictionaries({}, optional={"hours": st.integers(0, 60), "minutes": st.integers(0, 90)}).filter(bool)
MOMENTS = st.fixed_dictionaries(
    {"from": st.sampled_from(["contact_day", "contact_at", "due_date"])},
    optional={
        "plus": SPANS,
        "minus": SPANS,
        "day_of_month": st.one_of(st.integers(1, 28), st.just("last")),
        "day_off": st.sampled_from(["next", "previous"]),
        "time": CLOCKS,
        "at_least_away": AWAY,
    },
)
LAST_NOTICE = {"from": "contact_day", "time": "16:00", "at_least_away": {"hours": 2}}
TWO, ONE_LATER = datetime(2026, 11, 25, 14, 0), datetime(2026, 11, 25, 14, 1)  # noqa: DTZ001 - clocks of one zone


@settings(deadline=None, max_examples=1000)
@given(MOMENTS, CONTACTS, DATES, st.frozensets(DATES, max_size=30))
@example(LAST_NOTICE, TWO, TWO.date(), frozenset())
@example(LAST_NOTICE, ONE_LATER, TWO.date(), frozenset({date(2026, 11, 26)}))
@example({"from": "due_date", "plus": {"months": 1}}, TWO, date(2027, 1, 31), frozenset())
def test_a_moment_is_what_the_definition_says(spec, contact, due, listed):
    bases = {"contact_day": contact.date(), "contact_at": contact, "due_date": due}
    expected = definition.moment(spec, bases, lambda day: (day.weekday() < 5) is not (day in listed))

    built = MOMENT.build(spec, Spot(Document("x.yaml", spec)))
    actual = Ground(setting({"due_date": due}, contact=contact.isoformat(), holidays=listed)).instant(built)

    assert expected == (actual.replace(tzinfo=None) if isinstance(actual, datetime) else actual)


@st.composite
def shares(draw):
    """Shares in whole per cent that are no more than the whole."""
    left, found = 100, []
    for _ in range(draw(st.integers(0, 4))):
        found.append(draw(st.integers(0, left)))
        left -= found[-1]
    return [Decimal(share) / 100 for share in found]


@settings(deadline=None, max_examples=1000)
@given(st.integers(1, 10**12).map(lambda cents: Decimal(cents) / 100), shares(), st.integers(1, 36))
@example(Decimal("100001.00"), [Decimal("0.3")], 2)
@example(Decimal("100.01"), [Decimal("0.25")], 3)
def test_a_sum_is_divided_as_the_definition_says(amount, firsts, equal):
    found = divide(amount, [*map(ShareOf, firsts), EqualParts(equal)])
    assert definition.split(amount, firsts, equal) == [part for parts in found for part in parts]
