// The lines of the graph as rows of a table: a few at a time, sorted by any column, and as a CSV file.
{
  const kabgraph = window.kabgraph
  const { make, plural } = kabgraph
  const AT_ONCE = 50
  const COLUMNS = ["from", "relation", "to", "sentence", "passage"]

  // A relation cut into who, how, whom; the words of its first quote; where that stands.
  const parts = r => {
    const at = r.say.findIndex(run => run.v)
    const said = at < 0 ? [r.say, [], []] : [r.say.slice(0, at), r.say.slice(at, at + 1), r.say.slice(at + 1)]
    return { from: said[0], relation: said[1], to: said[2], quote: (r.quotes || [])[0] }
  }
  const words = r => {
    const { from, relation, to, quote } = parts(r)
    const [a, verb, b] = [from, relation, to].map(list => kabgraph.plain(list).trim())
    return { from: a, relation: verb, to: b, sentence: quote ? kabgraph.plain(quote.runs) : "", passage: quote ? quote.where : r.ground }
  }

  const rowOf = r => {
    const { from, relation, to, quote } = parts(r)
    const cell = (...content) => make("td", { dir: "auto" }, ...content)
    const cut = quote && quote.cut || ""
    const sentence = quote
      ? cell("“", cut.includes("[") ? "… " : "", kabgraph.runs(quote.runs), cut.includes("]") ? " …" : "", "”", ...(quote.edition ? [" ", make("small", {}, quote.edition)] : []))
      : cell(make("small", {}, `${r.standing}, no passage is quoted`))
    const place = make("td", {}, quote ? make("a", { href: kabgraph.href(quote.href) }, quote.where) : r.ground)
    return make("tr", {}, make("td", {}, kabgraph.sign(r.sign)), cell(kabgraph.runs(from)), cell(kabgraph.runs(relation)), cell(kabgraph.runs(to)), sentence, place)
  }

  // A cell that a spreadsheet would run as a formula gets an apostrophe, as in the downloads.
  const csvCell = text => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
  const csv = relations => {
    const lines = relations.map(r => [r.subject, r.type, r.object, r.standing, ...Object.values(words(r))])
    return [["subject", "type", "object", "standing", ...COLUMNS], ...lines].map(line => line.map(csvCell).join(",")).join("\r\n")
  }

  // Takes over the table in ``section``; show(relations, name) fills it, name goes into the name of a file.
  kabgraph.rows = section => {
    const table = section.querySelector("table")
    const body = table.tBodies[0]
    const foot = make("p", { class: "kg-graph__more", role: "status" })
    section.replaceChildren(table, foot)
    let shown = [], all = false, sort = null, name = ""

    const button = (words, run) => {
      const made = make("button", { type: "button" }, words)
      made.addEventListener("click", run)
      return made
    }
    const heads = [...table.tHead.querySelectorAll("th")]
    heads.forEach((head, n) => {
      const press = button(head.textContent, () => {
        sort = { by: COLUMNS[n], down: Boolean(sort && sort.by === COLUMNS[n] && !sort.down) }
        draw()
      })
      head.replaceChildren(press)
    })

    const sorted = () => {
      if (!sort) return shown
      const keyed = shown.map(r => [words(r)[sort.by], r])
      keyed.sort(([a], [b]) => (sort.down ? -1 : 1) * a.localeCompare(b, undefined, { numeric: true }))
      return keyed.map(([, r]) => r)
    }
    const save = () => kabgraph.download(`\ufeff${csv(sorted())}`, "text/csv", `${["relations", name].filter(Boolean).join("-")}.csv`)
    const draw = () => {
      heads.forEach((head, n) => {
        if (sort && sort.by === COLUMNS[n]) head.setAttribute("aria-sort", sort.down ? "descending" : "ascending")
        else head.removeAttribute("aria-sort")
      })
      const rows = all ? sorted() : sorted().slice(0, AT_ONCE)
      body.replaceChildren(...rows.map(rowOf))
      const more = rows.length < shown.length
      foot.replaceChildren(more ? `${rows.length} of ${plural(shown.length, "row")}` : plural(shown.length, "row"))
      if (more) foot.append(button("show all", () => { all = true; draw() }))
      if (shown.length) foot.append(button("CSV", save))
    }
    return (relations, of) => {
      shown = relations
      name = of
      all = false
      draw()
    }
  }
}
