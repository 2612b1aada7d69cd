from knowledge.sources.readers.office.slide_order import Box, reading_order


def test_two_columns_are_read_one_after_the_other():
    left_head, left, right_head, right = Box(0, 0, 4, 1), Box(0, 1, 4, 5), Box(6, 0, 9, 1), Box(6, 1, 9, 5)
    assert reading_order([right, left, right_head, left_head]) == [3, 1, 2, 0]


def test_rows_are_read_from_top_to_bottom_where_they_are_further_apart_than_columns():
    boxes = [Box(5, 4, 9, 5), Box(0, 0, 4, 1), Box(5, 0, 9, 1), Box(0, 4, 4, 5)]
    assert reading_order(boxes) == [1, 2, 3, 0]


def test_boxes_that_overlap_stay_as_they_are():
    assert reading_order([Box(1, 1, 5, 5), Box(0, 0, 4, 4)]) == [0, 1]


def test_an_unknown_place_leaves_all_as_they_are():
    assert reading_order([Box(0, 5, 1, 6), None, Box(0, 0, 1, 1)]) == [0, 1, 2]
