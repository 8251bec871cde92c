# SPDX-License-Identifier: MIT
"""What is done on the page is heard at the JACK outputs."""

import math

from playwright.sync_api import expect

from house import connected, show
from stage import until

ORGAN = 19


def choose_organ(page):
    page.evaluate("""async number => (await import('/assets/client.js')).tell('/wavesink/program', 'iii', 1, 1, number)""", ORGAN)


def key(page, number):
    return page.locator(f"[data-piano-key='{number}']")


def strike(page, number, share):
    """Presses the mouse on a key, at a share of its height, and leaves it down."""
    box = key(page, number).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] * share)
    page.mouse.down()


def is_silent(house):
    return house.ear.level(0.05) < -80


def test_a_key_is_heard_louder_where_it_is_hit_lower_and_ends_when_it_is_let_go(page, house):
    show(page, "keyboard")
    levels = []
    for share in (0.66, 0.98):
        until(lambda: is_silent(house), "silence before the note")
        strike(page, 60, share)
        levels.append(until(lambda: max(house.ear.level(0.1), -70) + 70, "the key is heard") - 70)
        page.mouse.up()
    until(lambda: is_silent(house), "silence after the note")
    assert levels[1] > levels[0] + 3, levels


def test_the_computers_keys_play_and_a_key_that_sounds_is_shown(page, house):
    show(page, "keyboard")
    choose_organ(page)
    page.keyboard.down("KeyQ")
    until(lambda: house.ear.level(0.05) > -60, "the key is heard")
    expect(key(page, 60)).to_have_class("white held sounds")
    page.keyboard.up("KeyQ")
    expect(key(page, 60)).to_have_class("white")
    until(lambda: is_silent(house), "silence after the note")


def test_a_fader_sets_the_level_that_it_says(page, house):
    choose_organ(page)
    fader = page.get_by_role("slider", name="Volume, Channel 1", exact=True)
    page.evaluate("async () => (await import('/assets/client.js')).tell('/wavesink/note', 'iiii', 1, 1, 60, 100)")
    fader.focus()
    levels = {}
    for presses, value in ((["End"], 127), (["Home"] + ["PageUp"] * 6 + ["ArrowUp"] * 4, 64)):
        for press in presses:
            fader.press(press)
        expect(fader).to_have_attribute("aria-valuenow", str(value))
        house.ear.level(0.2)  # What was on its way, and the ramp of the volume.
        levels[value] = house.ear.level(0.5)
    said = 40 * math.log10(64 / 127)
    expect(fader).to_have_attribute("aria-valuetext", f"\u2212{abs(said):.1f} dB")
    assert abs(levels[64] - levels[127] - said) < 0.7, (levels, said)


def test_panic_silences_everything_with_one_click_in_each_view(page, house):
    choose_organ(page)
    for view in ("mixer", "rack"):
        show(page, view)
        page.evaluate("async () => (await import('/assets/client.js')).tell('/wavesink/note', 'iiii', 1, 1, 60, 100)")
        until(lambda: house.ear.level(0.05) > -60, "a note is heard")
        page.get_by_role("button", name="Panic").click()
        until(lambda: is_silent(house), "silence after panic")
        expect(page.get_by_role("status").filter(has_text="everything is silent")).to_be_visible()


def test_mute_and_solo_are_heard_and_said(page, house):
    choose_organ(page)
    page.evaluate("async () => (await import('/assets/client.js')).tell('/wavesink/note', 'iiii', 1, 1, 60, 100)")
    until(lambda: house.ear.level(0.05) > -60, "a note is heard")
    mute = page.get_by_role("button", name="Mute, Channel 1", exact=True)
    mute.click()
    until(lambda: is_silent(house), "a muted channel is silent")
    mute.click()
    until(lambda: house.ear.level(0.05) > -60, "it is heard again")
    page.get_by_role("button", name="Solo, Channel 2", exact=True).click()
    until(lambda: is_silent(house), "another one is solo")
    expect(page.locator("view-mixer .hint")).to_have_text("15 channels are silenced")
    page.get_by_role("button", name="Solo off").click()
    until(lambda: house.ear.level(0.05) > -60, "it is heard again")


def test_a_switch_stays_as_it_was_set_while_the_server_hears_of_it(page, house):
    show(page, "mixer")
    mute = page.get_by_role("button", name="Mute, Channel 1", exact=True)
    changes = mute.evaluate_handle(
        """button => {
          const changes = [];
          new MutationObserver(() => changes.push(button.ariaPressed)).observe(button, {attributeFilter: ["aria-pressed"]});
          return changes;
        }""")
    for _ in range(20):
        mute.click()
        page.wait_for_timeout(50)
    page.wait_for_timeout(1000)
    assert changes.json_value() == 10 * ["true", "false"]


def test_a_program_is_listened_to_without_changing_a_channel(page, house):
    show(page, "banks")
    row = page.get_by_role("row").filter(has_text="Violin").first
    row.get_by_role("gridcell").get_by_role("button").nth(1).focus()
    page.keyboard.press("Space")
    until(lambda: house.ear.level(0.05) > -60, "the program is heard")
    program = page.evaluate("async () => (await import('/assets/client.js')).askJSON('/wavesink/channels', 'i', [1])")
    assert program[0]["program"] != 40, program[0]
