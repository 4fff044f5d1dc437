"""Opens the pages of a built site as readers do, and reports what fails them.

Run by `Scripts/audit`, which brings the programs. Each page is opened from the file system, with
its script and without a network: in light for axe (WCAG 2.2 A and AA, best practice), in dark for the rules that colours can break, at
320, 820 and 1280 px for what sticks out, at the widest for rules about places, and printed for pages that must fit one sheet.
"""

import argparse
import io
import json
import pathlib
import sys

import pikepdf
import weasyprint
from playwright.sync_api import sync_playwright

WIDTHS = (320, 820, 1280)
# Nothing is fetched, and no page has frames: axe need not look for either.
OPTIONS = {"resultTypes": ["violations"], "preload": False, "iframes": False}
RULES = {
    "light": {
        **OPTIONS,
        "runOnly": {
            "type": "tag",
            "values": [
                "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice",
            ],
        },
    },
    "light, wide": {
        **OPTIONS,
        "runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]},
    },
    "dark": {
        **OPTIONS,
        "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    },
}
# What sticks out of the window to the right, unless it scrolls within a box of its own.
OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const boxes = [...document.body.querySelectorAll('*')].filter(element => {
    if (element.getBoundingClientRect().right <= width + 1) return false;
    for (let box = element.parentElement; box; box = box.parentElement)
      if (getComputedStyle(box).overflowX !== 'visible') return false;
    return true;
  });
  return boxes.slice(-3).map(box => box.tagName.toLowerCase() + '.' + box.className
    + ' ' + box.textContent.trim().slice(0, 40));
}"""


def kind(page, site):
    """What a page is a sample of: of records their collection, else its own name, in any language."""
    path = page.relative_to(site)
    if path.parent.name in ("incidents", "sanctions", "entities"):
        return path.parent.name
    return "/".join(path.parts[:1] + path.parts[2:]) if len(path.parts) > 2 else str(path)


# axe takes its time over large pages; they are left to the audit of all.
SAMPLE_BYTES = 100_000


def sample(pages, site):
    """Of each kind of page one, the languages by turns; of records the largest page."""
    kinds = {}
    for page in pages:
        if page.stat().st_size <= SAMPLE_BYTES:
            kinds.setdefault(kind(page, site), []).append(page)
    chosen = []
    for turn, name in enumerate(sorted(kinds)):
        candidates = kinds[name]
        if "/" in name:
            chosen.append(candidates[turn % len(candidates)])
        else:
            chosen.append(max(candidates, key=lambda page: (page.stat().st_size, page)))
    summaries = [page for page in pages if is_summary(page)]
    return sorted(set(chosen + summaries))


def is_summary(page):
    return page.name != "pack.html" and 'class="section-head kind-summary"' in page.read_text("utf-8")


def open_pages(pages, site, executable, axe):
    """Findings of all pages, as (page, circumstance, text)."""
    findings = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        context = browser.new_context(offline=True, bypass_csp=True, java_script_enabled=True)
        tab = context.new_page()
        requests = []
        tab.on("request", lambda request: requests.append(request.url))
        for page in pages:
            name = str(page.relative_to(site))
            requests.clear()
            tab.emulate_media(color_scheme="light")
            tab.set_viewport_size({"width": WIDTHS[0], "height": 1100})
            tab.goto(page.as_uri())
            tab.evaluate(axe)
            findings += broken_rules(tab, name, "light")
            for width in WIDTHS:
                tab.set_viewport_size({"width": width, "height": 1100})
                for text in tab.evaluate(OVERFLOW):
                    findings.append((name, f"overflow at {width}", text))
            findings += broken_rules(tab, name, "light, wide")
            tab.emulate_media(color_scheme="dark")
            findings += broken_rules(tab, name, "dark")
            for url in requests:
                if not url.startswith(("file:", "data:")):
                    findings.append((name, "outside request", url))
            if is_summary(page):
                for circumstance, count in sheets(tab, page).items():
                    if count != 1:
                        findings.append((name, circumstance, f"{count} pages, not 1"))
        context.close()
        browser.close()
    return findings


def broken_rules(tab, name, circumstance):
    """What axe finds in the page as it stands in its window."""
    result = tab.evaluate("rules => axe.run(document, rules)", RULES[circumstance])
    return [
        (name, f"axe, {circumstance}", f"{violation['id']}: {node['html'][:160]}")
        for violation in result["violations"] for node in violation["nodes"][:3]
    ]


def sheets(tab, page):
    """Sheets that a page takes in A4 and Letter, by Chromium and by WeasyPrint."""
    counts = {}
    for paper in ("A4", "Letter"):
        # The paper is the reader's choice in the printer's dialogue; here it is said in a style.
        style = f"@page {{ size: {paper} }}"
        tab.add_style_tag(content=style)
        printed = tab.pdf(prefer_css_page_size=True)
        counts[f"{paper}, Chromium"] = len(pikepdf.open(io.BytesIO(printed)).pages)
        document = weasyprint.HTML(filename=str(page))
        sheet = weasyprint.CSS(string=style)
        counts[f"{paper}, WeasyPrint"] = len(document.render(stylesheets=[sheet]).pages)
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=pathlib.Path)
    parser.add_argument("--axe", type=pathlib.Path, required=True, help="axe.min.js")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--sample", action="store_true", help="one page of each kind")
    options = parser.parse_args()
    site = options.site.resolve()
    pages = sorted(site.rglob("*.html"))
    if options.sample:
        pages = sample(pages, site)
    axe = options.axe.read_text(encoding="utf-8")
    findings = open_pages(pages, site, options.chromium, axe)
    for finding in findings:
        print(": ".join(finding))
    print(f"{len(pages)} pages opened, {len(findings)} findings")
    return 1 if findings else 0


sys.exit(main())
