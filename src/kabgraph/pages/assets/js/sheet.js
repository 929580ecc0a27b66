// A sheet of chosen passages. What is chosen stands in the address:
// ?talk=a b (all of a talk), &concept=a b (all that name or imply one), &passages=p3 p5 (only these of them; without
// the two, talk.p3 talk.p5), &parts=passages gaps relations key, &most=20 (questions), &title=...; &p= adds single passages.
(() => {
  const { make, runs, query, remember, href, sheet } = window.kabgraph
  const place = document.getElementById("sheet")
  if (!place || !sheet.talks.length) return
  const all = sheet.talks.flatMap(talk => talk.passages.map(passage => ({ talk, passage, key: `${talk.id}.${passage.id}` })))
  const known = new Set(all.map(item => item.key))
  const words = key => (query().get(key) || "").split(/[\s,]+/).filter(Boolean).map(word => word.replace("#", "."))
  const PLAIN = ["passages", "terms"]
  const FOR_A_CLASS = ["passages", "gaps", "relations", "key"]

  let title = query().get("title") || ""
  let most = /^\d{1,4}$/.test(query().get("most") || "") ? Number(query().get("most")) : 20
  const parts = new Set(query().has("parts") ? words("parts").filter(part => Object.hasOwn(sheet.parts, part)) : PLAIN)
  const asked = { p: words("p"), talk: words("talk"), concept: words("concept"), passages: words("passages") }
  const about = item => item.passage.about || []
  const offers = item => asked.talk.includes(item.talk.id) || asked.concept.some(c => about(item).includes(c))
  const whole = asked.talk.length + asked.concept.length > 0
  const named = item => asked.passages.includes(item.key) || (asked.talk.includes(item.talk.id) && asked.passages.includes(item.passage.id))
  const fits = item => asked.p.includes(item.key) || (asked.passages.length ? named(item) && (!whole || offers(item)) : offers(item))
  const chosen = new Set(all.filter(fits).map(item => item.key))
  const missing = [
    ...asked.p.filter(key => !known.has(key)),
    ...asked.passages.filter(word => ![...chosen].some(key => key === word || key.endsWith(`.${word}`))),
    ...asked.talk.filter(id => !sheet.talks.some(talk => talk.id === id)),
    ...asked.concept.filter(id => !Object.hasOwn(sheet.concepts, id)),
  ]

  const picked = () => all.filter(item => chosen.has(item.key))
  const same = (list, of) => list.length === of.length && list.every(each => of.includes(each))
  const listed = () => Object.keys(sheet.parts).filter(part => parts.has(part))
  // The shortest words for what is chosen: a concept, a talk or some of its passages, else each passage.
  const choice = () => {
    const items = picked()
    const all_of = pool => same(pool, items)
    if (!items.length) return {}
    if (asked.concept.length && all_of(all.filter(item => asked.concept.some(c => about(item).includes(c))))) return { concept: asked.concept.join(" ") }
    const [talk, ...more] = new Set(items.map(item => item.talk))
    if (more.length) return { passages: items.map(item => item.key).join(" ") }
    return { talk: talk.id, passages: items.length === talk.passages.length ? "" : items.map(item => item.passage.id).join(" ") }
  }
  const write = () => remember({
    ...choice(), parts: same(listed(), PLAIN) ? "" : listed().join(" ") || "none", most: most === 20 ? "" : String(most), title,
  })
  const changed = () => { show(); write() }

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
    return found.length ? [make("section", { class: "kg-sheet__terms" }, make("h3", { class: "kg-sheet__head" }, "Terms"), make("dl", {}, ...found.map(([, concept]) =>
      make("div", {}, make("dt", {}, make("a", { href: href(concept.href) }, ...term(concept.name, concept))),
        make("dd", { dir: "auto" }, concept.meaning || "Nobody has written down its meaning yet.")))))] : []
  }

  const sources = talks => make("section", { class: "kg-sheet__source" }, make("h3", { class: "kg-sheet__head" }, "Source and rights"), ...talks.map(talk =>
    make("dl", { class: "kg-facts" }, ...[
      ["Cite", talk.cite], ["Permalink", talk.permalink], ["Source", talk.source], ["Rights", talk.rights],
    ].filter(([, text]) => text).map(([name, text]) => make("div", {}, make("dt", {}, name), make("dd", { dir: "auto" }, text))))))

  const paper = make("section", { class: "kg-sheet", "aria-labelledby": "sheet-title" })
  const show = () => {
    const items = picked()
    const talks = sheet.talks.filter(talk => items.some(item => item.talk === talk))
    const called = title || (talks.length === 1 ? talks[0].title : "A sheet of passages")
    paper.replaceChildren(make("h2", { class: "kg-title", id: "sheet-title", dir: "auto" }, called))
    if (missing.length) paper.append(make("p", { class: "kg-note" }, `Not here, or not published: ${missing.join(", ")}.`))
    if (items.length) {
      const handout = window.kabgraph.handout(items, most)
      for (const talk of parts.has("passages") ? talks : []) {
        paper.append(make("section", { class: "kg-sheet__talk" }, make("h3", { class: "kg-sheet__head", lang: talk.language, dir: "auto" }, talk.title), byline(talk),
          make("div", { class: "kg-text" }, ...items.filter(item => item.talk === talk).map(passageLine))))
      }
      if (parts.has("terms")) paper.append(...terms(items))
      if (parts.has("gaps")) paper.append(window.kabgraph.gapsPart(handout))
      if (parts.has("relations")) paper.append(window.kabgraph.questionsPart(handout))
      paper.append(sources(talks))
      if (parts.has("key")) paper.append(window.kabgraph.keyPart(handout, parts, called))
    } else paper.append(make("p", { class: "kg-plain" }, "No passage is chosen yet."))
    for (const control of [print, cards, clear]) control.disabled = !items.length
    command.textContent = line()
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
  const pick = on => {
    const [kind, id] = from.value.split(" ")
    if (on && kind === "concept") asked.concept = [id]
    for (const item of offered()) chosen[on ? "add" : "delete"](item.key)
    changed()
  }
  const button = (text, act) => {
    const made = make("button", { type: "button", class: "kg-button" }, text)
    made.addEventListener("click", act)
    return made
  }
  const name = make("input", { type: "text", id: "sheet-name", maxlength: "120", value: title })
  name.addEventListener("input", () => { title = name.value.trim(); changed() })
  from.addEventListener("change", list)
  const tick = part => {
    const box = make("input", { type: "checkbox", value: part })
    box.checked = parts.has(part)
    box.addEventListener("change", () => { parts[box.checked ? "add" : "delete"](part); changed() })
    return box
  }
  const ticks = Object.keys(sheet.parts).map(tick)
  const forClass = button("All for a class", () => {
    parts.clear()
    for (const box of ticks) {
      box.checked = FOR_A_CLASS.includes(box.value)
      if (box.checked) parts.add(box.value)
    }
    changed()
  })
  const limit = make("select", { id: "sheet-most" }, ...[...new Set([10, 20, 40, most, 0])].map(count => option(count, count || "all")))
  limit.value = most
  limit.addEventListener("change", () => { most = Number(limit.value); changed() })

  // The same sheet on the command line.
  const quoted = text => /^[\w.,#-]+$/.test(text) && !text.includes("#") ? text : `'${text.replaceAll("'", "'\\''")}'`
  const line = () => {
    const { talk = "", concept = "", passages = "" } = choice()
    const refs = passages.split(" ").map(word => word.replace(".", "#")).join(",")
    return ["kabgraph class", talk || concept, passages && `--passages ${quoted(refs)}`, same(listed(), FOR_A_CLASS) ? "" : `--parts ${listed().join(",") || "none"}`,
      most === 20 ? "" : `--most ${most}`, title && `--title ${quoted(title)}`, "-o sheet.html"].filter(Boolean).join(" ")
  }
  const command = document.querySelector("#sheet-command [data-kg-copy]")
  const commandLine = document.getElementById("sheet-command")
  commandLine.hidden = false

  const print = button("Print this sheet", () => window.print())
  const cards = button("Cards for Anki", () => {
    const { talk = "", concept = "" } = choice()
    window.kabgraph.download(window.kabgraph.anki(window.kabgraph.handout(picked(), most)), "text/tab-separated-values", `${[talk || concept.replaceAll(" ", "-") || "sheet", "anki"].join("-")}.tsv`)
  })
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
      make("fieldset", { class: "kg-choose kg-parts" }, make("legend", {}, "On the sheet"),
        ...ticks.map(box => make("label", {}, box, " ", sheet.parts[box.value])), forClass,
        make("span", {}, make("label", { for: "sheet-most" }, "Questions at most"), " ", limit)),
      make("p", { class: "kg-choose" }, print, " ", cards, " ", clear, " ", count),
      commandLine),
    paper)
  show()
})()
