"""Uses what the script adds to pages that are opened from a folder; called by browse-pages."""

import argparse
import json
import pathlib
import sys
import unicodedata

from playwright.sync_api import sync_playwright

WIDTHS = (320, 820, 1280)
CONTROLS = ":is(button, input, [role=search], [role=status])"
STICKS_OUT = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
ROWS = """() => [...document.querySelector('table.records').tBodies[0].rows].map(row => ({
  text: row.textContent, isShown: getComputedStyle(row).display !== 'none' }))"""
# The keys by which a column's cells are to be ordered, read apart from the script.
KEYS = """column => [...document.querySelector('table.records').tBodies[0].rows].map(row => {
  const cell = row.cells[column]
  const date = cell.dataset.date ?? cell.querySelector('time')?.getAttribute('datetime')
  const number = cell.querySelector('data')?.getAttribute('value')
  return date !== undefined ? ['date', date] : number !== undefined && number !== null
    ? ['number', Number(number)] : ['text', cell.textContent.trim()]
})"""
failures = []


def check(is_true, what):
    print(("  " if is_true else "FAILED ") + what)
    if not is_true:
        failures.append(what)


def annex(pack):
    """The annex of records whose table the checks use: incidents, where they are several."""
    for name in ("incidents", "entities", "sanctions"):
        page = pack / f"annex/{name}.html"
        if page.exists() and page.read_text("utf-8").count("<tr") > 2:
            return page
    raise SystemExit(f"{pack} has no table of records to try")


def words(pack):
    """The words that the pack's script says."""
    head = (pack / "assets/site.js").read_text("utf-8").split(";\n", 1)[0]
    return json.loads(head.removeprefix("globalThis.dossier="))["words"]


def plain(text):
    """Without accents, in small letters."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", text)
        if not unicodedata.combining(letter)).lower()


def filled(text, **values):
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def filter_rows(page, own):
    """The filter shows the rows that hold what is typed, and says how many."""
    field = page.locator(".table-tools input").first
    status = page.locator(".table-tools [role=status]").first
    before = page.evaluate(ROWS)
    check(page.locator(".table-tools label").first.inner_text() == own["filter"], "the filter is named")
    check(status.inner_text() == filled(own["rows"], shown=len(before), all=len(before)),
          "it says how many rows there are")
    word = before[-1]["text"].split()[0]
    field.fill(plain(word).upper())
    after = page.evaluate(ROWS)
    wanted = [plain(word) in plain(row["text"]) for row in before]
    check([row["isShown"] for row in after] == wanted and any(wanted),
          f"the filter leaves the rows with “{word}”, whatever its letters' case")
    check(status.inner_text() == filled(own["rows"], shown=sum(wanted), all=len(before)),
          "it says how many are left")
    page.emulate_media(media="print")
    check(all(row["isShown"] for row in page.evaluate(ROWS)), "on paper every row is there")
    # The words of heads stay, as words.
    check(not any(control.is_visible() for control in page.locator(CONTROLS + ":not(.sort)").all()),
          "on paper there is no control")
    page.emulate_media(media="screen")
    field.fill("no row says this")
    check(not any(row["isShown"] for row in page.evaluate(ROWS)), "none is left where none says it")
    field.fill("")
    check(page.evaluate(ROWS) == before, "cleared, it shows all again, as they were")


def sort_rows(page):
    """Each head sorts its column up, down, and back again, by keyboard too."""
    before = page.evaluate(ROWS)
    heads = page.locator("table.records thead th")
    kinds = set()
    for column in range(heads.count()):
        head = heads.nth(column)
        head.locator("button").focus()
        page.keyboard.press("Enter")
        up = page.evaluate(KEYS, column)
        check(head.get_attribute("aria-sort") == "ascending", f"column {column} sorts up")
        page.keyboard.press("Enter")
        down = page.evaluate(KEYS, column)
        check(head.get_attribute("aria-sort") == "descending", f"column {column} sorts down")
        check(page.locator("[aria-sort]").count() == 1, "one column alone is said to be sorted")
        for kind in ("number", "date"):
            rising = [key for name, key in up if name == kind]
            falling = [key for name, key in down if name == kind]
            if rising:
                kinds.add(kind)
                check(rising == sorted(rising) and falling == sorted(falling, reverse=True),
                      f"column {column} is in the order of its {kind}s")
        page.keyboard.press("Enter")
        check(head.get_attribute("aria-sort") is None and page.evaluate(ROWS) == before,
              f"column {column} goes back to the order of the page")
    return kinds


def copy_citation(page, own, reference):
    """The button copies what it stands by, as far as the browser lets it."""
    button = page.locator("button.copy").first
    button.click()
    status = page.locator("main > [role=status]")
    status.filter(has_text=own["copied"]).wait_for(state="attached")
    check(status.inner_text() == own["copied"], "the button says that it copied")
    field = page.locator("#pack-search")
    field.focus()
    page.keyboard.press("Control+v")
    pasted = field.input_value()
    check(reference(pasted), f"what was copied can be put elsewhere: {pasted[:60]}")
    field.fill("")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.evaluate("document.execCommand = () => false")
    button.click()
    text = page.locator(".copy-text")
    text.wait_for()
    check(text.get_attribute("aria-label") == own["copyByHand"]
          and text.input_value().split() == pasted.split()
          and page.evaluate("document.activeElement.matches('.copy-text')")
          and page.evaluate("document.activeElement.selectionEnd") == len(text.input_value()),
          "where nothing may copy, the text stands there, selected")


def search_pack(page, pack, own, target):
    """The search finds a page by its title, without accents, and leads there by keyboard."""
    field = page.locator("#pack-search")
    check(page.locator(".search label").inner_text() == own["search"], "the search is named")
    check(page.locator("script").count() == 1, "the index is not loaded before it is asked for")
    title = target["title"]
    field.focus()
    page.keyboard.insert_text(plain(title))
    link = page.locator(".search a").first
    link.wait_for()
    check(title in page.locator(".search a").all_inner_texts(), f"“{plain(title)}” finds its page")
    count = page.locator(".search li").count()
    said = page.locator(".search [role=status]").inner_text()
    check(str(count) in said and (said.startswith(own["found"].split("{")[0])), f"it says {said}")
    page.keyboard.press("Escape")
    check(field.input_value() == "" and page.locator(".search li").count() == 0, "Escape clears it")
    page.keyboard.insert_text("no page says this")
    check(page.locator(".search [role=status]").inner_text() == own["nothing"], "nothing is told so")
    page.keyboard.press("Escape")
    # A few letters from within: languages without blanks are searched so too.
    part = title[1:4]
    page.keyboard.insert_text(part)
    check(page.locator(".search li").count() > 0, f"“{part}” finds pages")
    page.keyboard.press("Escape")
    page.keyboard.insert_text(title)
    page.keyboard.press("ArrowDown")
    check(page.evaluate("document.activeElement.matches('.search li:first-child a')"),
          "the arrow leads into the list")
    page.keyboard.press("ArrowUp")
    check(page.evaluate("document.activeElement.id") == "pack-search", "and back")
    place = page.locator(".search a").all_inner_texts().index(title)
    for _ in range(place + 1):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url((pack / (target["path"] + ".html")).as_uri())
    check(page.locator("h1").inner_text() == title, "Enter opens the page")


def look(tab, axe, what):
    """What the script adds keeps to the rules at every width, in light and dark."""
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 1000})
            check(tab.evaluate(STICKS_OUT) <= 0, f"{what}: nothing sticks out at {width}, {scheme}")
        found = tab.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
        told = [f"{rule['id']}: {node['html'][:120]}"
                for rule in found["violations"] for node in rule["nodes"][:2]]
        check(told == [], f"{what}: axe finds nothing, {scheme} {told or ''}")


def open_states(browser, pack, axe, target):
    """axe and widths with the list of results, a filter and a sorted column."""
    context = browser.new_context(offline=True, bypass_csp=True)
    tab = context.new_page()
    tab.goto(annex(pack).as_uri())
    tab.evaluate(axe)
    tab.locator(".table-tools input").first.fill("a")
    tab.locator("button.sort").first.click()
    tab.locator("#pack-search").fill(target["title"][:3])
    tab.locator(".search a").first.wait_for()
    look(tab, axe, "search, filter and sort")
    tab.goto((pack / "annex/sources.html").as_uri())
    tab.evaluate(axe)
    look(tab, axe, "copies")
    context.close()


def without_scripts(browser, pack):
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    for shown in (pack / "index.html", annex(pack), pack / "annex/sources.html"):
        page.goto(shown.as_uri())
        check(page.locator(CONTROLS).count() == 0, f"without scripts {shown.stem} has no control")
    context.close()


def index(pack):
    text = (pack / "assets/search.js").read_text("utf-8")
    return json.loads(text.removeprefix("globalThis.dossierIndex=").replace(",\n]};", "\n]}"))


def browse(browser, pack, site, axe):
    own = words(pack)
    incidents = [entry for entry in index(pack)["pages"] if entry[1].startswith("incidents/")]
    # The one that has the most accents, for what they may do to the search.
    entry = max(incidents, key=lambda entry: sum(letter not in plain(entry[2]) for letter in entry[2].lower()))
    target = {"path": entry[1], "title": entry[2]}
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(annex(pack).as_uri())
    filter_rows(page, own)
    kinds = sort_rows(page)
    if annex(pack).stem == "incidents":
        check(kinds == {"date", "number"}, f"dates and numbers were compared: {sorted(kinds)}")
    search_pack(page, pack, own, target)
    page.goto((pack / "annex/sources.html").as_uri())
    first = page.locator(".sources .reference").first.inner_text()
    copy_citation(page, own, lambda text: text.split() == first.split())
    page.goto((pack / (target["path"] + ".html")).as_uri())
    copy_citation(page, own, lambda text: text.startswith(target["title"] + " (")
                  and target["path"].split("/")[1] in text and "TLP:" in text)
    check(all(url.startswith(site.as_uri() + "/") for url in asked), "nothing outside is asked for")
    check(errors == [], f"nothing goes wrong {errors[:3] or ''}")
    context.close()
    open_states(browser, pack, axe, target)
    without_scripts(browser, pack)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sites", type=pathlib.Path, nargs="+")
    parser.add_argument("--axe", type=pathlib.Path, required=True, help="axe.min.js")
    parser.add_argument("--chromium", required=True)
    options = parser.parse_args()
    axe = options.axe.read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=options.chromium, args=["--no-sandbox"])
        for site in (site.resolve() for site in options.sites):
            said = {}
            packs = sorted(file.parent.parent for file in site.rglob("assets/search.js"))
            check(packs != [], f"{site.name} has packs")
            for pack in packs:
                print(pack.relative_to(site))
                browse(browser, pack, site, axe)
                said.setdefault(pack.parent.name, words(pack)["search"])
            check(len(set(said.values())) == len(said), f"each language has its own words {said}")
        browser.close()
    print(f"{len(failures)} failures")
    return 1 if failures else 0


sys.exit(main())
