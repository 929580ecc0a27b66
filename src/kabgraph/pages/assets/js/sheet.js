// A sheet of chosen passages. What is chosen stands in the address:
// ?p=talk.p3 talk.p5 (single passages), &talk=a b (all of a talk), &concept=a b (all that name or imply one), &title=...
(() => {
  const { make, runs, query, remember, href, sheet } = window.kabgraph
  const place = document.getElementById("sheet")
  if (!place || !sheet.talks.length) return
  const all = sheet.talks.flatMap(talk => talk.passages.map(passage => ({ talk, passage, key: `${talk.id}.${passage.id}` })))
  const known = new Set(all.map(item => item.key))
  const words = key => (query().get(key) || "").split(/[\s,]+/).filter(Boolean)

  let title = query().get("title") || ""
  const asked = { p: words("p"), talk: words("talk"), concept: words("concept") }
  const about = item => item.passage.about || []
  const fits = item => asked.p.includes(item.key) || asked.talk.includes(item.talk.id) || asked.concept.some(c => about(item).includes(c))
  const chosen = new Set(all.filter(fits).map(item => item.key))
  const missing = [
    ...asked.p.filter(key => !known.has(key)),
    ...asked.talk.filter(id => !sheet.talks.some(talk => talk.id === id)),
    ...asked.concept.filter(id => !Object.hasOwn(sheet.concepts, id)),
  ]

  const write = () => remember({ p: [...chosen].join(" "), title })
  const changed = () => { show(); write() }
  // In the texts' order, whatever the order of choosing.
  const order = () => { const kept = all.filter(item => chosen.has(item.key)); chosen.clear(); for (const item of kept) chosen.add(item.key) }

  const term = (text, { he }) => [make("bdi", {}, text), ...(he ? [" ", make("bdi", { class: "kg-hebrew", lang: "he", dir: "rtl" }, he)] : [])]
  const dressed = list => runs(list.map(run => run.c ? { t: run.t, h: sheet.concepts[run.c].href } : run))

  const passageLine = ({ talk, passage }) => make("div", { class: "kg-passage" },
    ...(passage.role ? [make("p", { class: "kg-label kg-role" }, passage.role)] : []),
    make("a", { class: "kg-number", href: href(`${talk.href}#${passage.id}`), "aria-label": `Passage ${passage.number} of ${talk.title}` }, passage.number),
    make("p", { class: "kg-passage__text", lang: talk.language, dir: "auto" }, dressed(passage.runs)))

  const byline = talk => make("p", { class: "kg-byline" }, ...(talk.facts || []).map(fact => make("span", {}, fact)),
    ...(talk.edition ? [make("span", {}, talk.edition)] : []),
    ...(talk.private ? [" ", make("strong", { class: "kg-badge" }, "private copy, not published")] : []))

  const terms = items => {
    const there = new Set(items.flatMap(item => item.passage.runs.map(run => run.c).filter(Boolean)))
    const found = Object.entries(sheet.concepts).filter(([id]) => there.has(id))
    return found.length ? [make("section", { class: "kg-sheet__terms" }, make("h3", {}, "Terms"), make("dl", {}, ...found.map(([, concept]) =>
      make("div", {}, make("dt", {}, make("a", { href: href(concept.href) }, ...term(concept.name, concept))),
        make("dd", { dir: "auto" }, concept.meaning || "Nobody has written down its meaning yet.")))))] : []
  }

  const sources = talks => make("section", { class: "kg-sheet__source" }, make("h3", {}, "Source and rights"), ...talks.map(talk =>
    make("dl", { class: "kg-facts" }, ...[
      ["Cite", talk.cite], ["Permalink", talk.permalink], ["Source", talk.source], ["Rights", talk.rights],
    ].filter(([, text]) => text).map(([name, text]) => make("div", {}, make("dt", {}, name), make("dd", { dir: "auto" }, text))))))

  const paper = make("section", { class: "kg-sheet", "aria-labelledby": "sheet-title" })
  const show = () => {
    order()
    const items = all.filter(item => chosen.has(item.key))
    const talks = sheet.talks.filter(talk => items.some(item => item.talk === talk))
    paper.replaceChildren(make("h2", { class: "kg-title", id: "sheet-title", dir: "auto" }, title || (talks.length === 1 ? talks[0].title : "A sheet of passages")))
    if (missing.length) paper.append(make("p", { class: "kg-note" }, `Not here, or not published: ${missing.join(", ")}.`))
    if (items.length) {
      for (const talk of talks) {
        paper.append(make("section", { class: "kg-sheet__talk" }, make("h3", { lang: talk.language, dir: "auto" }, talk.title), byline(talk),
          make("div", { class: "kg-text" }, ...items.filter(item => item.talk === talk).map(passageLine))))
      }
      paper.append(...terms(items), sources(talks))
    } else paper.append(make("p", { class: "kg-plain" }, "No passage is chosen yet."))
    print.disabled = clear.disabled = !items.length
    count.textContent = items.length === 1 ? "1 passage" : `${items.length} passages`
    list()
  }

  // What to choose from: the passages of one talk, or those of one concept.
  const option = (value, text) => make("option", { value }, text)
  const from = make("select", { id: "sheet-from" }, make("optgroup", { label: "Talks" }, ...sheet.talks.map(talk => option(`talk ${talk.id}`, talk.title))),
    make("optgroup", { label: "Concepts" }, ...Object.entries(sheet.concepts).map(([id, concept]) => option(`concept ${id}`, concept.name))))
  const picks = make("ul", { class: "kg-pick" })
  const offered = () => {
    const [kind, id] = from.value.split(" ")
    return all.filter(item => kind === "talk" ? item.talk.id === id : about(item).includes(id))
  }
  const list = () => {
    const focus = document.activeElement && document.activeElement.value
    picks.replaceChildren(...offered().map(item => {
      const { talk, passage, key } = item
      const box = make("input", { type: "checkbox", value: key })
      box.checked = chosen.has(key)
      box.addEventListener("change", () => { chosen[box.checked ? "add" : "delete"](key); changed() })
      const start = window.kabgraph.plain(passage.runs)
      const name = from.value.startsWith("talk ") ? `${passage.number}` : `${talk.title}, ${passage.number}`
      return make("li", {}, make("label", {}, box, " ", make("span", { class: "kg-number" }, name), " ",
        make("span", { dir: "auto" }, start.length > 90 ? `${start.slice(0, 90).trimEnd()} …` : start)))
    }))
    const again = focus && [...picks.querySelectorAll("input")].find(box => box.value === focus)
    if (again) again.focus()
  }
  const pick = on => { for (const item of offered()) chosen[on ? "add" : "delete"](item.key); changed() }
  const button = (text, act) => {
    const made = make("button", { type: "button", class: "kg-button" }, text)
    made.addEventListener("click", act)
    return made
  }
  const name = make("input", { type: "text", id: "sheet-name", maxlength: "120", value: title })
  name.addEventListener("input", () => { title = name.value.trim(); changed() })
  from.addEventListener("change", list)
  const print = button("Print this sheet", () => window.print())
  const clear = button("Begin anew", () => { chosen.clear(); changed() })
  const count = make("span", { role: "status" })

  const first = asked.concept[0] && Object.hasOwn(sheet.concepts, asked.concept[0]) ? `concept ${asked.concept[0]}`
    : `talk ${(all.find(item => chosen.has(item.key)) || all[0] || { talk: sheet.talks[0] }).talk.id}`
  from.value = first
  place.replaceChildren(
    make("div", { class: "kg-sheet-desk" },
      make("p", { class: "kg-choose" }, make("label", { for: "sheet-from" }, "Passages of"), " ", from, " ", button("Take all", () => pick(true)), " ", button("Leave all out", () => pick(false))),
      picks,
      make("p", { class: "kg-choose" }, make("label", { for: "sheet-name" }, "Title of the sheet"), " ", name),
      make("p", { class: "kg-choose" }, print, " ", clear, " ", count)),
    paper)
  show()
})()
