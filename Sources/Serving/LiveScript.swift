/// The script of the preview's pages: it waits for the next generation, then puts the new page in
/// the place of the old one, marks what differs, or shows why there is none.
enum LiveScript {
  static let path = "/.dossier/live.js"
  /// What the script says of itself when it asks: the page that it stands in when it asks for
  /// changes, and `page` when it asks for a page, of which it will also take what comes later.
  static let header = "dossier-live"

  static let text = """
    (() => {
      'use strict'
      const me = document.currentScript
      let generation = Number(me.dataset.generation)
      let save = Number(me.dataset.save)
      let styles = Number(me.dataset.styles)
      const host = document.createElement('div')
      host.id = 'dossier-live'
      const shadow = host.attachShadow({ mode: 'open' })
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(`
        .over { position: fixed; inset: 0; z-index: 2147483647; overflow: auto; padding: 1.5rem;
          background: #1b1b1fee; color: #f4f4f4; font: 15px/1.5 ui-monospace, monospace }
        .over h1 { font: 600 1.25rem/1.3 system-ui, sans-serif; margin: 0 0 1rem }
        .over pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: inherit }
        .note { position: fixed; right: 1rem; bottom: 1rem; z-index: 2147483647; border: 0;
          padding: .5rem .9rem; border-radius: 1rem; background: #0b57d0; color: #fff;
          font: 600 14px/1.4 system-ui, sans-serif; cursor: pointer }
        .note:focus-visible { outline: 3px solid #fff; outline-offset: -5px }
        @media print { .over, .note { display: none } }`)
      shadow.adoptedStyleSheets = [sheet]
      const marks = new CSSStyleSheet()
      marks.replaceSync(`@media screen { [data-dossier-changed] {
        outline: 2px solid #c77700; outline-offset: 2px; background-color: #ffb30026 } }`)
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, marks]

      const show = (title, text) => {
        const over = document.createElement('div')
        over.className = 'over'
        over.setAttribute('role', 'alertdialog')
        over.setAttribute('aria-label', title)
        const head = document.createElement('h1')
        head.textContent = title
        const body = document.createElement('pre')
        body.textContent = text
        over.append(head, body)
        shadow.replaceChildren(over)
      }
      const clear = () => shadow.replaceChildren()
      const note = (count, first) => {
        const button = document.createElement('button')
        button.className = 'note'
        button.textContent = count === 1 ? '1 change' : `${count} changes`
        button.onclick = () => { first.scrollIntoView({ block: 'center' }); button.remove() }
        shadow.replaceChildren(button)
      }

      const parts = 'h1,h2,h3,h4,h5,h6,p,li,dt,dd,td,th,figcaption,pre,svg,img'
      const said = element => element.tagName === 'IMG' ? element.getAttribute('src') + element.alt
        : element.tagName === 'svg' ? element.outerHTML : element.textContent.trim()
      const pieces = root => [...root.querySelectorAll(parts)].filter(element =>
        !element.querySelector(parts) && !element.closest('footer, [role="status"]') && said(element) !== '')
      const main = () => document.querySelector('main') ?? document.body
      const count = root => {
        const counts = new Map()
        for (const element of pieces(root)) {
          const text = said(element)
          counts.set(text, (counts.get(text) ?? 0) + 1)
        }
        return counts
      }
      // What the page says now, counted while nobody waits, and what it said before the last save.
      let counted = null
      let before = null
      const countLater = () => {
        counted = null
        requestIdleCallback(() => { counted ??= count(main()) })
      }
      const unmark = () => {
        for (const element of document.querySelectorAll('[data-dossier-changed]')) {
          element.removeAttribute('data-dossier-changed')
        }
      }
      const mark = () => {
        if (before === null) return
        const left = new Map(before)
        const found = []
        for (const element of pieces(main())) {
          const text = said(element)
          const count = left.get(text) ?? 0
          if (count > 0) { left.set(text, count - 1); continue }
          element.setAttribute('data-dossier-changed', '')
          found.push(element)
        }
        if (found.length > 0) note(found.length, found[0])
      }

      const keeps = (element, name) => element.tagName === 'DETAILS' && name === 'open'
      const patchAttributes = (old, next) => {
        for (const { name, value } of [...next.attributes]) {
          if (!keeps(old, name) && old.getAttribute(name) !== value) old.setAttribute(name, value)
        }
        for (const { name } of [...old.attributes]) {
          if (!keeps(old, name) && !next.hasAttribute(name)) old.removeAttribute(name)
        }
      }
      const patchChildren = (old, next) => {
        const [is, to] = [[...old.childNodes], [...next.childNodes]]
        let start = 0
        while (start < is.length && start < to.length && is[start].isEqualNode(to[start])) start++
        let [isEnd, toEnd] = [is.length, to.length]
        while (isEnd > start && toEnd > start && is[isEnd - 1].isEqualNode(to[toEnd - 1])) {
          isEnd--
          toEnd--
        }
        const after = is[isEnd] ?? null
        for (; start < isEnd && start < toEnd; start++) patch(is[start], to[start])
        for (let index = start; index < isEnd; index++) is[index].remove()
        for (; start < toEnd; start++) old.insertBefore(to[start], after)
      }
      // Only what differs is touched, so that the rest keeps its place, its focus and what is open.
      const patch = (old, next) => {
        if (old.isEqualNode(next)) return
        if (!(old instanceof HTMLElement) || old.tagName !== next.tagName || old.id !== next.id) {
          old.replaceWith(next)
          return
        }
        patchAttributes(old, next)
        patchChildren(old, next)
      }

      const inline = root => [...root.querySelectorAll('style')].map(e => e.textContent).join('')
      const restyle = to => {
        if (styles === to) return
        for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
          const address = new URL(link.href)
          address.search = '?generation=' + to
          link.href = address.href
        }
        styles = to
      }
      const reload = () => {
        sessionStorage.setItem('dossier-scroll', JSON.stringify([location.pathname, scrollX, scrollY]))
        location.reload()
      }
      // The page's own script takes away what it added to the page, and adds it to the new one.
      const tell = name => document.dispatchEvent(new Event('dossier:' + name))
      const swap = (text, number) => {
        const next = new DOMParser().parseFromString(text, 'text/html')
        if (inline(next) !== inline(document)) { reload(); return }
        const [x, y] = [scrollX, scrollY]
        const isNew = number !== save
        unmark()
        if (isNew) before = counted ?? count(main())
        tell('before')
        save = number
        document.title = next.title
        patch(document.body, next.body)
        tell('after')
        scrollTo(x, y)
        counted = null
        const rest = () => { mark(); countLater() }
        // Of a save the words first, then the marks on them; what completes it takes no mark away.
        if (isNew) requestAnimationFrame(() => setTimeout(rest)); else rest()
      }
      const take = async news => {
        if (news.findings !== '') { show('This project does not compile', news.findings); return }
        const answer = await fetch(location.pathname + location.search,
          { cache: 'no-store', headers: { 'Dossier-Live': 'page' } })
        clear()
        if (answer.status === 404) {
          show('This page is gone', 'Nothing compiles to this address any more.')
          return
        }
        restyle(news.styles)
        swap(await answer.text(), news.save)
      }
      const listen = async () => {
        let pause = 100
        for (;;) {
          try {
            const answer = await fetch('/.dossier/changes?after=' + generation,
              { cache: 'no-store', headers: { 'Dossier-Live': location.pathname } })
            if (!answer.ok) throw new Error(String(answer.status))
            const news = await answer.json()
            if (news.generation !== generation) {
              generation = news.generation
              await take(news)
            }
            pause = 100
          } catch {
            await new Promise(done => setTimeout(done, pause))
            pause = Math.min(2 * pause, 2000)
          }
        }
      }
      const start = () => {
        document.documentElement.append(host)
        const kept = JSON.parse(sessionStorage.getItem('dossier-scroll') ?? '[]')
        sessionStorage.removeItem('dossier-scroll')
        if (kept[0] === location.pathname) scrollTo(kept[1], kept[2])
        countLater()
        listen()
      }
      start()
    })()

    """
}
