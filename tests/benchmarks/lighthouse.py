"""Lighthouse's opinion of the public page, as on a slow phone."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks import visitors
from tests.benchmarks.served import served
from tests.browser.conftest import QUIET
from tests.sharing.paths import public_path
from tests.world import World

PROGRAM = Path(".tools/lighthouse/node_modules/.bin/lighthouse")
CATEGORIES = ("performance", "accessibility")
MEASURES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time")
SHIFT = "cumulative-layout-shift"


def lines(world: World, chromium: str) -> Iterator[str]:
    """Yield its scores, of 100, and the times they are made of."""
    if not PROGRAM.exists():
        yield "  Lighthouse is not installed: not measured"
        return
    visitors.fill(world)
    with served() as site:
        report = _report(site.url(public_path(world.link)), chromium)
    scores = report["categories"]
    yield "  " + ", ".join(f"{name} {scores[name]['score'] * 100:.0f}" for name in CATEGORIES)
    audits = report["audits"]
    yield "  " + ", ".join(f"{name} {audits[name]['displayValue']}" for name in (*MEASURES, SHIFT))
    wrong = [name for name, one in audits.items() if one["score"] is not None and one["score"] < 1]
    yield "  not perfect: " + ", ".join(wrong)


def _report(url: str, chromium: str) -> dict[str, Any]:
    flags = " ".join(["--headless=new", *QUIET])
    command = [str(PROGRAM), url, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    done = subprocess.run(
        [*command, f"--only-categories={','.join(CATEGORIES)}"],
        env={**os.environ, "CHROME_PATH": chromium},
        check=True,
        capture_output=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found
