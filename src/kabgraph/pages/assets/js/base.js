// What the scripts share: the site's root, elements, and a relation as the pages show it. Words never become markup.
{
  const kabgraph = window.kabgraph = window.kabgraph || {}
  kabgraph.root = new URL("../../../", document.currentScript.src).href

  // An element with attributes (``false`` and ``null`` leave one out) and content: strings and elements.
  const make = kabgraph.make = (tag, attributes = {}, ...content) => {
    const element = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes))
      if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value)
    element.append(...content)
    return element
  }

  kabgraph.href = path => kabgraph.root + path

  // Runs of text in the dress that the templates give them (see the macro ``runs``).
  const runs = kabgraph.runs = list => {
    const fragment = document.createDocumentFragment()
    for (const run of list) {
      if (typeof run === "string") { fragment.append(run); continue }
      let piece = run.h ? make("a", { class: "kg-term", href: kabgraph.href(run.h) }, run.t)
        : run.v ? make("em", { class: "kg-verb" }, run.t) : run.t
      fragment.append(run.m ? make("mark", {}, piece) : piece)
    }
    return fragment
  }

  kabgraph.plain = list => list.map(run => typeof run === "string" ? run : run.t).join("")

  // A sign was drawn and escaped when the site was built.
  kabgraph.sign = number => {
    const holder = make("span", { class: "kg-rel__sign" })
    holder.innerHTML = kabgraph.graph.signs[number]
    return holder
  }

  const dot = (...content) => make("span", { class: "kg-dot" }, ...content)

  const quote = kabgraph.quote = (q, ...more) => {
    const cut = q.cut || ""
    const words = make("blockquote", { dir: "auto" }, cut.includes("[") ? "… " : "", runs(q.runs), cut.includes("]") ? " …" : "")
    const foot = make("figcaption", {}, make("a", { href: kabgraph.href(q.href) }, q.where))
    if (q.edition) foot.append(" ", dot(q.edition))
    for (const piece of more) foot.append(" ", dot(piece))
    return make("figure", { class: "kg-quote" }, words, foot)
  }

  const links = anchors => anchors.flatMap((anchor, n) => [
    n ? ", " : "", anchor.href ? make("a", { href: kabgraph.href(anchor.href), title: anchor.note || null }, anchor.text) : anchor.text,
  ])

  // A relation as a line that opens its quotes (see the macro ``relation``).
  kabgraph.relation = (r, open = false) => {
    const line = make("p", { class: "kg-rel__line" }, kabgraph.sign(r.sign), make("span", { class: "kg-rel__say", dir: "auto" }, runs(r.say)))
    const body = make("div", { class: "kg-rel__body" }, ...(r.quotes || []).map(q => quote(q, r.standing)))
    const sources = r.sources ? links(r.sources) : []
    if (!r.quotes) {
      const standing = r.standing[0].toUpperCase() + r.standing.slice(1)
      body.append(make("p", { class: "kg-note" }, standing, ...(sources.length ? ["; see ", ...sources] : []), ". No passage is quoted for it."))
    } else if (sources.length) body.append(make("p", { class: "kg-note" }, "See also ", ...sources, "."))
    for (const note of r.notes || []) body.append(make("p", { class: "kg-note", dir: "auto" }, note))
    const summary = make("summary", { "aria-label": `${kabgraph.plain(r.say)}: ${r.text ? `${r.text}, ` : ""}${r.ground}` },
      make("span", { class: "kg-rel__ground" }, r.text ? make("span", { class: "kg-rel__text" }, `${r.text}, `) : "", r.ground))
    return make("div", { class: r.standing === "inferred" ? "kg-rel kg-faint" : "kg-rel" }, line, make("details", { open }, summary, body))
  }

  // The page's state lives in the query, never in the fragment, so that a link reproduces the view.
  kabgraph.query = () => new URLSearchParams(location.search)
  kabgraph.remember = values => {
    const query = String(new URLSearchParams(Object.entries(values).filter(([, value]) => value)))
    history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash)
  }

  // A file made on this page from what it holds already.
  kabgraph.download = (text, type, name) => {
    const file = URL.createObjectURL(new Blob([text], { type }))
    make("a", { href: file, download: name }).click()
    setTimeout(() => URL.revokeObjectURL(file), 1000)
  }
}
