// A talk: how much of its marks to show, the places of one concept, a note beside a term.
// The page reads well without: terms are links, each passage's inner reading opens, notes stand at the foot.
(() => {
  const { make, query, remember } = window.kabgraph
  const talk = document.querySelector(".kg-talk")
  const text = talk && talk.querySelector(".kg-text")
  if (!text) return
  const state = { view: query().get("view"), concept: query().get("concept") }
  const keep = values => remember(Object.assign(state, values))

  // The switch.
  const marked = () => text.querySelectorAll('a[data-found="implied"], a[data-found="analogy"]')
  const inner = () => text.querySelectorAll(".kg-inner")
  const views = ["plain", "named", ...(text.querySelector(".kg-under") ? ["with implied"] : []), ...(inner().length ? ["two levels"] : [])]
  const short = name => name.replace(" ", "-")
  const bar = make("div", { class: "kg-views", role: "group", "aria-label": "Show" }, "Show")
  const buttons = views.map(name => {
    const button = make("button", { type: "button" }, name)
    button.addEventListener("click", () => {
      show(name)
      keep({ view: name === "named" ? null : short(name) })
    })
    bar.append(button)
    return button
  })
  const show = name => {
    const dotted = name === "with implied" || name === "two levels"
    talk.dataset.kgView = short(name)
    talk.classList.toggle("kg-dotted", dotted)
    for (const reading of inner()) reading.open = name === "two levels"
    // What is not shown as a link is no stop for the Tab key.
    for (const link of marked()) link.tabIndex = dotted ? 0 : -1
    buttons.forEach((button, n) => button.setAttribute("aria-pressed", String(views[n] === name)))
  }
  show(views.find(name => short(name) === state.view) || "named")
  text.before(bar)

  // The note beside a term.
  let opened = null
  const close = () => {
    if (!opened) return
    opened.note.remove()
    opened.term.setAttribute("aria-expanded", "false")
    opened = null
  }
  const back = () => {
    const { term } = opened
    close()
    term.focus()
  }
  const row = (name, ...content) => make("div", {}, make("dt", {}, name), ...content.map(one => make("dd", { dir: "auto" }, ...one)))
  const copied = node => [...node.cloneNode(true).childNodes]
  const noteOn = (term, entry) => {
    const passage = term.closest("[id]").id
    const name = entry.querySelector("dt a")
    const here = [...entry.querySelectorAll(".kg-supports")].filter(line => line.dataset.passages.split(" ").includes(passage))
    const parts = [...new Set(here.map(line => line.querySelector("small")).filter(Boolean).map(part => part.textContent))]
    const whys = [...entry.querySelectorAll(".kg-why")].filter(line => line.dataset.passage === passage)
    const found = { named: "by its name", confirmed: "by its name" }[term.dataset.found]
    const confirmed = term.dataset.found === "confirmed" ? [...entry.querySelectorAll(".kg-confirmed")].filter(line => line.dataset.passages.split(" ").includes(passage)) : []
    const facts = make("dl", {})
    if (parts.length) facts.append(row("Here", [parts.join(", ")]))
    if (here.length) {
      facts.append(row("Supports", ...here.map(line => {
        const said = line.cloneNode(true)
        said.querySelector("small")?.remove()
        return [...said.childNodes]
      })))
    }
    const said = confirmed.map(line => {
      const copy = line.cloneNode(true)
      copy.querySelector("span").remove()
      return [...copy.childNodes]
    })
    const grounds = [...(found ? [[found]] : []), ...said, ...whys.map(copied)]
    if (grounds.length) facts.append(row("Found", ...grounds))
    const title = make("p", { class: "kg-side__name" }, ...copied(entry.querySelector("dt")))
    title.querySelector("a").replaceWith(...copied(name))
    const shut = make("button", { type: "button", "aria-label": "Close" }, "×")
    shut.addEventListener("click", back)
    const way = make("a", { class: "kg-side__way", href: name.href }, "Open ", ...copied(name))
    const meaning = make("p", { dir: "auto" }, ...copied(entry.querySelector("dd")))
    return make("aside", { class: "kg-side", tabindex: "-1", "aria-label": `Note on ${name.textContent}` }, shut, title, meaning, facts, way)
  }
  const open = (term, entry) => {
    close()
    const note = noteOn(term, entry)
    const passage = term.closest(".kg-passage")
    const margin = passage.querySelector(".kg-notes")
    const words = term.closest(".kg-passage__text")
    const line = term.getClientRects()[0].top
    // Beside its line: under the margin's notes where these end above it, before them where not.
    const under = margin && margin.getBoundingClientRect().bottom <= line
    if (getComputedStyle(passage).display === "flex") words.after(note)
    else if (under) margin.after(note)
    else passage.prepend(note)
    if (getComputedStyle(note).float !== "none") {
      const lower = line - note.getBoundingClientRect().top
      if (lower > 0) note.style.marginTop = `${Math.round(lower)}px`
    }
    term.setAttribute("aria-expanded", "true")
    opened = { note, term }
    note.focus({ preventScroll: true })
    note.scrollIntoView({ block: "nearest" })
  }
  const entryOf = term => document.getElementById(`term-${term.dataset.concept}`)
  const closed = () => {
    for (const term of text.querySelectorAll(".kg-passage__text a[data-concept]")) if (entryOf(term)) term.setAttribute("aria-expanded", "false")
  }
  closed()
  text.addEventListener("click", event => {
    const term = event.target.closest(".kg-passage__text a[data-concept]")
    if (!term || !entryOf(term)) return
    if (term.tabIndex < 0) return event.preventDefault()
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    if (opened && opened.term === term) back()
    else open(term, entryOf(term))
  })

  // The places of one concept: pieces that touch are one place.
  const touch = (one, other) => {
    const between = document.createRange()
    between.setStartAfter(one)
    between.setEndBefore(other)
    return one.closest(".kg-passage__text") === other.closest(".kg-passage__text") && between.toString() === ""
  }
  const placesOf = concept => {
    const places = []
    for (const piece of text.querySelectorAll(".kg-passage__text [data-concept], .kg-passage__text [data-places]")) {
      const names = piece.dataset.places ? piece.dataset.places.split(" ") : [piece.dataset.concept]
      if (!names.includes(concept)) continue
      const last = places.at(-1)
      if (last && touch(last.at(-1), piece)) last.push(piece)
      else places.push([piece])
    }
    return places
  }
  const strip = talk.querySelector(".kg-here")
  const chips = new Map()
  let lit = null
  const status = make("p", { role: "status" })
  const before = make("button", { type: "button" }, "Previous")
  const after = make("button", { type: "button" }, "Next")
  const way = make("span", {})
  const clear = make("button", { type: "button" }, "Clear")
  const line = make("div", { class: "kg-places", role: "group", "aria-label": "Places", hidden: true }, status, before, after, way, clear)
  const step = by => {
    const { places } = lit
    if (!places.length) return
    for (const piece of places[lit.at] || []) piece.classList.remove("kg-now")
    lit.at = lit.at < 0 ? (by > 0 ? 0 : places.length - 1) : (lit.at + by + places.length) % places.length
    for (const piece of places[lit.at]) piece.classList.add("kg-now")
    places[lit.at][0].scrollIntoView({ block: "center" })
    status.textContent = `${lit.name}: place ${lit.at + 1} of ${places.length}`
  }
  const unlight = () => {
    if (!lit) return
    for (const piece of lit.places.flat()) piece.classList.remove("kg-lit", "kg-now")
    lit.chip.setAttribute("aria-pressed", "false")
    talk.classList.remove("kg-filtered")
    for (const passage of text.querySelectorAll(".kg-passage")) passage.classList.remove("kg-without")
    line.hidden = true
    lit = null
  }
  const light = concept => {
    unlight()
    const { button, href, name } = chips.get(concept)
    const places = placesOf(concept)
    lit = { concept, chip: button, name, places, at: -1 }
    for (const piece of places.flat()) piece.classList.add("kg-lit")
    for (const passage of text.querySelectorAll(".kg-passage")) passage.classList.toggle("kg-without", !passage.querySelector(".kg-lit"))
    button.setAttribute("aria-pressed", "true")
    talk.classList.add("kg-filtered")
    line.hidden = false
    status.textContent = `${name}: ${places.length} ${places.length === 1 ? "place" : "places"}, ${button.title}`
    way.replaceChildren(make("a", { href }, `Open ${name}`))
    const more = button.closest("details")
    if (more) more.open = true
  }
  const choose = concept => {
    if (lit && lit.concept === concept) unlight()
    else light(concept)
    keep({ concept: lit && lit.concept })
  }
  before.addEventListener("click", () => step(-1))
  after.addEventListener("click", () => step(1))
  clear.addEventListener("click", () => {
    const { chip } = lit
    choose(lit.concept)
    chip.focus()
  })
  const dress = () => {
    for (const link of strip.querySelectorAll("a[data-concept]")) {
      const { concept } = link.dataset
      const button = make("button", { type: "button", class: link.className || null, title: link.title, "aria-pressed": "false" }, ...copied(link))
      button.addEventListener("click", () => choose(concept))
      chips.set(concept, { button, href: link.href, name: link.querySelector("bdi").textContent })
      link.replaceWith(button)
    }
    const hint = strip.querySelector(".kg-note") || strip.appendChild(make("p", { class: "kg-note" }))
    hint.prepend("Choose one to light its places. ")
  }
  if (strip) {
    dress()
    strip.after(line)
  }
  if (chips.has(state.concept)) light(state.concept)

  // Passages were replaced under the reader, out of a page that is newer.
  text.addEventListener("kg-renewed", ({ detail: page }) => {
    if (opened && !opened.term.isConnected) close()
    const chosen = lit && lit.concept
    unlight()
    const fresh = page.querySelector(".kg-here")
    if (strip && fresh) {
      chips.clear()
      strip.replaceChildren(...fresh.childNodes)
      dress()
    }
    show(views[buttons.findIndex(button => button.getAttribute("aria-pressed") === "true")])
    closed()
    if (chips.has(chosen)) light(chosen)
  })

  addEventListener("keydown", event => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (event.key === "Escape" && opened) back()
    else if (event.key === "Escape" && lit) choose(lit.concept)
    else if (by && lit && event.target.closest(".kg-here, .kg-places, .kg-text")) {
      event.preventDefault()
      step(by)
    }
  })

  const print = make("button", { type: "button" }, "Print this text")
  print.addEventListener("click", () => window.print())
  document.querySelector("#cite .kg-facts")?.after(make("p", { class: "kg-print" }, print))
})()
