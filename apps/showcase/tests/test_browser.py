"""The board in a real browser, on a real server.

Rule: nothing is reloaded; what a window shows, it was told.
"""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

selenium = pytest.importorskip("selenium")
from selenium.webdriver import Chrome, ChromeOptions  # noqa: E402  after the check that selenium exists
from selenium.webdriver.chrome.service import Service  # noqa: E402  as above
from selenium.webdriver.common.by import By  # noqa: E402  as above
from selenium.webdriver.common.keys import Keys  # noqa: E402  as above
from selenium.webdriver.remote.webelement import WebElement  # noqa: E402  as above
from selenium.webdriver.support.wait import WebDriverWait  # noqa: E402  as above

CHROMIUM, CHROMEDRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
OPTIONS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PROJECT = Path(__file__).parents[1]
SECONDS = 20

Server = Callable[[], "subprocess.Popen[str]"]


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def serve(tmp_path: Path, port: int) -> Iterator[Server]:
    """Start the board with `lauren run`; can be called again after the server was stopped."""
    started: list[subprocess.Popen[str]] = []
    log = (tmp_path / "server.log").open("w")

    def start() -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "lauren_cli", "run", "--server", "granian", "--port", str(port)],
            cwd=PROJECT,
            env={**os.environ, "SHOWCASE_DB": str(tmp_path / "board.sqlite3")},
            stdout=log,
            stderr=log,
            text=True,
        )
        started.append(process)
        pause = threading.Event()
        for _ in range(SECONDS * 10):
            assert process.poll() is None, (tmp_path / "server.log").read_text()
            if answer(port, "/api/tasks") is not None:
                return process
            pause.wait(0.1)
        pytest.fail(f"the server does not answer: {(tmp_path / 'server.log').read_text()}")

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.wait(SECONDS)
    log.close()


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Chrome]:
    for program in (CHROMIUM, CHROMEDRIVER):
        if not program.exists():
            missing = f"{program.name} is not installed at {program}"
            if os.environ.get("CI") == "true":
                pytest.fail(missing)
            pytest.skip(missing)
    options = ChromeOptions()
    options.binary_location = str(CHROMIUM)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    for option in (*OPTIONS, f"--user-data-dir={tmp_path / 'profile'}"):
        options.add_argument(option)
    # The path is given, so that selenium never looks for (or downloads) a driver.
    driver = Chrome(options=options, service=Service(executable_path=str(CHROMEDRIVER)))
    yield driver
    driver.quit()


def answer(port: int, path: str) -> tuple[int, bytes] | None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path, headers={"connection": "close"})
        response = connection.getresponse()
        return response.status, response.read()
    except OSError:
        return None
    finally:
        connection.close()


def stop(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGTERM)
    assert process.wait(SECONDS) == 0


class Window:
    """One window of the board; every question waits until the answer is yes."""

    def __init__(self, browser: Chrome, handle: str) -> None:
        self._browser = browser
        self._handle = handle

    def find(self, selector: str) -> WebElement:
        self._browser.switch_to.window(self._handle)
        return self._browser.find_element(By.CSS_SELECTOR, selector)

    def texts(self, selector: str) -> list[str]:
        self._browser.switch_to.window(self._handle)
        script = "return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent)"
        return [str(text) for text in self._browser.execute_script(script, selector)]

    def wait(self, selector: str, expected: list[str]) -> None:
        seen: list[str] = []

        def same(_browser: Chrome) -> bool:
            seen[:] = self.texts(selector)
            return seen == expected

        WebDriverWait(self._browser, SECONDS).until(same, f"`{selector}` never was {expected}")

    def wait_for_tasks(self, *titles: str) -> None:
        self.wait("#tasks li span", list(titles))

    def add(self, title: str) -> None:
        self.find("#title").send_keys(title, Keys.ENTER)


@pytest.fixture
def windows(browser: Chrome, port: int, serve: Server) -> tuple[Window, Window]:
    serve()
    found = []
    for number in range(2):
        if number:
            browser.switch_to.new_window("window")
        browser.get(f"http://127.0.0.1:{port}/")
        found.append(Window(browser, browser.current_window_handle))
    for window in found:
        window.wait("#status", ["live"])
    return found[0], found[1]


@pytest.mark.server
def test_the_real_server_answers_the_page_the_api_and_the_documentation(port: int, serve: Server) -> None:
    process = serve()
    for path, fragment in (("/", b"Task board"), ("/api/tasks", b"[]"), ("/docs", b"/openapi.json")):
        found = answer(port, path)
        assert found is not None
        assert found[0] == 200
        assert fragment in found[1]
    document = answer(port, "/openapi.json")
    assert document is not None
    assert "/api/tasks" in json.loads(document[1])["paths"]
    stop(process)


@pytest.mark.browser
def test_two_windows_show_the_same_board(browser: Chrome, windows: tuple[Window, Window]) -> None:
    one, two = windows
    one.add('Buy <b>milk</b> & "bread"')
    for window in windows:
        window.wait_for_tasks('Buy <b>milk</b> & "bread"')
        assert window.texts("#tasks b") == []
    two.add("Second")
    one.wait_for_tasks("Second", 'Buy <b>milk</b> & "bread"')

    two.find("#tasks li:first-child input[type=checkbox]").click()
    one.wait("#tasks li.done span", ["Second"])

    one.find("#tasks li:last-child .rename").click()
    field = one.find("#tasks form input")
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys("Renamed", Keys.ENTER)
    two.wait_for_tasks("Second", "Renamed")

    two.find("#tasks li:first-child .delete").click()
    one.wait_for_tasks("Renamed")
    for window in windows:
        WebDriverWait(browser, SECONDS).until(lambda _, w=window: len(w.texts("#activity li")) == 5)
        assert "“Second” removed" in window.texts("#activity li")[0]
        assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []


@pytest.mark.browser
def test_an_error_is_told_and_the_board_goes_on(windows: tuple[Window, Window]) -> None:
    one, two = windows
    one.add("   ")
    WebDriverWait(one._browser, SECONDS).until(lambda _: one.texts("#error") != [""])
    one.find("#title").clear()
    one.add("ok")
    two.wait_for_tasks("ok")
    assert one.texts("#error") == [""]


@pytest.mark.browser
def test_windows_reconnect_after_the_server_was_restarted(browser: Chrome, port: int, serve: Server) -> None:
    process = serve()
    browser.get(f"http://127.0.0.1:{port}/")
    window = Window(browser, browser.current_window_handle)
    window.wait("#status", ["live"])
    window.add("before")
    window.wait_for_tasks("before")
    stop(process)
    window.wait("#status", ["connection lost, trying again…"])
    serve()
    window.wait("#status", ["live"])
    window.add("after")
    window.wait_for_tasks("after", "before")
