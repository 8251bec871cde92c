# SPDX-License-Identifier: MIT
"""Faders and knobs move by wheel, keys, pointer and touch, and say what they are in units of the ear."""

from playwright.sync_api import expect

from house import connected, show
from stage import until


def test_wheel_keys_pointer_and_double_click_move_a_fader(page, house):
    fader = page.get_by_role("slider", name="Volume, Channel 2", exact=True)
    expect(fader).to_have_attribute("aria-valuenow", "100")
    expect(fader).to_have_attribute("aria-valuetext", "\u22124.2 dB")
    fader.hover()
    page.mouse.wheel(0, 100)
    expect(fader).to_have_attribute("aria-valuenow", "98")
    fader.focus()
    fader.press("PageDown")
    expect(fader).to_have_attribute("aria-valuenow", "88")
    fader.press("Home")
    expect(fader).to_have_attribute("aria-valuetext", "\u2212\u221e dB")
    box = fader.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.9
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - box["height"], steps=4)
    page.mouse.up()
    expect(fader).to_have_attribute("aria-valuetext", "0.0 dB")
    fader.dblclick()
    expect(fader).to_have_attribute("aria-valuenow", "100")


def test_knobs_say_pan_and_sends(page, house):
    pan = page.get_by_role("slider", name="Pan, Channel 1", exact=True)
    pan.focus()
    expect(pan).to_have_attribute("aria-valuetext", "centre")
    pan.press("ArrowLeft")
    expect(pan.locator(".value")).to_have_text("L1")
    reverb = page.get_by_role("slider", name="Reverb send, Channel 1", exact=True)
    expect(reverb.locator(".value")).to_have_text("\u221210")
    expect(reverb).to_have_attribute("aria-valuetext", "\u221210.1 dB")


def test_a_fader_follows_a_finger(page, house):
    touch = house.open(width=1024, height=768, has_touch=True)
    fader = touch.get_by_role("slider", name="Volume, Channel 3", exact=True)
    expect(fader).to_have_attribute("aria-valuenow", "100")
    box = fader.bounding_box()
    session = touch.context.new_cdp_session(touch)
    point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    for step in range(1, 5):
        moved = {**point, "y": point["y"] + step * box["height"] / 4}
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [moved]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(fader).to_have_attribute("aria-valuenow", "0")


def test_the_master_fader_sets_the_volume_of_everything(page, house):
    fader = page.get_by_role("slider", name="Volume of everything")
    fader.focus()
    fader.press("PageDown")
    expect(fader).to_have_attribute("aria-valuetext", "\u22123.0 dB")
    until(lambda: page.evaluate("""async () => {
        const [volume] = await (await import('/assets/client.js')).ask('/wavesink/volume');
        return Math.abs(volume + 3) < 0.01;
    }"""), "the volume is that of the fader")


def test_errors_are_said_in_a_sentence(page, house):
    page.evaluate("async () => (await import('/assets/client.js')).tell('/wavesink/volume', 'f', 99)")
    expect(page.get_by_role("alert")).to_contain_text("dB")
    show(page, "rack")
    connected(page)
