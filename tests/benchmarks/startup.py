"""`onrecord run` with the sample record: seconds to the first getUpdates, and its memory then."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bot_api import serving

RUNS = 5
TOKEN = "123456789:" + "x" * 35


def main() -> None:
    """Print the median of a few starts."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/record.db", "BOT_TOKEN": TOKEN}
        subprocess.run([sys.executable, "-m", "bot", "sample"], env=environment, check=True, capture_output=True)
        seen = [_start(environment) for _ in range(RUNS)]
    seconds, busy, megabytes = (statistics.median(values) for values in zip(*seen, strict=True))
    print(f"first getUpdates after {seconds:.2f} s (goal: under 2), of which {busy:.2f} s of processor time;")
    print(f"{megabytes:.0f} MB resident (goal: under 120)")


def _start(environment: dict[str, str]) -> tuple[float, float, float]:
    with serving() as server:
        begun = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            env={**environment, "TELEGRAM_API_URL": server.url},
            stderr=subprocess.DEVNULL,
        )
        try:
            seconds = server.first("getUpdates") - begun
            ticks = Path(f"/proc/{process.pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[11:13]
            status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
        finally:
            process.terminate()
            process.wait(30)
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return seconds, sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK"), int(resident.split()[1]) / 1024


if __name__ == "__main__":
    main()
