"""Pages opened in a real browser, where the machine has one; what is done on a page is done by a script that is added to it."""

import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest

import csrating as cs

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
TELL = """<script>addEventListener("load", async function () {{
  var told = await (async function () {{ {script} }})();
  var place = document.createElement("pre"); place.id = "told"; place.textContent = JSON.stringify(told); document.body.append(place);
}});</script>"""


@dataclass(frozen=True)
class Browser:
    """A browser without a window, with a folder for its files."""

    folder: Path

    def run(self, page, *options, anchor=""):
        """What the browser prints of a page, and what it logs."""
        target = self.folder / "page.html"
        target.write_text(page, encoding="utf-8")
        logging = ("--enable-logging=stderr", "--log-level=0", f"--user-data-dir={self.folder / 'user'}")
        command = [BROWSER, *OPTIONS, *logging, *options, f"{target.as_uri()}#{anchor}"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=True)
        return done.stdout, done.stderr

    def opened(self, page, *, anchor=""):
        """The page as the browser has made it, and what it logs."""
        return self.run(page, "--dump-dom", anchor=anchor)

    def told(self, page, script, *, library="", width=1200):
        """What a script gives back that runs when the page is there; it may wait."""
        more = f"<script>{library}</script>" if library else ""
        changed = page.replace("</body>", more + TELL.format(script=script) + "</body>")
        dom, log = self.run(changed, "--dump-dom", "--virtual-time-budget=60000", f"--window-size={width},900")
        assert "CONSOLE" not in log, log
        return json.loads(unescape(re.search(r'<pre id="told">(.*?)</pre>', dom, re.DOTALL)[1]))

    def printed(self, page):
        """The page on paper, as PDF."""
        target = self.folder / "page.pdf"
        self.run(page, f"--print-to-pdf={target}", "--no-pdf-header-footer")
        return target.read_bytes()


@pytest.fixture
def browser(tmp_path):
    """A browser; a test that needs one is skipped where there is none."""
    if BROWSER is None:
        pytest.skip("there is no Chromium on this machine to open the page with: `make browser` installs it")
    return Browser(tmp_path)


@pytest.fixture(scope="session")
def axe(repository):
    """The checker of accessibility, as a script."""
    script = repository / "tests" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        pytest.skip("axe-core is not installed: `make browser` fetches it")
    return script.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def tipping(ratings):
    """The tipping points of the ratings of the demonstration."""
    return cs.tipping_points(ratings)
