"""Maps drawn from coordinates: right, readable, and as good without the drawing."""

import re
from itertools import combinations
from math import dist

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from home.maps import LEAST_SPAN_METRES, MARGIN, MARKER_GAP, Place, draw, plot, round_length, spread

CATHEDRAL = (48.4477, 1.4878)
STATION = (48.4489, 1.4812)
points_around_chartres = st.lists(
    st.tuples(st.floats(48.3, 48.6, allow_nan=False), st.floats(1.2, 1.7, allow_nan=False)), min_size=1, max_size=25
)


def place(number: int, at: tuple[float, float] = CATHEDRAL) -> Place:
    return Place(*at, f"Résidence {number}", f"/residences/{number}/", "28000 Chartres")


def test_north_is_up_and_east_is_right() -> None:
    (cathedral, station), _ = plot([CATHEDRAL, STATION], 480, 400)
    assert station[0] < cathedral[0]
    assert station[1] < cathedral[1]


def test_a_unit_is_as_many_metres_both_ways() -> None:
    positions, metres = plot([(48.44, 1.48), (48.45, 1.48), (48.44, 1.4951)], 480, 400)
    north, east = dist(positions[0], positions[1]), dist(positions[0], positions[2])
    assert north * metres == pytest.approx(1113, rel=0.01)
    assert east * metres == pytest.approx(1114, rel=0.01)


@given(points_around_chartres)
def test_every_point_stands_inside_the_margins(points: list[tuple[float, float]]) -> None:
    for x, y in plot(points, 480, 400).positions:
        assert MARGIN - 0.01 <= x <= 480 - MARGIN + 0.01
        assert MARGIN - 0.01 <= y <= 400 - MARGIN + 0.01


@pytest.mark.parametrize("count", [1, 2, 5])
def test_points_on_one_spot_stand_in_the_middle_at_the_scale_of_a_neighbourhood(count: int) -> None:
    positions, metres = plot([CATHEDRAL] * count, 480, 400)
    assert positions == [(240, 200)] * count
    assert metres * 400 == pytest.approx(LEAST_SPAN_METRES)


def test_no_point_makes_no_position_and_no_map() -> None:
    assert plot([], 480, 400).positions == []
    assert draw([]) is None
    assert render_to_string("components/point_map.html", {"map": None, "label": "Carte"}).strip() == ""


def test_a_drawing_smaller_than_its_margins_is_refused() -> None:
    with pytest.raises(ValueError, match="margins"):
        plot([CATHEDRAL], 80, 400)


@given(points_around_chartres)
def test_markers_never_cover_one_another_nor_leave_the_drawing(points: list[tuple[float, float]]) -> None:
    drawing = draw([place(number, at) for number, at in enumerate(points)])
    assert drawing is not None
    centres = [(marker.x, marker.y) for marker in drawing.markers]
    # Positions are rounded to whole units.
    assert all(dist(one, other) >= MARKER_GAP - 3 for one, other in combinations(centres, 2))
    assert all(17 <= x <= 463 and 17 <= y <= 383 for x, y in centres)


def test_markers_with_room_around_them_stay_where_they_are() -> None:
    positions = [(100.0, 100.0), (200.0, 100.0)]
    assert spread(positions, 36, 480, 400) == positions


def test_twenty_places_on_one_spot_are_drawn_the_same_way_each_time_and_point_to_it() -> None:
    drawing = draw([place(number) for number in range(20)])
    assert drawing == draw([place(number) for number in range(20)])
    assert drawing is not None
    assert {(marker.spot_x, marker.spot_y) for marker in drawing.markers} == {(240, 200)}


@pytest.mark.parametrize(
    ("most", "length"), [(0.2, 1), (1, 1), (4.9, 2), (199, 100), (200, 200), (730, 500), (61_000, 50_000)]
)
def test_the_scale_is_a_round_length(most: float, length: int) -> None:
    assert round_length(most) == length


def test_the_bar_is_as_long_as_it_says() -> None:
    drawing = draw([place(1, CATHEDRAL), place(2, (48.47, 1.53))])
    assert drawing is not None
    metres = plot([CATHEDRAL, (48.47, 1.53)], 480, 400).metres_per_unit
    assert drawing.bar_label == "500\u00a0m"
    assert drawing.bar * metres == pytest.approx(500, rel=0.02)


def test_every_marker_is_a_link_named_and_numbered_as_in_the_list_under_the_map() -> None:
    drawing = draw([place(7, CATHEDRAL), place(8, STATION)], first=21)
    html = render_to_string("components/point_map.html", {"map": drawing, "label": "Carte des résidences"})
    svg, twin = html.split("</figure>")
    assert 'aria-label="Carte des résidences"' in svg
    assert re.findall(r'href="([^"]+)" aria-label="([^"]+)"', svg) == [
        ("/residences/7/", "21, Résidence 7"),
        ("/residences/8/", "22, Résidence 8"),
    ]
    assert '<ol class="map-places" start="21">' in twin
    assert re.findall(r'<a href="([^"]+)">([^<]+)</a>', twin) == [
        ("/residences/7/", "Résidence 7"),
        ("/residences/8/", "Résidence 8"),
    ]


def test_a_page_with_a_fuller_list_shows_the_map_bare() -> None:
    context = {"map": draw([place(1)]), "label": "Carte", "bare": True}
    assert "<ol" not in render_to_string("components/point_map.html", context)


def test_a_name_cannot_bring_markup_into_the_drawing() -> None:
    drawing = draw([Place(*CATHEDRAL, '"><script>', "/x/")])
    assert "<script" not in render_to_string("components/point_map.html", {"map": drawing, "label": "Carte"})


def test_places_around_are_dots_that_keep_the_frame_from_one_page_of_a_list_to_the_next() -> None:
    points = [(48.43 + 0.004 * step, 1.45 + 0.006 * step) for step in range(6)]
    first = draw([place(1, points[0]), place(2, points[1])], around=points[2:])
    last = draw([place(5, points[4]), place(6, points[5])], around=points[:4])
    assert first is not None
    assert last is not None
    assert len(first.dots) == len(last.dots) == 4
    assert first.bar == last.bar
    assert (last.markers[0].spot_x, last.markers[0].spot_y) in first.dots
    assert render_to_string("components/point_map.html", {"map": first, "label": "Carte"}).count("map-dot") == 4


def test_names_of_areas_are_written_over_their_points_and_inside_the_drawing() -> None:
    points = [(48.43 + 0.004 * step, 1.45 + 0.006 * step) for step in range(6)]
    drawing = draw(
        [place(1, points[0])], around=points[1:], areas={"Nogent-le-Rotrou": points[:2], "Lèves": points[4:]}
    )
    assert drawing is not None
    west, east = drawing.labels
    assert (west.text, east.text) == ("Nogent-le-Rotrou", "Lèves")
    assert west.x < east.x
    assert west.y > east.y > 0
    assert west.x - len(west.text) * 4 >= 0
    assert "Lèves</text>" in render_to_string("components/point_map.html", {"map": drawing, "label": "Carte"})
