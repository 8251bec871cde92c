# SPDX-License-Identifier: MIT
"""The rack stays whole while parts of it change."""

from playwright.sync_api import expect

from house import show
from stage import until


def test_groups_stay_where_one_setting_changes_after_another_view(page, house):
    show(page, "mixer")
    until(lambda: page.evaluate("async () => (await import('/assets/client.js')).value('settings')?.groups === 2"), "the mixer knows the groups")
    show(page, "rack")
    groups = page.locator(".miniport")
    expect(groups).to_have_count(2)
    highs = page.get_by_role("slider", name="Reverb: Time of the highs", exact=True)
    highs.focus()
    for key, value in (("End", 0.999), ("Delete", 0.5)):
        highs.press(key)
        # What is told then is this setting alone.
        until(lambda: page.evaluate("""async value => {
            const { reverb } = (await import('/assets/client.js')).value('settings');
            return reverb && Math.abs(reverb[3] - value) < 1e-4;
        }""", value), "the setting is told")
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
