"""A headless Chromium, driven over the WebDriver protocol (W3C) with nothing but the standard library."""

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
AXE = next(
    (
        path
        for path in (
            Path(os.environ.get("AXE_CORE", "axe.min.js")),
            Path(__file__).parent.parent / "node_modules" / "axe-core" / "axe.min.js",
            Path("/usr/local/lib/node_modules/axe-core/axe.min.js"),
            Path("/usr/lib/node_modules/axe-core/axe.min.js"),
        )
        if path.is_file()
    ),
    None,
)
"""axe-core, which checks a page against WCAG: `npm install axe-core`, or its file named by AXE_CORE."""


class Browser:
    """One window of a running Chromium."""

    def __init__(self, driver: str) -> None:
        self._driver = driver
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=412,915"]
        options = {"binary": BROWSER, "args": arguments}
        wanted = {"browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}
        found = self._call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self._session = f"/session/{found['sessionId']}"

    def open(self, address: str) -> None:
        """Load a page and forget what the console said before."""
        self.console()
        self._call("POST", self._session + "/url", {"url": address})

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script returns; it may return a promise."""
        return self._call("POST", self._session + "/execute/sync", {"script": script, "args": list(arguments)})

    def until(self, script: str, seconds: float = 20) -> Any:
        """The first true value of a script."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if value := self.run(script):
                return value
            time.sleep(0.05)
        raise TimeoutError(script)

    def console(self) -> list[str]:
        """What the console has said since it was last asked."""
        return [entry["message"] for entry in self._call("POST", self._session + "/se/log", {"type": "browser"})]

    def dark(self, *, on: bool) -> None:
        """Ask pages for their dark colours."""
        features = [{"name": "prefers-color-scheme", "value": "dark" if on else "light"}]
        self.devtools("Emulation.setEmulatedMedia", {"features": features})

    def devtools(self, command: str, parameters: dict[str, Any]) -> Any:
        return self._call("POST", self._session + "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def close(self) -> None:
        self._call("DELETE", self._session, None)

    def _call(self, method: str, path: str, body: dict[str, Any] | None) -> Any:
        content = json.dumps(body).encode() if body is not None else None
        request = Request(self._driver + path, content, {"Content-Type": "application/json"}, method=method)
        with urlopen(request, timeout=120) as response:
            return json.loads(response.read())["value"]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser, and its end."""
    assert DRIVER is not None
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen([DRIVER, f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            browser = _when_ready(f"http://127.0.0.1:{port}")
            yield browser
            browser.close()
        finally:
            process.terminate()


def _when_ready(driver: str) -> Browser:
    for _ in range(200):
        try:
            with urlopen(driver + "/status", timeout=5):
                return Browser(driver)
        except URLError:
            time.sleep(0.05)
    raise TimeoutError("chromedriver did not start")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder as a web site on this machine; gives its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
