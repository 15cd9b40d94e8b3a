"""The workbook's own charts, drawn by the spreadsheet from the cells beside them: they can be edited and copied.

Colours and words are those of the pages: warm is below target, one cool scale is the levels.
"""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import Series
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.title import title_maker
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.charts.theme import LIGHT, level_colours

_SHARES = "Share of the people assessed who are below target"
_LEVELS = "People at each level, the lowest to the left"

TEXTS = tuple(f"{told}, by dimension. The table above holds the same figures." for told in (_SHARES, _LEVELS))
"""What the two charts show, for whoever does not see them."""

_ROW_CENTIMETRES = 0.9
"""Height of a bar with the space around it."""

_AROUND_CENTIMETRES = 3.8


@dataclass(frozen=True)
class Source:
    """A table on a sheet: the row of its header, how many rows are below it; names stand in its first column."""

    sheet: Worksheet
    header: int
    rows: int

    def column(self, place: int) -> Reference:
        """The values of a column, from 1, its header the first of them."""
        return Reference(self.sheet, min_col=place, min_row=self.header, max_row=self.header + self.rows)

    def names(self) -> AxDataSource:
        """The names of the rows."""
        place = Reference(self.sheet, min_col=1, min_row=self.header + 1, max_row=self.header + self.rows)
        return AxDataSource(strRef=StrRef(f=str(place)))


def prevalence_bars(source: Source, share_column: int) -> BarChart:
    """Bars of the share below target, one per row."""
    chart = _bars(source, _SHARES)
    bars = _series(source, share_column, LIGHT.below)
    bars.dLbls = DataLabelList(numFmt="0 %", showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    chart.series.append(bars)
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 1
    chart.legend = None
    return chart


def level_bars(source: Source, first_column: int, levels: int) -> BarChart:
    """Bars of one length, everybody who answered by level; the counts stand in columns side by side."""
    chart = _bars(source, _LEVELS)
    chart.grouping, chart.overlap = "percentStacked", 100
    for place, (fill, _) in enumerate(level_colours(levels, LIGHT)):
        chart.series.append(_series(source, first_column + place, fill))
    chart.legend.position = "b"
    return chart


def _bars(source: Source, title: str) -> BarChart:
    chart = BarChart()
    chart.type = "bar"
    above = title_maker(title)
    above.overlay = False  # else it lies on the bars
    chart.title = above
    chart.varyColors = False
    chart.gapWidth = 50
    chart.width, chart.height = 17, _AROUND_CENTIMETRES + _ROW_CENTIMETRES * source.rows
    chart.x_axis.scaling.orientation = "maxMin"  # else the first row stands at the bottom
    chart.x_axis.delete = chart.y_axis.delete = False  # else newer spreadsheets draw no axes
    chart.y_axis.crosses = "max"  # at the foot, now that the rows run down
    chart.y_axis.majorGridlines = None
    chart.y_axis.number_format = "0 %"
    return chart


def _series(source: Source, column: int, fill: str) -> Series:
    series: Series = SeriesFactory(source.column(column), title_from_data=True)
    series.cat = source.names()
    series.graphicalProperties = GraphicalProperties(solidFill=fill[1:])
    return series
