// The page of paths: two concepts are chosen, up to three paths are told, and the address reproduces them.
{
  const kabgraph = window.kabgraph
  const { make, plural, listed } = kabgraph
  const finder = document.getElementById("finder")
  if (finder) {
    const found = document.getElementById("found")
    const usual = Number(finder.dataset.longest)
    const LONGEST = 8
    const said = kabgraph.withArticle

    const tick = (id, words) => {
      const box = make("input", { type: "checkbox", id })
      box.addEventListener("change", () => again())
      return [box, make("span", { class: "kg-finder__switch" }, box, make("label", { for: id }, words))]
    }
    const from = kabgraph.field("from", "From", () => again())
    const to = kabgraph.field("to", "To", () => again())
    const [hubs, hubsBox] = tick("hubs", "also through general terms")
    const [inferred, inferredBox] = tick("inferred", "also what is only inferred")
    const length = make("select", { id: "length" })
    for (let n = 2; n <= LONGEST; n++) length.append(make("option", { value: String(n) }, `${n} sentences`))
    length.value = String(usual)
    length.addEventListener("change", () => again())
    const swap = kabgraph.button("Swap", () => {
      const [a, b] = [from.choose(), to.choose()]
      from.set(b)
      to.set(a)
      again()
    })
    const status = make("p", { class: "kg-finder__status", role: "status", tabindex: "-1" })
    const form = make("form", { class: "kg-finder", "aria-label": "Find a path" },
      make("div", { class: "kg-finder__fields" }, from.box, to.box, swap),
      make("div", { class: "kg-finder__more" }, hubsBox, inferredBox,
        make("span", { class: "kg-finder__switch" }, make("label", { for: "length" }, "at most"), length),
        kabgraph.button("Find the sentences", null, "submit")))
    form.addEventListener("submit", event => { event.preventDefault(); show()?.input.focus() })
    finder.replaceChildren(form, status)

    const options = () => ({ length: Number(length.value), hubs: hubs.checked, inferred: inferred.checked })
    const again = () => { if (from.text() && to.text()) show() }

    const way = path => {
      const line = make("p", { class: "kg-way", "aria-hidden": "true", dir: "auto" }, make("bdi", {}, kabgraph.nameOf(path.stations[0])))
      path.relations.forEach((r, n) => {
        const verb = r.say.filter(run => run.v).map(run => run.t).join("").trim()
        const words = r.subject === path.stations[n] ? ` — ${verb} → ` : ` ← ${verb} — `
        line.append(make("em", { class: "kg-verb" }, words), make("bdi", {}, kabgraph.nameOf(path.stations[n + 1])))
      })
      return line
    }

    const told = path => {
      const inner = path.stations.slice(1, -1).map(said)
      const title = inner.length ? `Through ${listed(inner)}` : "Directly"
      const hops = path.relations.map(r => make("li", {}, kabgraph.relation(r, true)))
      return make("section", { class: "kg-section kg-route" },
        make("header", { class: "kg-section__head" }, make("h2", { dir: "auto" }, title), make("p", {}, plural(hops.length, "sentence"))),
        make("div", {}, way(path), make("ol", { class: "kg-hops" }, ...hops)))
    }

    // What would find a path where there is none: as little more as does.
    const helps = (a, b) => {
      const now = options()
      const ways = []
      for (const more of [{ hubs: true }, { inferred: true }, { length: LONGEST }, { hubs: true, inferred: true },
        { hubs: true, length: LONGEST }, { inferred: true, length: LONGEST }, { hubs: true, inferred: true, length: LONGEST }]) {
        if (ways.some(way => Object.keys(way).every(key => key in more))) continue
        const [path] = kabgraph.paths(a, b, { ...now, ...more, count: 1 })
        if (path) ways.push(more.length ? { ...more, length: path.relations.length } : more)
      }
      return ways
    }
    const offer = more => {
      const words = [more.hubs && "through general terms", more.inferred && "with what is only inferred", more.length && `of ${more.length} sentences`]
      return kabgraph.button(`Look for one ${listed(words.filter(Boolean))}`, () => {
        hubs.checked = hubs.checked || Boolean(more.hubs)
        inferred.checked = inferred.checked || Boolean(more.inferred)
        if (more.length) length.value = String(more.length)
        show()
        status.focus()
      })
    }

    const none = (a, b) => {
      const ways = helps(a, b)
      status.append(`No path of at most ${length.value} sentences joins ${said(a)} and ${said(b)}${hubs.checked ? "" : " without general terms on the way"}.`)
      if (ways.length) found.append(make("p", { class: "kg-finder__offers" }, ...ways.map(offer)))
      else status.append(" Nothing that can be added here would find one.")
    }

    const tell = (a, b) => {
      const paths = kabgraph.paths(a, b, options())
      if (!paths.length) return none(a, b)
      status.append(`${plural(paths.length, "path")} from ${said(a)} to ${said(b)}, the shortest first.`)
      const compare = kabgraph.href(`compare.html?${new URLSearchParams({ a, b })}`)
      found.append(...paths.map(told), make("p", { class: "kg-note" }, make("a", { href: compare }, `Compare ${said(a)} and ${said(b)}`)))
    }

    const show = () => {
      const [a, b] = [from.choose(), to.choose()]
      found.replaceChildren()
      status.replaceChildren()
      kabgraph.remember({
        from: a || from.text(), to: b || to.text(), hubs: hubs.checked && "1", inferred: inferred.checked && "1",
        length: Number(length.value) !== usual && length.value,
      })
      if (!a || !b) status.append(`Choose ${a ? "where the path ends" : b ? "where the path begins" : "two concepts"}.`)
      else if (a === b) status.append(`Both are ${said(a)}: a path needs two concepts.`)
      else tell(a, b)
      return a ? b ? null : to : from
    }

    const asked = kabgraph.query()
    from.begin(asked.get("from"))
    to.begin(asked.get("to"))
    hubs.checked = asked.get("hubs") === "1"
    inferred.checked = asked.get("inferred") === "1"
    if ([...length.options].some(option => option.value === asked.get("length"))) length.value = asked.get("length")
    if (from.text() || to.text()) show()
  }
}
