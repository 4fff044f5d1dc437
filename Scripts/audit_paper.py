"""Reads the PDF of packs as readers do, and reports what fails them.

    Scripts/audit_paper.py pack.pdf…

Beside each stand `pack.json` and `pack.html` of the same build, and the sheets of its summaries.
Every page carries its label twice; the file is tagged and breaks no rule of PDF/UA that `pdfua`
checks; the numbers of the contents and beside the links of annexes are those of the pages; each
section has its edge tab; every figure is in the text; a summary is one page.
"""

import html.parser
import json
import pathlib
import re
import subprocess
import sys

LABEL = re.compile(r"TLP:(?:CLEAR|GREEN|AMBER(?:\+STRICT)?|RED)")


class Book(html.parser.HTMLParser):
    """What a pack in one file says of places: its contents, its articles' titles, annexes' links."""

    def __init__(self, pdf):
        super().__init__()
        self.depth = 0
        self.article = self.link = self.row = None
        self.heads = False
        # Titles and targets in the contents, in order; titles by id; links at the head of rows.
        self.contents, self.titles, self.rows, self.links = [], {}, [], []
        self.feed(pdf.with_name("pack.html").read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if self.depth or (tag in ("nav", "section") and "pack-contents" in attributes.get("class", "")):
            self.depth += tag in ("nav", "section")
        if tag == "article":
            self.article, self.annex = attributes.get("id"), attributes.get("class") == "page-annex"
        # What kind of record it is and its id tell a record from others of its name.
        begins = tag in ("h1", "h2") or attributes.get("class") == "record-id"
        if begins and self.article and self.article not in self.titles:
            self.titles[self.article], self.heads = "", True
        self.row = tag == "th" and attributes.get("scope") == "row" or self.row and tag == "a"
        if tag == "a" and attributes.get("href", "").startswith("#"):
            self.link = ["", attributes["href"][1:]]
            self.links.append(self.link)
            if self.depth:
                self.contents.append(self.link)
            elif self.row and self.annex:
                self.rows.append(self.link)

    def handle_endtag(self, tag):
        if tag == "a":
            self.link = None
        if tag in ("h1", "h2", "p"):
            self.heads = False
        if self.depth and tag in ("nav", "section"):
            self.depth -= 1

    def handle_data(self, data):
        if self.link:
            self.link[0] += data
        if self.heads:
            self.titles[self.article] += data


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def bare(text):
    """Without white space and soft hyphens: lines may break anywhere."""
    return re.sub(r"[\s\u00ad]", "", text)


def untabbed(text):
    """Without the edge tab, whose number ends a line of the text that it stands beside."""
    return re.sub(r" {3,}\d{1,2}$", "", text, flags=re.MULTILINE)


def pages(pdf):
    return run("pdftotext", "-layout", str(pdf), "-").split("\f")[:-1]


def common(pdf):
    """Findings that hold for any PDF of ours."""
    findings = []
    for number, text in enumerate(pages(pdf), 1):
        count = len(LABEL.findall(text))
        if count < 2:
            findings.append(f"page {number} carries its label {count} times")
    if not re.search(r"^Tagged:\s+yes$", run("pdfinfo", str(pdf)), re.MULTILINE):
        findings.append("is not tagged")
    checker = pathlib.Path(sys.executable).with_name("pdfua")
    told = subprocess.run(
        [checker, "check", "--format", "json", "--min-severity", "error", pdf],
        capture_output=True, text=True)
    report = json.loads(told.stdout)
    for result in report if isinstance(report, list) else [report]:
        for finding in result.get("findings", []):
            if finding.get("severity", "").lower() == "error":
                findings.append(f"pdfua: {json.dumps(finding)[:300]}")
    return findings


def contents(book, texts):
    """Findings of the page numbers in the contents."""
    if not book.contents:
        return ["has no contents"]
    findings = []
    bodies = [bare(text) + "\n" + bare(untabbed(text)) for text in texts]
    # Contents stand before the first part.
    front = "".join(map(bare, texts[:4]))
    for name, target in book.contents:
        # A very long title may run on to the next page.
        title = bare(book.titles.get(target, name))[:60]
        # An annex and a part may share a name.
        numbers = re.findall(re.escape(bare(name)) + r"[.…]*(\d+)", front)
        if not numbers:
            findings.append(f"contents name no page of: {name}")
            continue
        # `6` of one line and `3.` of the next stand together once white space is gone.
        fitting = [
            int(digits[:end]) for digits in numbers for end in range(1, len(digits) + 1)
            if 0 < int(digits[:end]) <= len(bodies) and title in bodies[int(digits[:end]) - 1]
        ]
        if not any(number > 1 for number in fitting):
            findings.append(f"contents say page {', '.join(numbers)} of: {name}")
    return findings


def references(pdf, book, texts):
    """Findings of the page numbers beside the links of annexes."""
    # By cells, not by lines: a title may be broken inside its column.
    cells = bare(run("pdftotext", str(pdf), "-"))
    bodies = [bare(text) + "\n" + bare(untabbed(text)) for text in texts]
    # Records may share a name, as listings of one entity do.
    titles = {}
    for name, target in book.rows:
        if target in book.titles:
            titles.setdefault(name, set()).add(bare(book.titles[target]))
    texts_of_links = {bare(name) for name, _ in book.links}
    findings, found = [], 0
    for name, wanted in titles.items():
        if any(text != bare(name) and text.endswith(bare(name)) for text in texts_of_links):
            continue
        for number in re.findall(re.escape(bare(name)) + r"\(\D{0,8}(\d+)\D{0,8}\)", cells):
            found += 1
            body = bodies[min(int(number), len(bodies)) - 1]
            if not any(title in body for title in wanted):
                findings.append(f"an annex says page {number} of: {name}")
    if titles and not found:
        findings.append("annexes say no page of the records that they list")
    return findings


def tabs(pdf):
    """Findings of the numbers at the edge: each section's, on its pages, one after the other."""
    width = float(re.search(r"^Page size:\s+([\d.]+)", run("pdfinfo", str(pdf)), re.MULTILINE)[1])
    edge = ("-x", str(int(width) - 25), "-y", "50", "-W", "25", "-H", "700")
    read = run("pdftotext", *edge, str(pdf), "-").split("\f")
    numbers = [int(text) for text in map(str.strip, read) if re.fullmatch(r"\d{1,3}", text)]
    sections = pdf.with_name("pack.html").read_text(encoding="utf-8").count('class="page-section"')
    if numbers != sorted(numbers) or set(numbers) != set(range(1, sections + 1)):
        return [f"{sections} sections have the tabs {numbers}"]
    return []


def figures(pdf, texts):
    """Figures whose display is not in the text."""
    snapshot = json.loads(pdf.with_name("pack.json").read_text(encoding="utf-8"))
    text = bare("".join(texts)) + "\n" + bare(untabbed("\n".join(texts)))
    return [
        f"does not say figure {figure['id']}: {figure['display']}"
        for figure in snapshot["figures"]
        if figure["uses"] and bare(figure["display"]) not in text
    ]


def main():
    failed = 0
    for argument in sys.argv[1:]:
        pdf = pathlib.Path(argument).resolve()
        texts = pages(pdf)
        book = Book(pdf)
        findings = common(pdf) + contents(book, texts) + references(pdf, book, texts)
        findings += tabs(pdf) + figures(pdf, texts)
        for sheet in sorted(pdf.parent.glob("*.pdf")):
            if sheet != pdf:
                count = len(pages(sheet))
                found = common(sheet) + ([f"takes {count} pages, not 1"] if count != 1 else [])
                findings += [f"{sheet.name} {text}" for text in found]
        for text in findings:
            print(f"{pdf}: {text}")
        print(f"{pdf}: {len(texts)} pages read, {len(findings)} findings")
        failed |= bool(findings)
    return int(failed)


sys.exit(main())
