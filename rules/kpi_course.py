"""Rules on reported values beside what is known of their KPI: the wrong way, or less certain than before."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from domain.codelist import codelist
from domain.finding import Actor, Finding, Severity
from domain.fiscal_half import format_ja as half_ja
from domain.record import Submitted
from rules.rule import Earlier, check, check_against_earlier, rows_where, rule

FAMILY = "KPIの実績と基準値"

VALUE_WORSE_THAN_BASELINE = rule(
    "value_worse_than_baseline",
    Severity.WARNING,
    Actor.SENDER,
    "「{direction}」指標なのに、実績値（{value}{unit}）が基準値（{baseline}{unit}）より悪くなっています。値を確かめ、正しければ事情を「注意」に書いてください。",
    "「減らす」指標で、基準値 12、実績値 15、注意が空",
)
FINAL_VALUE_TAKEN_BACK = rule(
    "final_value_taken_back",
    Severity.WARNING,
    Actor.SENDER,
    "{period}の実績値は確報で登録されていますが、「{value}」に戻ります。半期か区分を取り違えていないか確かめてください。",
    "確報を登録した半期に、速報の値を出し直した",
)


@check
def check_values_in_file(submitted: Submitted) -> Iterable[Finding]:
    return _worse(submitted, submitted["kpis"].frame) if "kpis" in submitted else ()


@check_against_earlier
def check_values_in_force(submitted: Submitted, earlier: Earlier) -> Iterable[Finding]:
    return _worse(submitted, earlier["kpis"]) if "kpis" not in submitted and "kpis" in earlier else ()


def _worse(submitted: Submitted, kpis: pd.DataFrame) -> Iterable[Finding]:
    """Values on the other side of the baseline than the target, about which nothing is said."""
    if "kpi_values" not in submitted:
        return
    values = submitted["kpi_values"]
    names = ["direction", "baseline", "unit"]
    known = kpis[kpis["level"] != "execution"].drop_duplicates("kpi_id").set_index("kpi_id")[names]
    of_row = known.reindex(values.frame["kpi_id"]).set_index(values.frame.index)
    gain = values.frame["value"] - of_row["baseline"]
    is_worse = ((of_row["direction"] == "up") & (gain < 0)) | ((of_row["direction"] == "down") & (gain > 0))
    is_worse &= values.is_empty("note") & (values.frame["value_status"] != "missing")
    for index, row in rows_where(values.frame, is_worse):
        yield VALUE_WORSE_THAN_BASELINE.at(
            values.cell(row, "value"),
            f"{row['value']:,.10g}",
            baseline=f"{of_row.at[index, 'baseline']:,.10g}",
            unit=of_row.at[index, "unit"],
            direction=codelist("kpi_direction").label(of_row.at[index, "direction"]),
        )


@check_against_earlier
def check_certainty(submitted: Submitted, earlier: Earlier) -> Iterable[Finding]:
    if "kpi_values" not in submitted or "kpi_values" not in earlier:
        return
    values, key = submitted["kpi_values"], ["kpi_id", "period"]
    final = earlier["kpi_values"].loc[earlier["kpi_values"]["value_status"] == "final", key]
    is_final = pd.MultiIndex.from_frame(values.frame[key]).isin(pd.MultiIndex.from_frame(final))
    is_taken_back = is_final & values.frame["value_status"].isin(["preliminary", "missing"])
    for _, row in rows_where(values.frame, is_taken_back):
        yield FINAL_VALUE_TAKEN_BACK.at(
            values.cell(row, "value_status"),
            codelist("value_status").label(row["value_status"]),
            period=half_ja(row["period"]),
        )
