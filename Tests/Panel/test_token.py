# SPDX-License-Identifier: MIT
"""At another address only the whole link opens the page, and the page keeps what was in it."""

import os
import re
import select
import subprocess
import time
import urllib.error
import urllib.request

from house import connected
from stage import free_port


def test_at_another_address_only_the_whole_link_opens_the_page(page, house):
    port = free_port()
    with subprocess.Popen(
        [house.stage.program, "run", "--panel", "--panel-port", str(port), "--panel-address", "0.0.0.0",
         "--no-effects", "--name", "guarded"],
        env=house.stage.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    ) as guarded:
        try:
            token = token_in_link(guarded.stderr)
            own = f"http://127.0.0.1:{port}"
            for path in ("/", "/?token=" + "0" * 32, "/assets/main.js", "/files", "/socket?token=" + token[:-1]):
                assert status(own + path) == 403, path
            guest = house.browser.new_context().new_page()
            house.contexts.append(guest.context)
            guest.goto(f"{own}/?token={token}")
            connected(guest)
            # The cookie alone, as after a reload without the query.
            guest.goto(own)
            connected(guest)
            cookies = guest.context.cookies()
            assert [cookie["httpOnly"] and cookie["sameSite"] == "Strict" for cookie in cookies] == [True], cookies
        finally:
            guarded.terminate()
            began = time.monotonic()
            guarded.wait(5)
            assert time.monotonic() - began < 1, "it ends at once, with a page open"


def token_in_link(output):
    said = b""
    end = time.monotonic() + 20
    while not (found := re.search(rb"http://[0-9.]+:\d+/\?token=([0-9a-f]{32})\n", said)):
        ready, _, _ = select.select([output], [], [], max(0, end - time.monotonic()))
        more = os.read(output.fileno(), 4096) if ready else b""
        assert more, f"wavesink printed no link with a token: {said.decode(errors='replace')}"
        said += more
    return found[1].decode()


def status(url):
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
