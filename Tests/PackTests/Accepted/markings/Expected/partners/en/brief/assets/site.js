globalThis.dossier={"words":{"copied":"Copied","copy":"Copy citation","copyByHand":"Copy this text","filter":"Filter rows","firstFound":"Found: {all}; the first {shown}","found":"Found: {all}","group":",","noIndex":"The search cannot be loaded.","none":"unknown","nothing":"Nothing found","rows":"Rows shown: {shown} of {all}","search":"Search this pack"}};
// What makes pages more comfortable: filter and sort of tables, copies of citations, search. Pages
// say the same without it. It asks for nothing but the pack's own index of pages, keeps nothing, and
// tells nobody. `dossier.words`, which the tool writes above, are the strings under `script`.
(() => {
  'use strict'
  const { words } = globalThis.dossier
  const own = document.currentScript.src
  const language = document.documentElement.lang
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: 'base' })
  // What takes each thing away again, for a preview that puts a new page in the place of this one.
  const undoing = []

  const make = (name, attributes, ...content) => {
    const element = document.createElement(name)
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
    element.append(...content)
    return element
  }
  const add = (element, put) => {
    put(element)
    undoing.push(() => element.remove())
    return element
  }
  const grouped = number => String(number).replace(/\B(?=(\d{3})+$)/g, words.group)
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => grouped(values[name]))

  // Letters that no decomposition parts.
  const letters = { 'ß': 'ss', 'æ': 'ae', 'œ': 'oe', 'ø': 'o', 'ð': 'd', 'đ': 'd', 'ł': 'l', 'ı': 'i', 'þ': 'th' }
  const fold = text => text.normalize('NFKD').toLowerCase().replace(/\p{M}+/gu, '')
    .replace(/[ßæœøðđłıþ]/g, letter => letters[letter]).replace(/[‘’ʼ]/g, "'").replace(/\s+/g, ' ')
  const terms = text => fold(text).split(' ').filter(term => term !== '')

  // MARK: Tables

  // A cell's value for comparison: a number, a date or text; nothing where it says that there is none.
  const value = cell => {
    const datum = cell.querySelector('data[value]')
    if (datum) return Number(datum.value)
    const date = cell.dataset.date ?? cell.querySelector('time[datetime]')?.dateTime
    if (date !== undefined) return date
    const text = cell.textContent.trim()
    return text === '' || text === words.none ? null : text
  }
  const compare = (one, other) => {
    if (typeof one !== typeof other) return typeof one === 'number' ? -1 : 1
    return typeof one === 'number' ? one - other : collator.compare(one, other)
  }
  const sorted = (rows, column, sign) => rows
    .map((row, index) => ({ row, index, value: value(row.cells[column]) }))
    .sort((one, other) => {
      if (one.value === null || other.value === null) {
        return (one.value === null) - (other.value === null) || one.index - other.index
      }
      return sign * compare(one.value, other.value) || one.index - other.index
    })
    .map(entry => entry.row)

  const makeSortable = (table, rows) => {
    const heads = [...table.tHead.rows[0].cells]
    let isSorted = false
    const steps = { none: 'ascending', ascending: 'descending', descending: 'none' }
    heads.forEach((head, column) => {
      if (head.textContent.trim() === '') return
      const button = make('button', { type: 'button', class: 'sort' }, ...head.childNodes)
      head.append(button)
      button.addEventListener('click', () => {
        const next = steps[head.getAttribute('aria-sort') ?? 'none']
        for (const other of heads) other.removeAttribute('aria-sort')
        if (next !== 'none') head.setAttribute('aria-sort', next)
        const order = next === 'none' ? rows : sorted(rows, column, next === 'ascending' ? 1 : -1)
        table.tBodies[0].append(...order)
        isSorted = true
      })
      undoing.push(() => {
        head.removeAttribute('aria-sort')
        button.replaceWith(...button.childNodes)
      })
    })
    const gaps = [...table.tBodies[0].childNodes]
    undoing.push(() => { if (isSorted) table.tBodies[0].replaceChildren(...gaps) })
  }

  const makeFilter = (table, rows, number) => {
    const id = `filter-${number}`
    const field = make('input', { type: 'search', id, autocomplete: 'off', spellcheck: 'false' })
    const count = make('p', { role: 'status' }, say(words.rows, { shown: rows.length, all: rows.length }))
    const frame = table.closest('.table')
    add(make('div', { class: 'table-tools' }, make('label', { for: id }, words.filter), field, count),
      tools => frame.before(tools))
    let texts = null
    field.addEventListener('input', () => {
      texts ??= new Map(rows.map(row => [row, fold(row.textContent)]))
      const wanted = terms(field.value)
      let shown = 0
      for (const row of rows) {
        row.hidden = !wanted.every(term => texts.get(row).includes(term))
        if (!row.hidden) shown++
      }
      count.textContent = say(words.rows, { shown, all: rows.length })
    })
    undoing.push(() => { for (const row of rows) row.hidden = false })
  }

  const tables = () => {
    const isAnnex = document.body.matches('.page-annex, .page-coverage')
    const found = document.querySelectorAll('table.records, table.data, table.coverage-table')
    found.forEach((table, index) => {
      const rows = [...table.tBodies[0]?.rows ?? []]
      const columns = table.tHead?.rows[0].cells.length
      if (!table.closest('.table') || rows.some(row => row.cells.length !== columns)) return
      if (rows.length >= (isAnnex ? 2 : 4)) makeSortable(table, rows)
      if (rows.length >= (isAnnex ? 2 : 12)) makeFilter(table, rows, index + 1)
    })
  }

  // MARK: Citations

  const plain = element => element.textContent.replace(/[ \n\t]+/g, ' ').trim()
  const oldCopy = text => {
    const area = make('textarea', { class: 'copy-source', readonly: '', 'aria-hidden': 'true', tabindex: '-1' })
    const focused = document.activeElement
    area.value = text
    document.body.append(area)
    area.select()
    let isCopied = false
    try { isCopied = document.execCommand('copy') } catch { /* Told to the reader below. */ }
    area.remove()
    focused?.focus({ preventScroll: true })
    return isCopied
  }
  const copy = async text => {
    try {
      if (navigator.clipboard) {
        await navigator.clipboard.writeText(text)
        return true
      }
    } catch { /* Not allowed here: the older way may be. */ }
    return oldCopy(text)
  }
  const offerCopy = (put, name, text, status) => {
    const button = add(make('button', { type: 'button', class: 'copy' }, words.copy), put)
    if (name !== '') button.setAttribute('aria-label', `${words.copy} ${name}`)
    button.addEventListener('click', async () => {
      status.textContent = ''
      if (await copy(text())) {
        status.textContent = words.copied
        button.textContent = words.copied
        setTimeout(() => { button.textContent = words.copy }, 3000)
        return
      }
      status.textContent = words.copyByHand
      if (button.nextElementSibling?.matches('.copy-text')) button.nextElementSibling.remove()
      const field = add(make('input', { class: 'copy-text', readonly: '', 'aria-label': words.copyByHand }),
        field => button.after(field))
      field.value = text()
      field.focus()
      field.select()
    })
  }
  const citations = () => {
    const title = document.querySelector('.page-incident h1, .page-sanction h1, .page-entity h1')
    const references = document.querySelectorAll('.sources > li > .reference')
    if (!title && references.length === 0) return
    const status = add(make('p', { role: 'status', class: 'heard' }),
      status => document.querySelector('main').append(status))
    for (const reference of references) {
      const number = reference.parentElement.getAttribute('value') ?? ''
      offerCopy(button => reference.after(button), number, () => plain(reference), status)
    }
    if (!title) return
    const record = document.querySelector('.record-id code')
    offerCopy(button => title.after(button), '', () => {
      const pack = [...document.querySelectorAll('.identity li')].map(plain)
      pack.push(plain(document.querySelector('.marking-bar > .tlp')))
      return `${plain(title)} (${record ? plain(record) : ''}). ${pack.join(', ')}.`
    }, status)
  }

  // MARK: Search

  const limit = 20
  let index = null
  let loads = 0
  const load = (take, fail) => {
    const script = make('script', {})
    const address = new URL('search.js', own)
    if (loads++ > 0) address.search = `?${loads}`
    script.src = address.href
    script.onload = () => {
      const { kinds, pages } = globalThis.dossierIndex
      index = pages.map(([kind, path, title, more, beside]) => ({
        kind: kinds[kind], path, title, beside, head: fold(title), text: fold(`${title} ${more}`),
      }))
      take()
    }
    script.onerror = fail
    document.head.append(script)
    script.remove()
  }
  // How well a page answers: its title begins so, and has little besides; it holds a word that does,
  // or holds it; or its text does.
  const rank = (page, wanted) => {
    let sum = 0
    for (const term of wanted) {
      if (page.head.startsWith(term)) sum += 8 + term.length / page.head.length
      else if (page.head.includes(` ${term}`)) sum += 6
      else if (page.head.includes(term)) sum += 4
      else if (page.text.includes(term)) sum += 1
      else return 0
    }
    return sum
  }
  const answers = wanted => index
    .map((page, place) => ({ page, place, rank: rank(page, wanted) }))
    .filter(answer => answer.rank > 0)
    .sort((one, other) => other.rank - one.rank || one.place - other.place)
    .map(answer => answer.page)

  const search = () => {
    const field = make('input', {
      type: 'search', id: 'pack-search', autocomplete: 'off', spellcheck: 'false', enterkeyhint: 'search',
    })
    const status = make('p', { role: 'status' })
    const list = make('ul', { hidden: '' })
    const box = add(make('div', { class: 'search', role: 'search' },
      make('label', { for: 'pack-search' }, words.search), field, status, list),
    box => document.querySelector('.marking-bar').after(box))
    const root = new URL('..', own)
    const item = page => make('li', {},
      make('a', { href: new URL(page.path.replace(/(?=#|$)/, '.html'), root).href }, page.title), ' ',
      make('span', { class: 'search-kind' }, page.beside ? `${page.kind} · ${page.beside}` : page.kind))
    const show = () => {
      const wanted = terms(field.value)
      const found = index === null || wanted.length === 0 ? [] : answers(wanted)
      list.replaceChildren(...found.slice(0, limit).map(item))
      list.hidden = found.length === 0
      status.textContent = ''
      if (index === null || wanted.length === 0) return
      const shown = Math.min(found.length, limit)
      status.textContent = found.length === 0 ? words.nothing
        : say(shown < found.length ? words.firstFound : words.found, { shown, all: found.length })
    }
    let isAsked = false
    const start = () => {
      if (index !== null || isAsked) return
      isAsked = true
      load(show, () => {
        isAsked = false
        status.textContent = words.noIndex
      })
    }
    field.addEventListener('focus', () => { start(); show() })
    field.addEventListener('input', () => { start(); show() })
    box.addEventListener('keydown', event => {
      const stops = [field, ...list.querySelectorAll('a')]
      const place = stops.indexOf(document.activeElement)
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (event.key === 'Escape') {
        field.value = ''
        field.focus()
        show()
      } else if (event.key === 'Enter' && place === 0 && !event.isComposing) {
        stops[1]?.click()
      } else if (step !== undefined && place >= 0 && stops[place + step]) {
        stops[place + step].focus()
      } else {
        return
      }
      event.preventDefault()
    })
    const leave = event => {
      if (box.contains(event.target)) return
      list.hidden = true
      status.textContent = ''
    }
    for (const kind of ['pointerdown', 'focusin']) document.addEventListener(kind, leave)
    undoing.push(() => {
      for (const kind of ['pointerdown', 'focusin']) document.removeEventListener(kind, leave)
    })
  }

  // MARK: Pages

  const kept = new Map()
  let focused = ''
  const typed = '.search input, .table-tools input'
  const start = () => {
    search()
    tables()
    citations()
    for (const field of document.querySelectorAll(typed)) {
      if (kept.has(field.id)) {
        field.value = kept.get(field.id)
        field.dispatchEvent(new Event('input'))
      }
      if (field.id === focused) field.focus({ preventScroll: true })
    }
  }
  // A preview tells before it changes the page, and after.
  document.addEventListener('dossier:before', () => {
    kept.clear()
    focused = document.activeElement?.matches(typed) ? document.activeElement.id : ''
    for (const field of document.querySelectorAll(typed)) {
      if (field.value !== '') kept.set(field.id, field.value)
    }
    while (undoing.length > 0) undoing.pop()()
    index = null
  })
  document.addEventListener('dossier:after', start)
  start()
})()
