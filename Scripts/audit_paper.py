"""Reads the PDF of packs as readers do, and reports what fails them.

    Scripts/audit_paper.py pack.pdf…

Beside each stand `pack.json` and `pack.html` of the same build, and the sheets of its summaries.
Every page carries its label twice; the file is tagged and breaks no rule of PDF/UA that `pdfua`
checks; the numbers of the contents are those of the pages; each section has its edge tab; every
figure is in the text; a summary is one page.
"""

import html.parser
import json
import pathlib
import re
import subprocess
import sys

LABEL = re.compile(r"TLP:(?:CLEAR|GREEN|AMBER(?:\+STRICT)?|RED)")


class Contents(html.parser.HTMLParser):
    """Titles in the contents of a pack in one file, in order."""

    def __init__(self):
        super().__init__()
        self.depth = 0
        self.inside = False
        self.titles = []

    def handle_starttag(self, tag, attributes):
        if self.depth or (tag in ("nav", "section") and "pack-contents" in dict(attributes).get("class", "")):
            self.depth += tag in ("nav", "section")
        if self.depth and tag == "a":
            self.inside = True
            self.titles.append("")

    def handle_endtag(self, tag):
        if tag == "a":
            self.inside = False
        if self.depth and tag in ("nav", "section"):
            self.depth -= 1

    def handle_data(self, data):
        if self.inside:
            self.titles[-1] += data


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


def contents(pdf, texts):
    """Findings of the page numbers in the contents."""
    reader = Contents()
    reader.feed(pdf.with_name("pack.html").read_text(encoding="utf-8"))
    if not reader.titles:
        return ["has no contents"]
    findings = []
    bodies = [bare(text) + "\n" + bare(untabbed(text)) for text in texts]
    # Contents stand before the first part.
    front = "".join(map(bare, texts[:4]))
    for title in map(bare, reader.titles):
        numbers = re.search(re.escape(title) + r"[.…]*(\d+)", front)
        if not numbers:
            findings.append(f"contents name no page of: {title}")
            continue
        # `6` of one line and `3.` of the next stand together once white space is gone.
        digits = numbers.group(1)
        fitting = [
            int(digits[:end]) for end in range(1, len(digits) + 1)
            if 0 < int(digits[:end]) <= len(bodies) and title in bodies[int(digits[:end]) - 1]
        ]
        if not any(number > 1 for number in fitting):
            findings.append(f"contents say page {digits} of: {title}")
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
        findings = common(pdf) + contents(pdf, texts) + tabs(pdf) + figures(pdf, texts)
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
