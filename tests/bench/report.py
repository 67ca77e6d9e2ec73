"""Show what the build bench measured: tables in Markdown, and plots."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .build import Row

_HEAD = """\
| questions | a file | jobs | case | calls | CPU | wall | memory | plain: calls | CPU s | MB |
|---:|---:|---:|---|---:|---:|---:|---:|---:|---:|---:|
"""
_PEERS_HEAD = """\
| questions | a file | jobs | case | tool | calls | CPU | wall | memory |
|---:|---:|---:|---|---|---:|---:|---:|---:|
"""
_NAMES = {"none": "no change", "answer": "an answer edited", "question": "a question edited"}
_TICKS = (0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1, 1.2, 1.5, 2, 3, 5, 10, 20)  # of a logarithmic axis
_STYLES = {  # tool -> colour and marker; plain pages are the line at 1
    "faq": ("#0b5a66", "o"),
    "sphinx-needs": ("#a3482b", "s"),
    "sphinx-tags": ("#6b5b95", "^"),
}


def format_table(rows: list[Row], related: list[dict[str, Any]]) -> str:
    """Return a table of our ratios with what they are of; below it one of the peers."""
    plain = {row[1:5]: row for row in rows if row.tool == "plain"}
    lines, others = [], []
    for row in related:
        case = _NAMES.get(row["case"], row["case"])
        what = f"| {row['n']:,} | {row['layout']} | {row['jobs']} | {case} |"
        ratios = f" {row['calls']:.3f} | {row['cpu']:.2f} | {row['wall']:.2f} | {row['rss']:.3f} |"
        if "tool" in row:
            others.append(f"{what} {row['tool']} |{ratios}\n")
            continue
        base = plain[row["n"], row["layout"], row["jobs"], row["case"]]
        of = f" {base.calls / 1e6:,.1f} M | {base.cost.cpu:.1f} | {base.cost.rss:.0f} |"
        lines.append(f"{what}{ratios}{of}\n")
    table = _HEAD + "".join(lines)
    return f"{table}\n{_PEERS_HEAD}{''.join(others)}" if others else table


def format_budgets(budgets: Iterable[tuple[str, float, float]]) -> str:
    """Return one line a budget."""
    return "\n".join(
        f"{'kept  ' if measured <= budget else 'MISSED'} {measured:8.3f} of {budget:7.2f}  {what}"
        for what, measured, budget in budgets
    )


def new_figure(width: float, height: float) -> Any:
    """Return an empty figure, in inches, whose SVG is the same at each run."""
    import matplotlib
    from matplotlib.figure import Figure

    matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "faq", "font.size": 10})
    return Figure(figsize=(width, height), facecolor="#fbf8f3")


def draw_plots(rows: list[Row], path: Path) -> None:
    """Draw cost against size, a panel a case: one question a file, serial."""
    cases = list(dict.fromkeys(row.case for row in rows))
    figure = new_figure(9, 2.6 * -(-len(cases) // 2))
    for place, case in enumerate(cases, start=1):
        axes = figure.add_subplot(-(-len(cases) // 2), 2, place, facecolor="#fffdfa")
        found = [row for row in rows if (row.layout, row.jobs, row.case) == (1, 1, case)]
        base = {row.n: row.calls for row in found if row.tool == "plain"}
        axes.axhline(1, color="#575e66", linewidth=1, label="plain MyST")
        for tool, (colour, marker) in _STYLES.items():
            points = [(row.n, row.calls / base[row.n]) for row in found if row.tool == tool]
            if points:
                name = "faq_ext" if tool == "faq" else tool
                axes.plot(*zip(*points, strict=True), color=colour, marker=marker, label=name)
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.set_xticks(sorted(base), [f"{n:,}" for n in sorted(base)])
        axes.minorticks_off()
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:g}×")
        low, high = axes.get_ylim()
        axes.set_yticks([tick for tick in _TICKS if low < tick < high])
        axes.set_title(_NAMES.get(case, f"{case} build"), loc="left")
        if place == 1:
            axes.legend(frameon=False, fontsize=8)
    figure.supxlabel("questions")
    figure.supylabel("Python calls, plain = 1")
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
