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
        self.shared = None
        self.contexts = []
        self.complaints = []
        return self

    def __exit__(self, *_):
        self.browser.close()
        self.playwright.stop()
        self.ear.close()
        self.stage.end()

    def run(self, test):
        self.complaints = []
        self.contexts = []
        try:
            page = self.fresh_page()
            test(page, self)
            assert not self.complaints, f"the browser complains: {self.complaints}"
        except BaseException:
            self.forget()
            raise
        finally:
            for context in self.contexts:
                context.close()

    def fresh_page(self):
        """The page that tests share, as it is in the beginning. It is opened once, and anew after a test that failed."""
        if not self.shared:
            self.shared = self.open()
            self.shared_context = self.contexts.pop()
        self.shared.evaluate("() => localStorage.clear()")
        show(self.shared, "mixer")
        self.reset(self.shared)
        return self.shared

    def forget(self):
        """The next test has another page."""
        if self.shared:
            self.shared_context.close()
        self.shared = None

    def window(self, width=1440, height=900, **options):
        """An empty window, with nothing remembered."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", **options)
        context.set_default_timeout(8000)
        self.contexts.append(context)
        return context.new_page()

    def open(self, view="mixer", **options):
        """The page in a window of its own."""
        page = self.window(**options)
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
        """All channels as in the beginning, by messages that a page may send: few, for it may not send many in a second."""
        page.evaluate("""async () => {
            const { askJSON, tell } = await import('/assets/client.js');
            tell('/wavesink/panic', '');
            tell('/wavesink/volume', 'f', 0);
            tell('/wavesink/boost', 'f', 0);
            tell('/wavesink/mute', 'iii', 0, 0, 0);
            tell('/wavesink/solo', 'iii', 0, 0, 0);
            const first = { volume: [7, 100], pan: [10, 64], reverb: [91, 40], chorus: [93, 0] };
            for (const group of [1, 2]) for (const channel of await askJSON('/wavesink/channels', 'i', [group])) {
                for (const [name, [number, value]] of Object.entries(first)) {
                    if (channel[name] !== value) tell('/wavesink/control', 'iiii', group, channel.channel, number, value);
                }
            }
        }""")


def connected(page):
    expect(page.locator("page-header")).to_have_attribute("data-link", "open")


def show(page, view):
    page.evaluate("name => { location.hash = name }", view)
    expect(page.locator(f"view-{view}")).to_be_visible()
