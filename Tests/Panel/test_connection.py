# SPDX-License-Identifier: MIT
"""Pages stay in step, come back by themselves, and ask for nothing while nobody looks."""

import http.client

from playwright.sync_api import expect

from house import connected, show
from stage import until

ASSET_LIMIT = 200_000


def test_two_pages_are_in_step(page, house):
    other = house.open()
    fader = page.get_by_role("slider", name="Volume, Channel 5", exact=True)
    twin = other.get_by_role("slider", name="Volume, Channel 5", exact=True)
    fader.focus()
    fader.press("Home")
    fader.press("PageUp")
    expect(twin).to_have_attribute("aria-valuenow", "10")
    twin.dblclick()
    expect(fader).to_have_attribute("aria-valuenow", "100")


def test_a_page_recovers_when_the_server_comes_back(page, house):
    house.stage.kill_wavesink()
    status = page.locator("page-header").get_by_role("status")
    expect(status).to_contain_text("Trying again by itself")
    house.stage.start_wavesink()
    connected(page)
    expect(status).to_have_text("Connected")
    house.ear.connect()
    fader = page.get_by_role("slider", name="Volume, Channel 1", exact=True)
    fader.focus()
    fader.press("Home")
    other = house.open()
    expect(other.get_by_role("slider", name="Volume, Channel 1", exact=True)).to_have_attribute("aria-valuenow", "0")


def test_a_hidden_page_watches_nothing(page, house):
    sent = []
    other = house.window()
    other.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    other.goto(house.stage.url)
    connected(other)
    other.evaluate("""() => {
        Object.defineProperty(document, 'hidden', { get: () => true, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
    }""")

    def texts():
        other.evaluate("1")  # Lets what the browser has told meanwhile come in.
        return [frame for frame in sent if isinstance(frame, str)]

    until(lambda: texts()[-1] == '{"watch":[]}', "a hidden page watches nothing")
    assert "meters" in texts()[-2], texts()


def test_the_page_comes_from_this_server_alone_and_is_small(page, house):
    sizes = {}
    other = house.window()
    other.on("response", lambda response: sizes.__setitem__(response.url, int(response.headers.get("content-length", 0))))
    other.goto(house.stage.url)
    connected(other)
    for view in ("banks", "keyboard", "rack", "health"):
        show(other, view)
    assert all(url.startswith(house.stage.url) for url in sizes), sizes
    assets = {url: size for url, size in sizes.items() if "/assets/" in url or url == house.stage.url}
    assert len(assets) > 20 and sum(assets.values()) < ASSET_LIMIT, sum(assets.values())


def test_it_is_found_as_it_was_left(page, house):
    page = house.open()
    show(page, "health")
    page.get_by_role("button", name="Theme").click()
    page.get_by_role("button", name="Theme").click()
    page.goto("about:blank")
    page.goto(house.stage.url)
    expect(page.locator("view-health")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


def test_a_foreign_origin_and_a_foreign_host_are_refused(page, house):
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="}
    own = f"127.0.0.1:{house.stage.port}"
    for path, headers, expected in (
        ("/socket", upgrade | {"Origin": f"http://{own}"}, 101),
        ("/socket", upgrade | {"Origin": "http://evil.example"}, 403),
        ("/", {"Host": "evil.example"}, 403),
    ):
        connection = http.client.HTTPConnection("127.0.0.1", house.stage.port, timeout=5)
        connection.request("GET", path, headers=headers)
        status = connection.getresponse().status
        connection.close()
        assert status == expected, (path, headers, status)
