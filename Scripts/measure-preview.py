"""Saves fifty times and times the page; called by measure-preview."""

import os
import random
import statistics
import sys
import time

from playwright.sync_api import sync_playwright

from preview_server import Preview, save

folder, tool, chromium = sys.argv[1:4]
INCIDENTS, ENTITIES, SOURCES = 900, 50, 49  # and one forum: a thousand records
SAVES, EDITS = 50, 500
project = os.path.join(folder, "project")
content = os.path.join(project, "Content")
choice = random.Random(7)
WORDS = ("partners attribute the theft to an actor that launders proceeds through bridges mixers and "
         "brokers while exchanges freeze what they can trace and share what they have learnt").split()


def write(path, text):
    path = os.path.join(content, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    save(path, text)


def prose(count):
    return " ".join(choice.choice(WORDS) for _ in range(count)).capitalize() + "."


def incident(number, name=None, amount=None, token=""):
    marking = "marking: TLP:AMBER\n" if number % 10 == 9 else ""
    narrative = "\n\n".join(
        f"## Part {part}\n\n{prose(45)} **{prose(3)}** See [source](https://example.org/{number}).\n\n"
        f"- {prose(8)}\n- {prose(8)}" for part in (1, 2, 3))
    return (f"---\nid: incident-{number:04}\nname: {name or f'Incident {number}'}\n{marking}"
            f"startDate: 20{15 + number % 10}-0{1 + number % 9}-1{number % 10}\nstatus: confirmed\n"
            f"incidentType: [crypto-theft]\n"
            f"receivers:\n  - {{ name: Victim {number}, country: jp, category: exchange }}\n"
            f"initiators:\n  - {{ entity: actor-{number % ENTITIES} }}\n"
            f"losses:\n  - {{ amount: {amount or 1000 + number * 37}, currency: USD, basis: reported, "
            f"sources: [s{number % SOURCES}] }}\nsources: [s{number % SOURCES}, s0]\n---\n\n"
            f"{narrative}\n\n{token}\n\n| Asset | Amount |\n|---|---:|\n| A | 1 |\n| B | 2 |\n")


def overview(token=""):
    return ("---\ntitle: Overview\n---\nPartners recorded {fig}`count` incidents worth {fig}`total`.\n\n"
            + "\n\n".join(prose(60) for _ in range(12)) + f"\n\n{token}\n")


write("dossier.yaml", "title: Measured\nlanguages: [en]\nmarking: TLP:CLEAR\neditions:\n"
      "  public: { ceiling: TLP:CLEAR }\n  partners: { ceiling: TLP:AMBER }\n")
write("packs/brief/pack.yaml",
      "title: Measured pack\nforum: forum\naudience: Everyone\ncontents:\n  - overview\n"
      "  - annex: incidents\n    where: 1 = 1\n  - annex: figures\n  - annex: sources\n")
write("packs/brief/figures.yaml",
      "figures:\n  total:\n    label: Total\n    from: incidents\n    value: sum(lossUSD)\n"
      "    unit: USD\n  count:\n    label: Incidents\n    from: incidents\n    value: count(*)\n")
write("packs/brief/overview.en.md", overview())
write("records/forums/forum.yaml", "id: forum\nname: Forum\nmembers: [ca, jp]\n"
      "startDate: 2026-06-01\nendDate: 2026-06-03\n")
write("records/entities/actors.yaml", "".join(
    f"- id: actor-{n}\n  name: Actor {n}\n  schema: Organization\n  sources: [s0]\n"
    for n in range(ENTITIES)))
write("records/sources/sources.yaml", "".join(
    f"- id: s{n}\n  title: Source {n}\n  type: report\n  publisher: Publisher\n  issued: 2024-01-0{1 + n % 9}\n"
    f"  URL: https://example.org/{n}\n" for n in range(SOURCES)))
for number in range(INCIDENTS):
    write(f"records/incidents/incident-{number:04}.md", incident(number))

# Notes when the text that is waited for has been painted.
WATCH = """
  addEventListener('DOMContentLoaded', () => {
    const look = () => {
      if (!window.awaited || !document.body?.textContent.includes(window.awaited)) return
      window.awaited = null
      requestAnimationFrame(() => setTimeout(() => {
        window.seen = performance.timeOrigin + performance.now()
      }))
    }
    new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true })
  })
"""


def timed(page, token, edit):
    page.evaluate("token => { window.awaited = token; window.seen = 0 }", token)
    start = time.time() * 1000
    edit()
    while not (seen := page.evaluate("window.seen")):
        assert time.time() * 1000 - start < 20000, f"{token} never came"
        time.sleep(0.02)
    return seen - start


# What is saved, on the page that shows it.
KINDS = {
    "a section": ("/public/en/brief/overview.html",
                  lambda token: write("packs/brief/overview.en.md", overview(token))),
    "a record's text": ("/public/en/brief/incidents/incident-0100.html",
                        lambda token: write("records/incidents/incident-0100.md",
                                            incident(100, token=token))),
    "a record's name, in a table of all": (
        "/public/en/brief/annex/incidents.html",
        lambda token: write("records/incidents/incident-0200.md", incident(200, name=token))),
}

preview = Preview(tool, project)
began = time.time()
status, _ = preview.get("/public/en/brief/overview.html")
assert status == 200
print(f"first page after {1000 * (time.time() - began):.0f} ms")
news = preview.news()
all_times = []
places = {kind: len(range(place, SAVES, len(KINDS))) for place, kind in enumerate(KINDS)}
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    page = browser.new_page()
    page.add_init_script(WATCH)
    number = 0
    for kind, (path, edit) in KINDS.items():
        page.goto(preview.address + path)
        times = []
        for _ in range(places[kind]):
            time.sleep(choice.uniform(0.3, 1.5))
            number += 1
            times.append(timed(page, f"Token{number}x", lambda: edit(f"Token{number}x")))
        all_times += times
        print(f"{kind}: median {statistics.median(times):.0f} ms, worst {max(times):.0f} ms")
    browser.close()
median, worst = statistics.median(all_times), max(all_times)
print(f"{len(all_times)} saves: median {median:.0f} ms, worst {worst:.0f} ms")


def settled():
    """Memory once all is done."""
    assert preview.get("/public/en/brief/overview.html")[0] == 200
    time.sleep(3)
    return preview.memory()


news = preview.news()
start = settled()
before = preview.processor()
for number in range(EDITS):
    kind = list(KINDS.values())[number % len(KINDS)]
    news = preview.news()
    kind[1](f"Edit{number}x")
    news = preview.saved(news)
end = settled()
used = (preview.processor() - before) / EDITS
print(f"memory: {start:.0f} MB at the start, {end:.0f} MB after {EDITS} edits; "
      f"{1000 * used:.0f} ms of processor time an edit")
preview.close()
ok = median < 150 and worst < 400 and end < 1.2 * start
print("as promised" if ok else "not as promised: median < 150 ms, worst < 400 ms, memory + 20 %")
sys.exit(0 if ok else 1)
