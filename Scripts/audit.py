"""Opens the pages of a built site as readers do, and reports what fails them.

Run by `Scripts/audit`, which brings the programs. Each page is opened from the file system, without
its scripts and without a network: in light and dark for axe (WCAG 2.2 A and AA, best practice), at
320, 820 and 1280 px for what sticks out, and printed for pages that must fit one sheet.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

from playwright.sync_api import sync_playwright

WIDTHS = (320, 820, 1280)
RULES = {
    "runOnly": {
        "type": "tag",
        "values": [
            "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice",
        ],
    },
    "resultTypes": ["violations"],
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
    """What a page is a sample of: its folder, or its own name where each is of its own kind."""
    path = page.relative_to(site)
    folder = path.parent.name
    return str(path) if folder not in ("incidents", "sanctions", "entities") else str(path.parent)


def sample(pages, site):
    """Of each kind of page its largest, where most can go wrong."""
    chosen = {}
    for page in pages:
        name = kind(page, site)
        if name not in chosen or page.stat().st_size > chosen[name].stat().st_size:
            chosen[name] = page
    return sorted(chosen.values())


def open_pages(pages, site, executable, axe):
    """Findings of all pages, as (page, circumstance, text)."""
    findings = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            context = browser.new_context(color_scheme=scheme, offline=True, bypass_csp=True)
            tab = context.new_page()
            requests = []
            tab.on("request", lambda request: requests.append(request.url))
            for page in pages:
                name = str(page.relative_to(site))
                requests.clear()
                for width in WIDTHS:
                    tab.set_viewport_size({"width": width, "height": 1100})
                    if width == WIDTHS[0]:
                        tab.goto(page.as_uri())
                    if scheme == "light":
                        for text in tab.evaluate(OVERFLOW):
                            findings.append((name, f"overflow at {width}", text))
                    # Rules about layout can fail at any width; the big book is asked once.
                    if width != 820 and (page.name == "pack.html" or not axe[1]):
                        continue
                    tab.evaluate(axe[0])
                    result = tab.evaluate("rules => axe.run(document, rules)", RULES)
                    for violation in result["violations"]:
                        for node in violation["nodes"][:3]:
                            text = f"{violation['id']}: {node['html'][:160]}"
                            findings.append((name, f"axe {scheme} {width}", text))
                for url in requests:
                    if not url.startswith(("file:", "data:")):
                        findings.append((name, "outside request", url))
            context.close()
        browser.close()
    return findings


def sheets(page, executable, folder):
    """Sheets that a page takes in A4 and Letter, by Chromium and by WeasyPrint."""
    counts = {}
    for paper in ("A4", "Letter"):
        source = page.parent / f".audit-{paper}.html"
        markup = page.read_text(encoding="utf-8")
        style = f"<style>@page {{ size: {paper} }}</style></head>"
        # The paper is the reader's choice in the printer's dialogue; here it is said in a style.
        policy = 'http-equiv="Content-Security-Policy"'
        source.write_text(
            markup.replace("</head>", style, 1).replace(policy, 'name="policy"'), encoding="utf-8")
        try:
            for program in ("chromium", "weasyprint"):
                target = folder / f"{paper}-{program}.pdf"
                if program == "chromium":
                    command = [
                        executable, "--headless", "--no-sandbox", "--no-pdf-header-footer",
                        f"--print-to-pdf={target}", source.as_uri(),
                    ]
                else:
                    command = [sys.executable, "-m", "weasyprint", "-q", str(source), str(target)]
                subprocess.run(command, check=True, capture_output=True)
                told = subprocess.run(["pdfinfo", target], check=True, capture_output=True, text=True)
                line = next(text for text in told.stdout.splitlines() if text.startswith("Pages:"))
                counts[f"{paper} {program}"] = int(line.split()[1])
        finally:
            source.unlink()
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
    axe = (options.axe.read_text(encoding="utf-8"), options.sample)
    findings = open_pages(pages, site, options.chromium, axe)
    with tempfile.TemporaryDirectory() as folder:
        for page in pages:
            if page.name != "pack.html" and 'class="section-head kind-summary"' in page.read_text("utf-8"):
                counts = sheets(page, options.chromium, pathlib.Path(folder))
                print(page.relative_to(site), json.dumps(counts))
                for name, count in counts.items():
                    if count != 1:
                        findings.append((str(page.relative_to(site)), name, f"{count} pages, not 1"))
    for finding in findings:
        print(": ".join(finding))
    print(f"{len(pages)} pages opened, {len(findings)} findings")
    return 1 if findings else 0


sys.exit(main())
