"""What was asked, as a picture for a phone; drawn by matplotlib, where it is installed (`citebot[stats]`)."""

import datetime as dt
import io
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from bot.reply import Picture, printable
from bot.state.activity import Activity
from bot.wording.figures import Sources, day_and_month
from bot.wording.places import called
from bot.wording.translation import ENGLISH, grouped, now_spoken, speaking, text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.container import Container
    from matplotlib.lines import Line2D

_SIZE_IN, _DOTS_PER_INCH = (6.0, 8.5), 180
"""1080 dots wide, as most phones are."""
_ANSWERED, _UNSURE, _REFUSED, _DISLIKED = "#3b6fb6", "#e69f00", "#bdbdbd", "#c0392b"
"""Told apart by those who do not see red or green, too."""
_BARS = 5
"""Sources and questions that are shown."""
_LABEL = 46
"""Characters of a label: as many as fit into the width."""
_FEW_DAYS = 3
"""Days that are named below the bars."""
_FONTS = (
    "DejaVu Sans", "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans SC", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "PingFang SC",
    "Hiragino Sans GB", "Microsoft YaHei", "SimHei", "Malgun Gothic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Thai", "Arial Unicode MS",
)  # fmt: skip
"""The first comes with matplotlib; those of the others that are installed are used for letters that it lacks."""


def is_possible() -> bool:
    """Tell whether there is something to draw with."""
    return find_spec("matplotlib") is not None


def drawn(activity: Activity, sources: Sources, alt: str) -> Picture:
    """Return the picture; labels of letters that no font has are numbers, those of the lists in the text.

    Args:
        activity: What was asked.
        sources: A line about each source.
        alt: What it shows, in words.
    """
    words = f"{_answered()}{day_and_month(activity.days[-1].date)}"
    with speaking(now_spoken() if _has_letters(words) else ENGLISH):
        return Picture(_png(activity, sources), alt)


def _png(activity: Activity, sources: Sources) -> bytes:
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    top = [(called(name, sources), times) for name, times in activity.sources[:_BARS]]
    gaps = [(group.question, group.times) for group in activity.gaps[:_BARS]]
    rows = [(answers_came_from(), top, _ANSWERED), (asked_in_vain(), gaps, _UNSURE)]
    lists = [(title, bars, colour) for title, bars, colour in rows if bars]
    written = io.BytesIO()
    with rc_context({"font.family": _families(), "font.size": 13, "axes.titlesize": 15}):
        figure = Figure(_SIZE_IN, _DOTS_PER_INCH, layout="constrained")
        heights = [_BARS, *(len(bars) + 1 for _, bars, _ in lists)]
        axes = figure.subplots(len(heights), 1, height_ratios=heights, squeeze=False)[:, 0]
        _draw_days(axes[0], activity)
        for each, (title, bars, colour) in zip(axes[1:], lists, strict=True):
            _draw_bars(each, title, bars, colour)
        figure.savefig(written, format="png")
    return written.getvalue()


def _draw_days(axes: "Axes", activity: Activity) -> None:
    """Draw a bar for each day, made up of what came of its questions, with the votes against answers above it."""
    from matplotlib.ticker import MaxNLocator

    dates = [day.date for day in activity.days]
    places = range(len(dates))
    below = [0] * len(dates)
    shown: list[Container | Line2D] = []
    for name, colour, numbers in (
        (_answered(), _ANSWERED, [day.answered for day in activity.days]),
        (_unsure(), _UNSURE, [day.unsure for day in activity.days]),
        (_refused(), _REFUSED, [day.refused for day in activity.days]),
    ):
        shown.append(axes.bar(places, numbers, 0.8, below, color=colour, label=name))
        below = [low + number for low, number in zip(below, numbers, strict=True)]
    disliked = [
        (place, day.disliked) for place, day in zip(places, activity.days, strict=True) if day.disliked
    ]
    if disliked:
        shown += axes.plot(*zip(*disliked, strict=True), "o", color=_DISLIKED, label=_disliked())
    _name_days(axes, dates)
    axes.set_title(text("Questions a day"), loc="left", weight="bold")
    axes.set_ylim(0, max(*below, *(number for _, number in disliked), 1) * 1.15)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.legend(handles=shown, loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=2, frameon=False)
    axes.spines[["top", "right"]].set_visible(False)


def _name_days(axes: "Axes", dates: Sequence[dt.date]) -> None:
    step = max(len(dates) // _FEW_DAYS, 1)
    named = range(len(dates) - 1, -1, -step)[:_FEW_DAYS]
    axes.set_xticks(list(named), [day_and_month(dates[place]) for place in named])


def _draw_bars(axes: "Axes", title: str, bars: Sequence[tuple[str, int]], colour: str) -> None:
    """Draw a bar for each of a list, below its name."""
    most = max(number for _, number in bars)
    for place, (name, number) in enumerate(bars):
        axes.barh(place, number, 0.3, color=colour)
        axes.annotate(_label(name, place + 1), (0, place - 0.25), va="bottom", parse_math=False)
        axes.annotate(grouped(number), (number + most * 0.02, place), va="center", fontsize=11)
    axes.set_title(title, loc="left", weight="bold")
    axes.set_xlim(0, most * 1.15)
    axes.set_ylim(len(bars) - 0.5, -0.9)
    axes.set_axis_off()


def _label(name: str, number: int) -> str:
    words = " ".join(printable(name).split())
    if not _has_letters(words):
        return f"{number}."
    return words if len(words) <= _LABEL else f"{words[: _LABEL - 1].rstrip()}…"


@cache
def _families() -> list[str]:
    from matplotlib.font_manager import fontManager

    installed = set(fontManager.get_font_names())
    return [name for name in _FONTS if name in installed]


@cache
def _letters() -> frozenset[int]:
    """Return the code points that some of the fonts can draw."""
    from matplotlib.font_manager import FontProperties, findfont, get_font

    found: set[int] = set()
    for name in _families():
        found.update(get_font(findfont(FontProperties(family=name))).get_charmap())
    return frozenset(found)


def _has_letters(words: Iterable[str]) -> bool:
    return all(ord(letter) in _letters() or unicodedata.category(letter) == "Cf" for letter in words)


def answers_came_from() -> str:
    """Return what stands above the sources of answers."""
    return text("Answers came from")


def asked_in_vain() -> str:
    """Return what stands above the open questions."""
    return text("Asked in vain")


def _answered() -> str:
    return text("answered")


def _unsure() -> str:
    return text("not sure")


def _refused() -> str:
    return text("refused")


def _disliked() -> str:
    return text("disliked")
