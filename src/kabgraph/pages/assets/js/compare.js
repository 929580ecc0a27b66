// The page for two concepts: what each is, what both do and what only one does, and where both are named.
{
  const kabgraph = window.kabgraph
  const { make, plural, graph } = kabgraph
  const finder = document.getElementById("finder")
  if (finder) {
    const found = document.getElementById("found")
    const SHOWN = 4
    const STANDINGS = ["asserted", "sourced", "inferred"]
    const said = kabgraph.withArticle
    const upper = words => words[0].toUpperCase() + words.slice(1)

    const section = (title, note, ...content) => make("section", { class: "kg-section" },
      make("header", { class: "kg-section__head" }, make("h2", { dir: "auto" }, title), ...(note ? [make("p", {}, note)] : [])),
      make("div", {}, ...content))
    const columns = (...sides) => make("div", { class: "kg-beside" }, ...sides.map(side => make("div", {}, ...side)))
    const note = words => make("p", { class: "kg-note" }, words)
    const label = words => make("h3", { class: "kg-label", dir: "auto" }, words)

    const side = id => {
      const concept = kabgraph.byId.get(id)
      const title = make("h2", { class: "kg-pair__name", dir: "auto" }, make("a", { href: kabgraph.href(concept.href) }, make("bdi", {}, concept.name)))
      if (concept.he) title.append(" ", make("bdi", { class: "kg-hebrew", lang: "he", dir: "rtl" }, concept.he))
      return [title, ...(concept.kind ? [make("p", { class: "kg-byline" }, graph.kinds[concept.kind])] : []),
        concept.definition ? make("p", { class: "kg-pair__say", dir: "auto" }, concept.definition) : note("Nobody has written down its meaning yet.")]
    }

    // The relations of a concept to others than its partner, by what they say of it and with whom.
    const relationsOf = (id, partner) => {
      const table = new Map()
      for (const r of graph.relations) {
        if ((r.subject !== id && r.object !== id) || r.subject === partner || r.object === partner) continue
        const out = r.subject === id || graph.types[r.type].symmetric
        const way = `${r.type} ${out ? ">" : "<"}`
        table.set(way, [...(table.get(way) || []), { r, other: r.subject === id ? r.object : r.subject }])
      }
      return table
    }
    const lines = list => list.map(({ r }) => kabgraph.relation(r))

    const between = (a, b) => {
      const list = graph.relations.filter(r => (r.subject === a && r.object === b) || (r.subject === b && r.object === a))
        .sort((one, other) => STANDINGS.indexOf(one.standing) - STANDINGS.indexOf(other.standing))
      const path = make("a", { href: kabgraph.href(`paths.html?${new URLSearchParams({ from: a, to: b })}`) }, `Find a path from ${said(a)} to ${said(b)}`)
      const told = list.length ? list.map((r, n) => kabgraph.relation(r, n === 0)) : [note("No relation joins them directly.")]
      return section("Between the two", list.length ? plural(list.length, "relation") : "", ...told, make("p", { class: "kg-note" }, path))
    }

    const sorted = (one, other) => {
      const same = [], alike = [], only = [[], []]
      for (const way of new Set([...one.keys(), ...other.keys()])) {
        const lists = [one, other].map(table => table.get(way) || [])
        const ends = new Set(lists[0].map(({ other }) => other).filter(end => lists[1].some(({ other }) => other === end)))
        for (const end of ends) same.push(lists.map(list => list.filter(({ other }) => other === end)))
        const rest = lists.map(list => list.filter(({ other }) => !ends.has(other)))
        if (rest.every(list => list.length)) alike.push(rest)
        else rest.forEach((list, n) => only[n].push(...list))
      }
      return { same, alike, only }
    }

    const relations = (a, b) => {
      const { same, alike, only } = sorted(relationsOf(a, b), relationsOf(b, a))
      const pairs = list => list.map(sides => columns(...sides.map(lines)))
      const content = []
      if (same.length) content.push(section("Both the same", "The same relation to the same concept.", ...pairs(same)))
      if (alike.length) content.push(section("Both alike", "The same relation to different concepts.", ...pairs(alike)))
      if (!content.length) content.push(section("What both do", "", note("They share no kind of relation.")))
      const each = [a, b].map((id, n) => [label(`Only ${said(id)}`), ...(only[n].length ? lines(only[n]) : [note("No other relation.")])])
      return [...content, section("Only one of them", "Said of one and not of the other.", columns(...each))]
    }

    const links = anchors => anchors.flatMap((anchor, n) => [n ? ", " : "", anchor.href ? make("a", { href: kabgraph.href(anchor.href) }, anchor.text) : anchor.text])
    const ledger = claim => {
      const left = make("div", {}, make("p", { class: "kg-ledger__sides", dir: "auto" }, kabgraph.runs(claim.sides)))
      if (claim.scope) left.append(make("p", { class: "kg-note", dir: "auto" }, claim.scope))
      const right = make("div", {}, ...(claim.because ? [make("p", { class: "kg-ledger__why", dir: "auto" }, claim.because)] : []),
        ...(claim.quotes || []).map(quote => kabgraph.quote(quote, claim.standing)))
      const ground = claim.quotes ? [] : [upper(claim.standing)]
      const sources = claim.sources ? [ground.length ? ": " : "See also ", ...links(claim.sources)] : []
      if (ground.length || sources.length) right.append(make("p", { class: "kg-note" }, ...ground, ...sources))
      return make("div", { class: "kg-ledger" }, left, right)
    }
    const claims = (a, b) => {
      const list = kabgraph.compare.claims.filter(claim => claim.concepts.includes(a) && claim.concepts.includes(b))
      return list.length ? [section("The same, or not", "What the talks and the references claim.", make("div", { class: "kg-rows" }, ...list.map(ledger)))] : []
    }

    // The shortest run of sentences that names both, the first of equals, with their words marked.
    const sentences = (say, a, b) => {
      const where = say.map(runs => new Set(runs.map(run => run.c)))
      const names = (from, to, id) => where.slice(from, to).some(named => named.has(id))
      for (let size = 1; size <= say.length; size++)
        for (let from = 0; from + size <= say.length; from++)
          if (names(from, from + size, a) && names(from, from + size, b)) return [from, from + size]
      return [0, say.length]
    }
    const row = (passage, a, b) => {
      const [from, to] = sentences(passage.say, a, b)
      const words = passage.say.slice(from, to).flatMap((runs, n) => [n ? " " : "", ...runs])
        .map(run => typeof run === "string" ? run : run.c === a || run.c === b ? { t: run.t, m: 1 } : run.t)
      const talk = graph.talks[passage.talk]
      return make("div", { class: "kg-passage-row kg-together" },
        make("p", { dir: "auto" }, from ? "… " : "", kabgraph.runs(words), to < passage.say.length ? " …" : ""),
        make("a", { class: "kg-note", href: kabgraph.href(`${talk.href}#${passage.ref.split("#")[1]}`), "aria-label": `Passage ${passage.number} of ${talk.title}` }, `${passage.number} ¶`))
    }
    const together = (a, b) => {
      const list = kabgraph.compare.passages.filter(passage => [a, b].every(id => passage.say.some(runs => runs.some(run => run.c === id))))
      const talks = [...new Set(list.map(passage => passage.talk))].map(place => {
        const talk = graph.talks[place]
        const title = make("h3", { class: "kg-label" }, make("a", { href: kabgraph.href(talk.href), dir: "auto" }, talk.title))
        if (talk.edition) title.append(" ", make("span", { class: "kg-dot" }, talk.edition))
        return [title, ...list.filter(passage => passage.talk === place).map(passage => row(passage, a, b))]
      })
      const rows = make("div", { class: "kg-rows" }, ...talks.slice(0, SHOWN).flat())
      if (talks.length > SHOWN) {
        const more = plural(talks.length - SHOWN, "more text")
        rows.append(make("details", { class: "kg-more" }, make("summary", {}, `and in ${more}`), ...talks.slice(SHOWN).flat()))
      }
      if (!list.length) rows.append(note("No passage names both."))
      return section("Named together", list.length ? `${plural(list.length, "passage")} of ${plural(talks.length, "text")}` : "", rows)
    }

    const a = kabgraph.field("a", "One", () => again())
    const b = kabgraph.field("b", "The other", () => again())
    const swap = kabgraph.button("Swap", () => {
      const [one, other] = [a.choose(), b.choose()]
      a.set(other)
      b.set(one)
      again()
    })
    const status = make("p", { class: "kg-finder__status", role: "status" })
    const form = make("form", { class: "kg-finder", "aria-label": "Compare two concepts" },
      make("div", { class: "kg-finder__fields" }, a.box, b.box, kabgraph.button("Put side by side", null, "submit"), swap))
    form.addEventListener("submit", event => { event.preventDefault(); show()?.input.focus() })
    finder.replaceChildren(form, status)
    const again = () => { if (a.text() && b.text()) show() }

    const show = () => {
      const [one, other] = [a.choose(), b.choose()]
      found.replaceChildren()
      status.replaceChildren()
      kabgraph.remember({ a: one || a.text(), b: other || b.text() })
      if (!one || !other) status.append(`Choose ${one ? "the other concept" : other ? "the one concept" : "two concepts"}.`)
      else if (one === other) status.append(`Both are ${said(one)}: choose another.`)
      else {
        status.append(`${upper(said(one))} and ${said(other)}, side by side.`)
        found.append(columns(side(one), side(other)), between(one, other), ...claims(one, other), ...relations(one, other), together(one, other))
      }
      return one ? other ? null : b : a
    }

    a.begin(kabgraph.query().get("a"))
    b.begin(kabgraph.query().get("b"))
    if (a.text() || b.text()) show()
  }
}
