# SPDX-License-Identifier: MIT
"""The rack: it stays whole while parts of it change, and what is changed there is heard."""

import re

from playwright.sync_api import expect

from house import show
from stage import until
from test_playing import choose_organ, is_silent


def test_groups_stay_where_one_setting_changes_after_another_view(page, house):
    show(page, "mixer")
    until(lambda: page.evaluate("async () => (await import('/assets/client.js')).value('settings')?.groups === 2"), "the mixer knows the groups")
    show(page, "rack")
    groups = page.locator(".miniport")
    expect(groups).to_have_count(2)
    expect(page.locator("view-rack")).not_to_have_class(re.compile("waits"))
    expect(page.locator("rack-reverb")).to_be_hidden()  # There are no effects.
    for decibels in (-3, 0):
        page.evaluate("async value => (await import('/assets/client.js')).tell('/wavesink/volume', 'f', value)", decibels)
        # What is told then is this setting alone.
        until(lambda: page.evaluate("""async value => {
            const { volume } = (await import('/assets/client.js')).value('settings');
            return Math.abs(volume - value) < 1e-4;
        }""", decibels), "the setting is told")
        expect(groups).to_have_count(2)


def test_a_bus_comes_and_goes(page, house):
    show(page, "rack")
    page.get_by_label("New bus", exact=True).fill("hall")
    page.get_by_role("button", name="Add bus", exact=True).click()
    send = page.get_by_role("slider", name="Send of Group 1 to hall", exact=True)
    expect(send).to_have_attribute("aria-valuetext", "\u2212\u221e dB")
    send.focus()
    send.press("End")
    level = page.get_by_role("slider", name="Level of Bus hall", exact=True)
    level.focus()
    level.press("PageDown")
    until(lambda: page.evaluate("""async () => {
        const { value } = await import('/assets/client.js');
        const strip = (name) => value('strips').find(({ strip }) => strip === name);
        return strip('1')?.sends.hall === 12 && strip('hall')?.level === -3;
    }"""), "the level and the send are told")
    page.get_by_role("button", name="Remove Bus hall", exact=True).click()
    expect(send).to_have_count(0)


def test_a_connection_is_broken_and_made_and_that_is_heard(page, house):
    choose_organ(page)
    page.evaluate("async () => (await import('/assets/client.js')).tell('/wavesink/note', 'iiii', 1, 1, 60, 100)")
    until(lambda: house.ear.level(0.05) > -60, "a note is heard")
    show(page, "rack")
    port = page.locator(".port").filter(has=page.get_by_role("button", name=re.compile("^Disconnect .* and ear:in$")))
    expect(port).to_have_count(1)
    output = port.locator(".title").inner_text()
    try:
        port.get_by_role("button", name=f"Disconnect {output} and ear:in", exact=True).click()
        expect(port).to_have_count(0)
        until(lambda: is_silent(house), "nothing comes through")
        page.get_by_label(f"Connect {output} to", exact=True).select_option(label="ear:in")
        expect(port).to_have_count(1)
        until(lambda: house.ear.level(0.05) > -60, "it is heard again")
    finally:
        house.ear.connect()


def test_a_session_is_saved_and_is_as_it_was_after_it_was_loaded(page, house):
    mute = page.get_by_role("button", name="Mute, Channel 5", exact=True)
    mute.click()
    show(page, "rack")
    expect(page.locator("rack-session")).to_contain_text(str(house.stage.rack))
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="The session is saved.")).to_be_visible()
    assert "muted: true" in house.stage.rack.read_text()
    show(page, "mixer")
    mute.click()
    expect(mute).to_have_attribute("aria-pressed", "false")
    show(page, "rack")
    page.get_by_role("button", name="Load again", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="The session is as in its file.")).to_be_visible()
    show(page, "mixer")
    expect(mute).to_have_attribute("aria-pressed", "true")


def test_a_plugin_plays_a_group_and_its_presets_and_parameters_are_there(page, house):
    show(page, "rack")
    page.get_by_label("Played by, group 2", exact=True).select_option(label="MDA ePiano")
    try:
        card = page.locator(".miniport").nth(1)
        expect(card.locator(".state")).to_have_attribute("data-state", "playing", timeout=20000)
        card.get_by_role("button", name="Parameters", exact=True).click()
        hardness = card.get_by_role("slider", name="Hardness", exact=True)
        expect(hardness).to_have_attribute("aria-valuetext", "0.50")
        card.get_by_label("Preset", exact=True).select_option(label="Bright")
        expect(page.get_by_role("status").filter(has_text="Bright is loaded.")).to_be_visible()
        expect(hardness).to_have_attribute("aria-valuetext", "1.00")
        page.evaluate("async () => (await import('/assets/client.js')).tell('/wavesink/note', 'iiii', 2, 1, 60, 100)")
        until(lambda: house.ear.level(0.05) > -60, "the plug-in is heard")
    finally:
        page.get_by_label("Played by, group 2", exact=True).select_option(label="Wavesink's synthesizer")
    until(lambda: is_silent(house), "it has gone")
