// The search field of the header: results as one types, from data that is read when the field is first used.
(() => {
  const { make, href } = window.kabgraph
  const box = document.querySelector(".kg-search")
  if (!box) return
  const field = box.querySelector("input")
  const panel = box.querySelector(".kg-search__panel")
  const status = box.querySelector(".kg-search__status")
  const list = box.querySelector("[role=listbox]")
  const more = box.querySelector(".kg-search__more")
  const opener = box.querySelector(".kg-find")
  const SHOWN = { concept: 5, relation: 4, passage: 6, talk: 3, process: 3, question: 2, page: 3 }
  const MANY = 60
  const SNIPPET = { passage: 150, question: 100, concept: 66 } // characters

  let find = null, wanted = false, options = [], active = -1, before = null, enter = false, all = false

  // Scripts and data, one after another: pages stay light for those who do not search.
  const load = () => {
    if (wanted) return
    wanted = true
    const uris = box.dataset.scripts.split(" ")
    let left = uris.length
    for (const uri of uris) {
      const script = make("script", { src: href(uri) })
      script.async = false
      script.addEventListener("load", () => {
        if (--left) return
        find = kabgraph.finder(kabgraph.catalogue)
        if (document.activeElement === field) show()
      })
      script.addEventListener("error", () => say("The data for search could not be read. All concepts stand under Concepts."))
      document.head.append(script)
    }
  }

  const say = words => { status.textContent = words }

  const marked = (text, ranges, from = 0, to = text.length) => {
    const pieces = document.createDocumentFragment()
    let at = from
    for (const [start, end] of ranges.filter(range => range[0] < to && range[1] > from)) {
      pieces.append(text.slice(at, Math.max(at, start)), make("mark", {}, text.slice(Math.max(at, start), Math.min(end, to))))
      at = Math.min(end, to)
    }
    pieces.append(text.slice(at, to))
    return pieces
  }

  // The stretch of a text that holds most of the words, cut between words.
  const snippet = (text, ranges, length) => {
    if (text.length <= length * 1.2) return [marked(text, ranges)]
    const held = ([start]) => ranges.filter(range => range[0] >= start && range[1] <= start + length * 0.8).length
    const best = ranges.reduce((kept, range) => held(range) > held(kept) ? range : kept, ranges[0] || [0, 0])
    const early = best[1] <= length ? 0 : Math.min(best[0] - length / 4, text.length - length)
    const from = early > 0 ? text.indexOf(" ", early) + 1 : 0
    const end = from + length >= text.length ? text.length : text.lastIndexOf(" ", from + length)
    const to = Math.max(end, best[1])
    return [from > 0 ? "…\u00a0" : "", marked(text, ranges, from, to), to < text.length ? "\u00a0…" : ""]
  }

  const option = ({ record, title, hebrew, text, by }) => {
    const line = make("span", { class: "kg-hit__name" }, make("bdi", {}, marked(record.title || "", title)))
    if (record.hebrew) line.append(" ", make("bdi", { class: "kg-hebrew", lang: "he", dir: "rtl" }, marked(record.hebrew, hebrew)))
    if (by) line.append(" ", make("span", { class: "kg-hit__note" }, "as ", make("mark", {}, make("bdi", {}, by))))
    const length = SNIPPET[record.kind] || SNIPPET.passage
    const words = record.text && make("span", { class: "kg-hit__text", dir: "auto" }, ...snippet(record.text, text, length))
    const note = record.note && make("span", { class: "kg-hit__note", dir: "auto" }, record.note)
    const parts = record.title ? [line, note, words] : [words, note]
    const link = make("a", {
      class: `kg-hit kg-hit--${record.kind}`, role: "option", id: `kg-hit-${options.length}`, tabindex: "-1",
      "aria-selected": "false", href: href(record.href),
    }, ...parts.filter(Boolean).flatMap((part, n) => n ? [" ", part] : [part]))
    options.push(link)
    return link
  }

  const group = ({ kind, title, hits }, number) => {
    const shown = hits.slice(0, all ? MANY : SHOWN[kind])
    const count = shown.length < hits.length ? `${shown.length} of ${hits.length}` : `${hits.length}`
    const head = make("span", { class: "kg-hits__head", id: `kg-hits-${number}` }, title, " ", make("small", {}, count))
    return make("div", { class: "kg-hits", role: "group", "aria-labelledby": `kg-hits-${number}` }, head, ...shown.map(option))
  }

  const sentence = (text, answer) => {
    const count = answer.groups.reduce((sum, { hits }) => sum + hits.length, 0)
    if (answer.instead) return `Nothing is written “${text}”. Nearest: ${answer.instead}.`
    if (answer.some) return "Nothing holds all these words. These hold some of them."
    if (count) return `${count} ${count === 1 ? "result" : "results"}`
    return answer.phrase ? `Nowhere do these words stand side by side: ${text}`
      : `Nothing is found for “${text}”.${answer.nearest ? ` Did you mean ${answer.nearest.record.title}?` : ""}`
  }

  const show = () => {
    const text = field.value.trim()
    options = []
    list.replaceChildren()
    select(-1)
    box.classList.toggle("kg-search--filled", field.value !== "")
    panel.hidden = !text
    more.hidden = true
    if (!text) return expand(false)
    if (!find) { say("Reading the data …"); return expand(false) }
    const answer = find(text)
    if (answer.empty) say("Type a word to look for.")
    else say(sentence(text, answer))
    list.append(...answer.groups.map(group))
    if (answer.nearest) list.append(option(answer.nearest))
    more.hidden = all || !answer.groups.some(({ kind, hits }) => hits.length > SHOWN[kind])
    expand(options.length > 0)
    list.scrollTop = 0
    if (enter) { enter = false; follow() }
  }

  const expand = open => {
    list.hidden = !open
    field.setAttribute("aria-expanded", String(open))
  }

  const select = number => {
    if (options[active]) options[active].setAttribute("aria-selected", "false")
    active = number
    const chosen = options[active]
    if (!chosen) return field.removeAttribute("aria-activedescendant")
    chosen.setAttribute("aria-selected", "true")
    field.setAttribute("aria-activedescendant", chosen.id)
    chosen.scrollIntoView({ block: "nearest" })
  }

  const follow = (event = {}) => {
    const { ctrlKey, metaKey, shiftKey } = event
    const chosen = options[Math.max(active, 0)]
    if (chosen) chosen.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }))
    else enter = !find && field.value.trim() !== ""
  }

  const open = () => {
    box.classList.add("kg-search--open")
    opener.setAttribute("aria-expanded", "true")
    field.focus()
    field.select()
  }

  const close = () => {
    panel.hidden = true
    all = enter = false
    expand(false)
    select(-1)
    box.classList.remove("kg-search--open")
    opener.setAttribute("aria-expanded", "false")
  }

  // Close, and give the focus back to where it came from.
  const leave = () => {
    const back = before && before.isConnected && before !== document.body ? before : opener.offsetParent ? opener : null
    close()
    if (back) back.focus()
    else if (box.contains(document.activeElement)) document.activeElement.blur()
    if (box.contains(document.activeElement) && !opener.contains(document.activeElement)) document.activeElement.blur()
  }

  const keys = {
    ArrowDown: () => select(active + 1 < options.length ? active + 1 : 0),
    ArrowUp: () => select(active > 0 ? active - 1 : options.length - 1),
    Enter: follow,
  }
  field.addEventListener("keydown", event => {
    if (event.isComposing || event.altKey || !(event.key in keys)) return
    event.preventDefault()
    if (panel.hidden) show()
    keys[event.key](event)
  })
  box.addEventListener("keydown", event => {
    if (event.key !== "Escape" || event.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    leave()
  })
  const typing = element => element instanceof Element
    && element.closest("input, textarea, select, [contenteditable=''], [contenteditable=true], [role=textbox]")
  document.addEventListener("keydown", event => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return
    event.preventDefault()
    open()
  })

  field.addEventListener("input", () => { all = enter = false; show() })
  field.addEventListener("focus", () => { load(); show() })
  opener.addEventListener("click", open)
  box.querySelector(".kg-search__close").addEventListener("click", () => { field.value = ""; show(); leave() })
  more.addEventListener("click", () => { all = true; field.focus(); show() })
  box.addEventListener("focusin", event => { if (!box.contains(event.relatedTarget)) before = event.relatedTarget })
  box.addEventListener("focusout", event => { if (!box.contains(event.relatedTarget)) close() })
  panel.addEventListener("mousedown", event => event.preventDefault()) // the field keeps the focus
  list.addEventListener("click", event => {
    if (event.target.closest("a") && !(event.ctrlKey || event.metaKey || event.shiftKey)) { close(); field.blur() }
  })
  addEventListener("pointerdown", event => { if (!box.contains(event.target)) close() })
  addEventListener("pagehide", close)

  // A result that is a relation leads to its line: open it there.
  const relation = kabgraph.query().get("relation")
  const line = relation && document.querySelector(`[data-relation="${CSS.escape(relation)}"]`)
  for (let at = line && line.querySelector("details"); at; at = at.parentElement) if (at.matches("details")) at.open = true
  if (line) {
    line.querySelector("summary").focus({ preventScroll: true })
    line.scrollIntoView({ block: "center" })
  }
})()
