// Proposing links from the published site: kept in this browser, listed under the text, taken away as one file. Nothing is
// sent. Quiet until words are chosen; where the editing server runs, it does this itself.
addEventListener("DOMContentLoaded", () => {
  const { make, act, counted, headOf } = kabgraph
  const text = document.querySelector(".kg-text[data-choosing]")
  if (!text || kabgraph.api) return
  const CONTEXT = 32 // characters that are kept with a quote, on each side
  const KEY = "kabgraph.proposals"
  const talk = text.dataset.talk

  // What is kept. Another page may have kept something meanwhile, so each change begins from what is there now.
  let lasting = true, held = { by: "", proposals: [] }
  const sound = one => one && typeof one.talk === "string" && typeof one.key === "string" && one.anchor && typeof one.anchor.exact === "string"
  const read = () => {
    if (!lasting) return held
    try {
      const found = JSON.parse(localStorage.getItem(KEY) || "{}")
      held = { by: String(found.by || ""), proposals: Array.isArray(found.proposals) ? found.proposals.filter(sound) : [] }
    } catch (refused) {
      if (!(refused instanceof SyntaxError)) lasting = false
    }
    return held
  }
  const write = change => {
    change(read())
    try { localStorage.setItem(KEY, JSON.stringify(held)) } catch { lasting = false }
    list()
  }

  // The names of concepts are read when they are first needed.
  let ready = null
  const choosing = () => ready = ready || text.dataset.choosing.split(" ").reduce((before, uri) => before.then(() => new Promise((done, failed) => {
    const script = make("script", { src: kabgraph.href(uri) })
    script.addEventListener("load", done)
    script.addEventListener("error", failed)
    document.head.append(script)
  })), Promise.resolve())

  const bar = kabgraph.bar("Propose a link", () => {
    form = null
    if (chosen.walking) chosen.resume()
    else chosen.clear()
    if (origin) origin.focus()
    origin = null
  })
  let form = null, origin = null

  const anchorOf = ({ element, passage, start, end, exact }) => {
    const signs = [...kabgraph.textOf(element)]
    return { passage, exact, prefix: signs.slice(Math.max(0, start - CONTEXT), start).join(""), suffix: signs.slice(end, end + CONTEXT).join(""), start, end, text: element.dataset.text }
  }
  const elementOf = anchor => text.querySelector(`[id="${CSS.escape(anchor.passage)}"].kg-passage__text`)
  const standing = anchor => {
    const element = elementOf(anchor)
    if (!element || [...kabgraph.textOf(element)].slice(anchor.start, anchor.end).join("") !== anchor.exact) return null
    return { ...anchor, element, number: element.parentElement.querySelector(".kg-number").textContent }
  }
  const anchorsOf = one => [one.anchor, ...(one.also || [])]

  // The concepts whose words stand in the sentence, in its order.
  const near = ({ element, start, end }) => {
    const words = kabgraph.textOf(element), sentence = kabgraph.sentenceAt(words, start, end)
    const found = [...element.querySelectorAll("[data-concept], [data-places]")].flatMap(piece => {
      const at = kabgraph.points(words, kabgraph.unitAt(element, piece, 0))
      return at >= sentence.start && at < sentence.end ? piece.dataset.concept ? [piece.dataset.concept] : piece.dataset.places.split(" ") : []
    })
    return [...new Set(found)]
  }

  const open = one => choosing().then(() => {
    const by = make("input", { id: "kg-linker-by", type: "text", autocomplete: "name", dir: "auto" })
    by.value = read().by
    const name = make("div", { class: "kg-field" }, make("label", { for: "kg-linker-by" }, "Your name, if you like"), by)
    form = kabgraph.linkForm({
      words: chosen.spans, choosing: chosen, near: near(chosen.spans()[0]), value: one || {}, noteLabel: "Reason", verb: one ? "Keep the change" : "Keep this proposal",
      beside: name, leave: () => bar.leave(),
      save: told => {
        const spans = chosen.spans(), [anchor, ...also] = spans.map(anchorOf)
        const made = { ...told, key: one ? one.key : Array.from(crypto.getRandomValues(new Uint32Array(2)), n => n.toString(36)).join(""), talk, title: document.querySelector(".kg-title").textContent, anchor, ...(also.length ? { also } : {}) }
        write(now => {
          now.by = kabgraph.normalise(by.value)
          const at = now.proposals.findIndex(({ key }) => key === made.key)
          if (at < 0) now.proposals.push(made)
          else now.proposals[at] = made
        })
        chosen.clear()
        bar.leave()
        say(`Kept: ${made.anchor.exact}. It stands under the text, and is not sent anywhere.`)
      },
    })
    bar.show(form.form)
    bar.reveal(chosen.spans()[0])
    form.focus()
  }, () => bar.show(make("p", {}, "The names of the concepts could not be read. Load the page again.")))

  const chosen = kabgraph.choosing(text, {
    begin: number => ({ short: "Propose a link", full: `Propose a link in passage ${number}` }),
    taken: how => {
      if (form) return form.redraw()
      if (how === "keys") return open()
      const hint = how === "walk" ? [make("span", { class: "kg-note" }, chosen.keys)] : []
      const go = act("Propose a link", () => open(), true)
      bar.show(make("div", { class: "kg-linker__line" }, ...(how === "walk" ? hint : [headOf(chosen.spans()), go])))
      bar.element.classList.toggle("kg-linker--above", how === "touch" && low())
    },
    dropped: () => {
      if (form) return
      bar.hide()
      chosen.clear()
    },
  })
  // Where the words stand low, the bar of a touch screen moves above them, for the system's own menu comes under them.
  const low = () => {
    const { element, start, end } = chosen.spans().at(-1)
    return kabgraph.rangeOf(element, start, end).getBoundingClientRect().bottom > innerHeight - 160
  }

  // The list under the text.
  const status = make("p", { class: "kg-note", role: "status" })
  const say = words => { status.textContent = words }
  const box = make("div", {})
  const head = make("header", { class: "kg-section__head" }, make("h2", {}, "Your proposals, not sent anywhere"), make("p", {}))
  const section = make("section", { class: "kg-section kg-proposals", id: "proposals", "data-search-exclude": true, hidden: true }, head, make("div", {}, box, status))
  document.querySelector(".kg-talk").after(section)

  const nameOf = id => kabgraph.byId?.get(id)?.name || id
  const inWords = one => {
    if (one.kind === "mention") return [{ named: "names", implied: "implies", analogy: "pictures" }[one.mode], " ", make("bdi", {}, nameOf(one.concept))]
    if (one.kind === "relation") return [{ supports: "says", contradicts: "denies", mentions: "touches on" }[one.stance], ": ", make("bdi", {}, nameOf(one.relation.from)), " ", make("em", { class: "kg-verb" }, kabgraph.graph?.types[one.relation.type]?.label || one.relation.type), " ", make("bdi", {}, nameOf(one.relation.to))]
    if (one.kind === "claim") {
      const ids = one.claim.same || one.claim.different
      return ["claims: ", ...ids.flatMap((id, n) => [n ? " and " : "", make("bdi", {}, nameOf(id))]), one.claim.same ? " are the same" : " are not the same", ...(one.claim.condition ? [", ", make("bdi", {}, one.claim.condition)] : [])]
    }
    return ["a note"]
  }
  const edit = one => choosing().then(() => {
    const spans = anchorsOf(one).map(standing)
    if (!spans.every(Boolean)) return say("The text has changed: these words stand there no more. Remove the proposal, or choose the words anew.")
    chosen.choose(spans)
    origin = section.querySelector(`[data-key="${CSS.escape(one.key)}"] button`)
    open(one)
  })
  const remove = one => {
    write(now => { now.proposals = now.proposals.filter(({ key }) => key !== one.key) })
    say(`Removed: ${one.anchor.exact}.`)
    const next = section.querySelector("li button")
    if (next) next.focus()
  }
  const entry = one => {
    const where = standing(one.anchor)
    const line = make("p", { class: "kg-proposals__say" }, ...kabgraph.wordsOf(anchorsOf(one)), " ", ...inWords(one))
    const place = where ? make("a", { href: `#${one.anchor.passage}` }, `passage ${where.number}`) : "The text has changed: these words stand there no more."
    const buttons = [act("Change", () => edit(one)), act("Remove", () => remove(one))]
    return make("li", { "data-key": one.key }, line, ...(one.note ? [make("p", { class: "kg-note", dir: "auto" }, one.note)] : []), make("p", { class: "kg-proposals__acts" }, place, " ", ...buttons.flatMap(button => [button, " "])))
  }
  const file = () => {
    const kept = read()
    const proposals = kept.proposals.map(({ key: _, title: __, talk, kind, concept, mode, relation, stance, claim, anchor, also, note }) => ({ talk, kind, concept, mode, relation, stance, claim, anchor, also, note }))
    return `${JSON.stringify({ format: "kabgraph-proposal/1", site: { title: text.dataset.site, version: text.dataset.version }, by: kept.by, proposals }, null, 2)}\n`
  }
  const download = () => {
    const address = URL.createObjectURL(new Blob([file()], { type: "application/json" }))
    make("a", { href: address, download: "kabgraph-proposals.json" }).click()
    setTimeout(() => URL.revokeObjectURL(address), 1000)
  }
  const plain = make("textarea", { class: "kg-proposals__file", readonly: true, rows: "8", hidden: true, "aria-label": "The proposals as a file" })
  const copy = () => {
    const shown = () => {
      plain.hidden = false
      plain.value = file()
      plain.select()
      say("Selected: copy it from here.")
    }
    if (!navigator.clipboard) return shown()
    navigator.clipboard.writeText(file()).then(() => say("Copied."), shown)
  }
  const list = () => {
    const { proposals, by } = read()
    const here = proposals.filter(one => one.talk === talk), away = proposals.filter(one => one.talk !== talk)
    section.hidden = !proposals.length && !status.textContent
    head.querySelector("p").textContent = lasting ? "Kept in this browser only. Give the file to who keeps this site." : "This browser keeps nothing: take the file before you leave the page."
    const titles = [...new Map(away.map(one => [one.talk, one.title || one.talk]))]
    const others = titles.flatMap(([id, title], n) => [n ? ", " : "", make("a", { href: kabgraph.href(`talks/${encodeURIComponent(id)}.html#proposals`) }, make("bdi", {}, title)), ` (${away.filter(one => one.talk === id).length})`])
    box.replaceChildren(
      make("ul", {}, ...here.map(entry)),
      ...(others.length ? [make("p", { class: "kg-note" }, "On other pages: ", ...others)] : []),
      ...(proposals.length ? [make("p", { class: "kg-linker__acts" }, act(`Download ${counted(proposals.length, "proposal")}`, download, true), act("Copy", copy), ...(by ? [make("span", { class: "kg-note" }, "by ", make("bdi", {}, by))] : []))] : []),
      plain,
    )
    kabgraph.paint("proposed", here.flatMap(one => anchorsOf(one).map(standing).filter(Boolean)), 3)
  }
  addEventListener("storage", event => { if (event.key === KEY) list() })
  if (read().proposals.length) choosing().then(list, list)
})
