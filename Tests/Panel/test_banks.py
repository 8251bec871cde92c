# SPDX-License-Identifier: MIT
"""Banks come in, are found, and go."""

import base64

from playwright.sync_api import expect

from house import show

DROP = """([name, text]) => {
    const bytes = Uint8Array.from(atob(text), character => character.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], name));
    for (const type of ['dragover', 'drop']) document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
}"""


def drop(page, name, content):
    page.evaluate(DROP, [name, base64.b64encode(content).decode()])


def test_a_bank_that_is_dropped_is_listed_and_leaves_again(page, house):
    show(page, "banks")
    page.evaluate("""() => {
        window.said = [];
        const work = document.querySelector('.work');
        new MutationObserver(() => window.said.push(work.textContent)).observe(work, { subtree: true, childList: true, characterData: true });
    }""")
    drop(page, "one-organ.dls", house.stage.small_bank().read_bytes())
    work = page.locator(".work li")
    expect(work).to_contain_text("1 program and", timeout=15000)
    assert any("of the file is sent" in text for text in page.evaluate("window.said")), page.evaluate("window.said")
    banks = page.locator("bank-list li")
    expect(banks).to_have_count(2)
    page.locator("view-banks").get_by_label("Search", exact=True).fill("church organ")
    rows = page.get_by_role("row")
    expect(rows).to_have_count(2)
    expect(rows.filter(has_text="another bank answers")).to_have_count(1)
    banks.first.get_by_role("button", name="Unload").click()
    expect(banks).to_have_count(1)
    expect(rows).to_have_count(1)
    # It stays on the disk, for the session may have it, until somebody deletes it.
    kept = page.locator(".files li").filter(has_text="one-organ.dls")
    expect(kept).to_contain_text("brought in by a page")
    load = kept.get_by_role("button", name="Load one-organ.dls")
    load.focus()
    page.keyboard.press("Enter")
    expect(banks).to_have_count(2)
    expect(page.locator(".work .good")).to_have_count(2)
    expect(load).to_be_focused()
    page.once("dialog", lambda dialog: dialog.accept())
    kept.get_by_role("button", name="Delete one-organ.dls from the disk").focus()
    page.keyboard.press("Enter")
    expect(kept).to_have_count(0)
    expect(page.locator(".files button:focus")).to_have_count(1)
    banks.first.get_by_role("button", name="Unload").click()
    expect(banks).to_have_count(1)


def test_a_file_that_is_no_bank_gets_a_sentence(page, house):
    drop(page, "picture.sf2", b"\x89PNG\r\n" + bytes(100))
    expect(page.get_by_role("alert")).to_contain_text("picture.sf2: ")
    expect(page.locator(".work .bad")).to_be_visible()
    assert "picture.sf2" not in page.evaluate("async () => await (await fetch('/files')).text()"), "it does not stay"


def test_a_program_is_found_chosen_and_kept_with_keys_alone(page, house):
    show(page, "banks")
    page.locator("view-banks").get_by_label("Channel", exact=True).select_option("3")
    search = page.locator("view-banks").get_by_label("Search", exact=True)
    search.fill("flute pan")
    row = page.get_by_role("row")
    expect(row).to_have_count(1)
    search.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(row).to_contain_text("Ch 1.3")
    star = row.get_by_role("button", name="Favourite")
    page.keyboard.press("f")
    expect(star).to_have_attribute("aria-pressed", "true")
    search.fill("")
    page.get_by_role("button", name="Favourites", exact=True).click()
    expect(row).to_have_count(1)
    row.get_by_role("button", name="Favourite").click()
    expect(row).to_have_count(0)
    page.get_by_role("button", name="Favourites", exact=True).click()
    expect(row).not_to_have_count(0)


def test_the_focus_stays_in_a_list_that_becomes_shorter(page, house):
    show(page, "banks")
    rows = page.get_by_role("row")
    titles = page.locator("[role=row] .title")
    expect(titles.nth(2)).to_be_visible()
    names = titles.all_text_contents()[:3]
    for index in range(3):
        rows.nth(index).get_by_role("button", name="Favourite").click()
        expect(rows.nth(index).get_by_role("button", name="Favourite")).to_have_attribute("aria-pressed", "true")
    only = page.get_by_role("button", name="Favourites", exact=True)
    only.click()
    expect(rows).to_have_count(3)
    choose = page.locator("[role=row] .choose")
    choose.nth(1).focus()
    for count, name in ((2, names[2]), (1, names[0])):
        page.keyboard.press("f")
        expect(rows).to_have_count(count)
        expect(page.locator("[role=row] .choose:focus")).to_have_text(name)
    page.keyboard.press("f")
    expect(rows).to_have_count(0)
    expect(page.locator(".nothing")).to_be_focused()
    only.click()
    expect(rows.nth(2)).to_be_visible()
