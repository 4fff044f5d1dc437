"""Looks at a preview with a browser; called by browse-preview."""

import http.server
import os
import shutil
import subprocess
import sys
import threading
import time
from urllib.parse import urlsplit

from playwright.sync_api import Error, sync_playwright

from preview_server import Preview, save

source, folder, tool, chromium = sys.argv[1:5]
project = os.path.join(folder, "project")
shutil.copytree(os.path.join(source, "Content"), os.path.join(project, "Content"))
section = os.path.join(project, "Content/packs/brief/overview.en.md")
with open(section) as file:
    # Long enough to be scrolled, with a link that leaves and a picture that would be asked for.
    original = file.read() + "\n\n" + "\n\n".join(
        f"A paragraph to scroll past, the {chr(97 + n)} one." for n in range(26)) + (
        "\n\nSee [elsewhere](https://elsewhere.example/page).\n")
save(section, original)
failures = []


def check(is_true, what):
    print(("  " if is_true else "FAILED ") + what)
    if not is_true:
        failures.append(what)


def wait(page, expression, seconds=10):
    """Whether a script's answer becomes true; the page's policy lets no script of ours wait."""
    end = time.time() + seconds
    while time.time() < end:
        if page.evaluate(expression):
            return True
        time.sleep(0.02)
    return False


SHADOW = "document.getElementById('dossier-live')?.shadowRoot"
MARKED = "[...document.querySelectorAll('[data-dossier-changed]')].map(e => e.textContent.trim())"
# What a page shows, without what the preview adds to it.
SHOWN = """(() => {
  const body = document.body.cloneNode(true)
  for (const e of body.querySelectorAll('[data-dossier-changed]')) {
    e.removeAttribute('data-dossier-changed')
  }
  return document.title + body.outerHTML
})()"""


def writes(context, preview):
    """A save is shown where the reader is."""
    page = context.new_page()
    address = preview.address + "/partners/en/brief/overview.html"
    page.goto(address)
    page.evaluate("scrollTo(0, 700); window.stays = true")
    page.evaluate("document.querySelector('main a').focus({ preventScroll: true })")
    focused = page.evaluate("document.activeElement.outerHTML")
    place = page.evaluate("scrollY")
    check(place > 300, "the page is long enough to be scrolled")
    save(section, original.replace("the c one", "the third one"))
    check(wait(page, "document.body.textContent.includes('the third one')"), "a save is shown")
    check(wait(page, f"{MARKED}.length > 0") and page.evaluate(MARKED) ==
          ["A paragraph to scroll past, the third one."], "what moved is marked, and nothing else")
    check(page.evaluate("scrollY") == place, "the page stays where it was scrolled to")
    check(page.evaluate("window.stays") is True, "the page is not loaded anew")
    check(page.evaluate("document.activeElement.outerHTML") == focused, "the focus stays")
    check(page.evaluate(f"{SHADOW}.querySelector('.note').textContent") == "1 change",
          "a note says how much moved")
    check(wait(page, "!document.querySelector('footer').textContent.includes('....')"),
          "the footer's digest follows")
    check(len(page.evaluate(MARKED)) == 1, "and takes no mark away")
    shown = page.evaluate(SHOWN)
    other = context.new_page()
    other.goto(address)
    wait(other, "!document.querySelector('footer').textContent.includes('....')")
    check(other.evaluate(SHOWN) == shown, "the page is what one that is loaded anew shows")
    other.close()
    page.evaluate("document.querySelector('details')?.setAttribute('open', '')")
    return page


def breaks(page):
    """What does not compile covers the page until it is mended."""
    broken = original + "\nIn {fig}`nowhere`.\n"
    save(section, broken)
    check(wait(page, f"!!{SHADOW}?.querySelector('.over')"), "an overlay appears")
    told = subprocess.run([tool, "-C", project, "check", "--color", "never"],
                          capture_output=True, text=True)
    errors = (told.stdout + told.stderr).strip()
    wait(page, f"{SHADOW}.querySelector('.over pre').textContent.includes('DS439')")
    text = page.evaluate(f"{SHADOW}.querySelector('.over pre').textContent").strip()
    check("DS439" in text and "^~~~" in text and all(
        line in errors for line in text.splitlines()), "and says what the terminal says")
    check(page.evaluate("document.body.textContent.includes('the third one')"),
          "the last good page stays below")
    save(section, original.replace("the d one", "the fourth one"))
    check(wait(page, f"!{SHADOW}.querySelector('.over')"), "it goes when the project is mended")
    check(wait(page, "document.body.textContent.includes('the fourth one')"), "with the new text")


def searches(page):
    """What the page's own script added, and what was typed there, is there after a save."""
    page.locator("#pack-search").fill("theft")
    check(wait(page, "document.querySelectorAll('.search li').length > 0"), "the search finds pages")
    save(section, original.replace("the e one", "the fifth one"))
    check(wait(page, "document.body.textContent.includes('the fifth one')"), "a save is shown below")
    check(page.locator(".search").count() == 1
          and page.evaluate("document.activeElement.id") == "pack-search"
          and page.locator("#pack-search").input_value() == "theft"
          and wait(page, "document.querySelectorAll('.search li').length > 0"),
          "what was searched for stays")
    page.keyboard.press("Escape")


def styles(page):
    """A style is taken without loading the page anew."""
    folder = os.path.join(project, "Templates/assets")
    os.makedirs(folder, exist_ok=True)
    save(os.path.join(folder, "site.css"), "body { border-top: 7px solid red }\n")
    check(wait(page, "getComputedStyle(document.body).borderTopWidth === '7px'"),
          "a style is shown")
    check(page.evaluate("window.stays") is True, "without loading the page anew")
    shutil.rmtree(os.path.join(project, "Templates"))
    check(wait(page, "getComputedStyle(document.body).borderTopWidth !== '7px'"),
          "and goes with its file")


def follows(page, preview):
    """Links lead to pages of the preview."""
    links = set(page.evaluate(
        "[...document.querySelectorAll('a[href]')].map(a => a.href.split('#')[0])"))
    own = {link for link in links if link.startswith(preview.address)}
    check(len(own) > 10, "the page has links")
    statuses = {link: preview.get(urlsplit(link).path)[0] for link in own}
    check(set(statuses.values()) == {200}, "every link leads to a page")
    page.locator("main a[href*='incidents/']").first.click()
    check(wait(page, "location.pathname.includes('/incidents/')"), "a link can be followed")
    check(page.evaluate("!!document.querySelector('h1')"), "to a page")
    page.go_back()
    check(wait(page, "location.pathname.endsWith('/overview.html')"), "and back")


class Elsewhere(http.server.BaseHTTPRequestHandler):
    """A page of another origin."""

    def do_GET(self):
        body = b"<!doctype html><title>Elsewhere</title><p>Elsewhere"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


READ = """async address => {
  const tried = {}
  for (const [name, options] of [['cors', {}], ['no-cors', { mode: 'no-cors' }]]) {
    try {
      const answer = await fetch(address, options)
      tried[name] = answer.type + (await answer.text())
    } catch { tried[name] = '' }
  }
  tried.frame = await new Promise(done => {
    const frame = document.createElement('iframe')
    frame.src = address
    frame.onload = () => {
      let text = ''
      try { text = frame.contentDocument.body.textContent } catch {}
      done(text.includes('crew') ? text : '')
    }
    document.body.append(frame)
  })
  tried.script = await new Promise(done => {
    const script = document.createElement('script')
    script.src = new URL('/.dossier/live.js', address)
    script.onload = () => done('loaded')
    script.onerror = () => done('')
    document.body.append(script)
  })
  return Object.entries(tried).filter(([, text]) => text !== '').map(([name]) => name)
}"""


def strangers(browser, preview):
    """Other origins, and other names of this address, are told nothing."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"http://localhost:{server.server_port}/")
    read = page.evaluate(READ, preview.address + "/partners/en/brief/overview.html")
    check(read == [], f"a page elsewhere reads nothing {read or ''}")
    answers = []
    page.on("response", lambda answer: answers.append(answer.status))
    try:
        page.goto(f"http://rebound.example:{preview.port}/partners/en/brief/overview.html")
    except Error:
        pass  # An answer without a page.
    rebound = {"Host": f"rebound.example:{preview.port}"}
    check(answers == [421] and preview.get("/partners/", rebound) == (421, b""),
          "a name that was bound to this address is refused")
    context.close()
    server.shutdown()


preview = Preview(tool, project)
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=chromium, args=[
        "--no-sandbox", "--host-resolver-rules=MAP rebound.example 127.0.0.1"])
    context = browser.new_context()
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    page = writes(context, preview)
    breaks(page)
    searches(page)
    styles(page)
    follows(page, preview)
    hosts = {urlsplit(url).netloc for url in asked}
    check(hosts == {f"127.0.0.1:{preview.port}"}, f"no request leaves this machine {hosts}")
    strangers(browser, preview)
    browser.close()
preview.close()
sys.exit(1 if failures else 0)
