#!/usr/bin/env python3
"""Writes docs/terminal.svg, the picture of the README: commands in an empty directory, and what they print.

Run it in the repository: python3 docs/picture.py
"""

import html
import os
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
WIDTH = 92  # columns of the terminal
ADVANCE, LINE, MARGIN, BAR = 8.4, 19, 22, 34  # pixels

COMMANDS = [
    "venturi generate vitals --patients 2000 --days 365 -o vitals.csv",
    "venturi features vitals.csv --by patient_id --order-by day --select heart_rate,oxygen_sat \\\n"
    "    --features 'mean,std,trend,n_anomalies,quantile(0.9)'",
    "venturi features vitals.csv --by patient_id --order-by day -o now.csv --quiet",
    "venturi features vitals.csv --by patient_id --order-by day --preset case-v1 -o before.csv --quiet",
    "venturi compare before.csv now.csv --select heart_rate_mean,heart_rate_std,heart_rate_trend",
]


def screen():
    """Pairs of a style and a line."""
    environment = dict(os.environ, COLUMNS=str(WIDTH), PATH=f"{ROOT}:{os.environ['PATH']}")
    subprocess.run([ROOT / "venturi", "--version"], check=True, stdout=subprocess.DEVNULL)  # builds what is missing
    with tempfile.TemporaryDirectory() as directory:
        for command in COMMANDS:
            for number, line in enumerate(command.split("\n")):
                yield "command", ("$ " if number == 0 else "") + line
            run = subprocess.run(
                command,
                shell=True,
                cwd=directory,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            for line in run.stdout.splitlines():
                yield "answer", line
            if run.stdout:
                yield "answer", ""


def svg(lines):
    while not lines[-1][1]:
        lines.pop()
    columns = max(WIDTH, max(len(line) for _, line in lines))
    width, height = columns * ADVANCE + 2 * MARGIN, len(lines) * LINE + BAR + MARGIN
    text = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" viewBox="0 0 {width:.0f} {height}">',
        "<style>text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; white-space: pre }"
        " .command { fill: #7ee787 } .answer { fill: #d8dee9 }</style>",
        f'<rect width="{width:.0f}" height="{height}" rx="9" fill="#161b22"/>',
    ]
    for number, colour in enumerate(("#ff5f57", "#febc2e", "#28c840")):
        text.append(f'<circle cx="{MARGIN + number * 20}" cy="{BAR / 2:.0f}" r="6" fill="{colour}"/>')
    for number, (style, line) in enumerate(lines):
        if line:
            y = BAR + LINE * (number + 0.75)
            indent = len(line) - len(line.lstrip())
            x, shown = MARGIN + indent * ADVANCE, line.lstrip()
            text.append(
                f'<text class="{style}" x="{x:.1f}" y="{y:.1f}" textLength="{len(shown) * ADVANCE:.1f}">{html.escape(shown)}</text>'
            )
    return "\n".join(text) + "\n</svg>\n"


(ROOT / "docs" / "terminal.svg").write_text(svg(list(screen())), encoding="utf-8")
