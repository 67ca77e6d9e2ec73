"""Show what the search benches measured: tables in Markdown, and plots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from .report import new_figure

PEERS = ("bm25", "lunr", "minisearch", "flexsearch")
_STYLES = {  # engine -> name, colour and marker
    "faq": ("faq_ext", "#0b5a66", "o"),
    "bm25": ("BM25", "#94700f", "D"),
    "lunr": ("lunr", "#a3482b", "s"),
    "minisearch": ("MiniSearch", "#6b5b95", "^"),
    "flexsearch": ("FlexSearch", "#4a7a36", "v"),
}


def format_quality(result: Mapping[str, Any]) -> str:
    """Return a table of all engines on all sets."""
    lines = [
        "",
        "| engine | set | MRR@10 | typo | nDCG@10 | P@1 | Recall@5 | index KB | p50 ms | p95 ms |",
        "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for engine, sets in result.items():
        for name, figures in sets.items():
            clean, typo = figures["clean"], figures["typo"]
            cost = (
                f"{figures['index'] / 1000:,.1f} | {figures['p50']:.3f} | {figures['p95']:.3f}"
                if "index" in figures
                else "| |"
            )
            lines.append(
                f"| {engine} | {name} | {clean['mrr']:.3f} | {typo['mrr']:.3f} | "
                f"{clean['ndcg']:.3f} | {clean['p1']:.3f} | {clean['r5']:.3f} | {cost} |"
            )
    return "\n".join(lines) + "\n"


def format_bytes(sets: Mapping[str, Any]) -> str:
    """Return what the first query of a visit fetches, set by set."""
    lines = [
        "| set | bytes, median | 95 % | requests, median | 95 % | most | rounds "
        "| whole list, bytes | most requests | MRR@10 of the first list | typo | files |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|",
    ]
    for name, figures in sets.items():
        if "cold" in figures:
            cold = figures["cold"]
            lines.append(
                f"| {name} | {cold['bytes']:,.0f} | {cold['bytes95']:,.0f} | "
                f"{cold['requests']:.0f} | {cold['requests95']:.0f} | {cold['most']} | "
                f"{cold['rounds']} | {cold['whole']:,.0f} | {cold['mostwhole']} | "
                f"{figures['first']['clean']['mrr']:.3f} | {figures['first']['typo']['mrr']:.3f} | "
                f"{figures['hash'][:12]} |"
            )
    return "\n".join(lines) + "\n"


def format_cuts(figures: Mapping[str, Any]) -> str:
    """Return the MRR of each engine in the large corpus."""
    lines = [f"MRR@10 among {figures['questions']:,} questions:"]
    for name, sets in figures.items():
        if isinstance(sets, dict):
            lines.append(
                f"  {name:12}" + "  ".join(f"{key} {mrr:.3f}" for key, mrr in sets.items())
            )
    return "\n".join(lines) + "\n"


def format_sizes(rows: Sequence[dict[str, Any]]) -> str:
    """Return a table, a row a size; the page of the search has it as it is printed."""
    lines = [
        "",
        "| questions | first answer, bytes | 95 of 100 below | requests | most | rounds "
        "| whole list, bytes | most requests "
        "| a topic's first list, bytes | hit@10 | MiniSearch hit@10 |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for row in rows:
        cold = row["cold"]
        other = f"{row['minisearch']['hit10']:.3f}" if "minisearch" in row else ""
        lines.append(
            f"| {row['n']:,} | {cold['bytes']:,.0f} | {cold['bytes95']:,.0f} "
            f"| {cold['requests']:.0f} | {cold['most']} | {cold['rounds']} "
            f"| {cold['whole']:,.0f} | {cold['mostwhole']} "
            f"| {row['topic']['bytes95']:,.0f} | {row['hit10']:.3f} | {other} |"
        )
    for row in rows:
        published = row["published"] / 1e6
        lines.append(
            f"\nat {row['n']:,}: the index took {row['index']:.2f} s of CPU; "
            f"{published:.1f} MB are published; {100 * row['cold']['lacking']:.1f} % of the first "
            "lists have not all their titles"
        )
    for row in rows:
        for name in PEERS:
            if name in row:
                ratio = row["p50"] / row[name]["p50"]
                lines.append(
                    f"\nat {row['n']:,}: {name} hit@10 {row[name]['hit10']:.3f}; "
                    f"our warm query takes {ratio:.3f} times as long"
                )
    return "\n".join(lines) + "\n"


def draw_quality(result: Mapping[str, Any], path: Path) -> None:
    """Draw quality beside the bytes of the index that a reader's page would load for it."""
    figure = new_figure(9, 3.4)
    for place, (kind, title) in enumerate(
        (("clean", "as typed"), ("typo", "with a typo")), start=1
    ):
        axes = figure.add_subplot(1, 2, place, facecolor="#fffdfa")
        for engine, (name, colour, marker) in _STYLES.items():
            if engine in result:
                sets = [figures for key, figures in result[engine].items() if key != "macro"]
                # All of a peer's index is loaded before its first result; of ours some parts are.
                sizes = [f["cold"]["bytes"] if "cold" in f else f["index"] for f in sets]
                mean = sum(sizes) / len(sizes) / 1000
                quality = result[engine]["macro"][kind]["mrr"]
                axes.plot(mean, quality, marker, color=colour, markersize=9, label=name)
                # Three engines stand close together.
                side = "right" if engine == "bm25" else "left"
                at = (-8 if side == "right" else 8, -10 if engine == "minisearch" else -3)
                axes.annotate(name, (mean, quality), at, textcoords="offset points", ha=side)
        axes.set_xscale("log")
        axes.set_xlim(3, 2000)
        axes.set_ylim(0.4, 0.8)
        axes.set_xticks([10, 100, 1000], ["10", "100", "1,000"])
        axes.minorticks_off()
        axes.set_title(f"MRR@10 {title}", loc="left")
    figure.supxlabel("KB before the first result")
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def draw_bytes(rows: Sequence[Mapping[str, Any]], path: Path) -> None:
    """Draw the bytes of a visit's first answer against the number of questions."""
    figure = new_figure(9, 3.6)
    axes = figure.add_subplot(facecolor="#fffdfa")
    for engine, (name, colour, marker) in _STYLES.items():
        ours = engine == "faq"
        points = [
            (row["n"], (row["cold"]["bytes"] if ours else row[engine]["index"]) / 1000)
            for row in rows
            if ours or row.get(engine, {}).get("index")
        ]
        if points:
            axes.plot(*zip(*points, strict=True), color=colour, marker=marker, label=name)
    sizes = [row["n"] for row in rows]
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xticks(sizes, [f"{n:,}" for n in sizes])
    axes.set_yticks([1, 10, 100, 1000, 10_000], ["1", "10", "100", "1,000", "10,000"])
    axes.minorticks_off()
    axes.legend(frameon=False)
    axes.set_title("KB before the first answer", loc="left")
    axes.set_xlabel("questions")
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
