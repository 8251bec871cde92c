# SPDX-License-Identifier: MIT
"""The browser, and a clean beginning for each test."""

from playwright.sync_api import expect, sync_playwright

from ear import Ear
from stage import Stage

VIEWS = ["mixer", "banks", "keyboard", "rack", "health"]


class House:
    """One browser and one stage for all tests: each test has windows of its own, and finds all channels as after a reset."""

    def __enter__(self):
        self.stage = Stage()
        self.stage.begin()
        self.ear = Ear()
        self.playwright = sync_playwright().start()
        self.browser = self.playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"])
        expect.set_options(timeout=8000)
        return self

    def __exit__(self, *_):
        self.browser.close()
        self.playwright.stop()
        self.ear.close()
        self.stage.end()

    def run(self, test):
        self.contexts = []
        self.complaints = []
        try:
            page = self.open()
            self.reset(page)
            test(page, self)
            assert not self.complaints, f"the browser complains: {self.complaints}"
        finally:
            for context in self.contexts:
                context.close()

    def open(self, view="mixer", width=1440, height=900, **options):
        """A window of its own, with nothing remembered."""
        context = self.browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(8000)
        self.contexts.append(context)
        page = context.new_page()
        # A refused style, a file that is not there or a fault of the page's own fails each test.
        page.on("console", lambda message: self.complain(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.complain(str(error)))
        page.goto(f"{self.stage.url}#{view}")
        connected(page)
        return page

    def complain(self, text):
        # Of the socket that is tried again while nobody is there the browser tells by itself.
        if "WebSocket connection" not in text and "ERR_CONNECTION_REFUSED" not in text:
            self.complaints.append(text)

    def reset(self, page):
        """All channels as in the beginning, by a message that the page may send as well."""
        page.evaluate("""async () => {
            const { tell } = await import('/assets/client.js');
            tell('/wavesink/panic', '');
            tell('/wavesink/volume', 'f', 0);
            tell('/wavesink/boost', 'f', 0);
            for (const group of [1, 2]) for (let channel = 1; channel <= 16; channel++) {
                tell('/wavesink/control', 'iiii', group, channel, 121, 0);
                for (const [number, value] of [[7, 100], [10, 64], [91, 40], [93, 0]]) tell('/wavesink/control', 'iiii', group, channel, number, value);
            }
        }""")


def connected(page):
    expect(page.locator("page-header")).to_have_attribute("data-link", "open")


def show(page, view):
    page.evaluate("name => { location.hash = name }", view)
    expect(page.locator(f"view-{view}")).to_be_visible()
