// The whole graph: what is shown is chosen at the side; a chosen name stands out with all that it is joined to.
{
  const kabgraph = window.kabgraph
  const { make, plural } = kabgraph
  const root = document.getElementById("graph")
  const picture = root && root.querySelector(".kg-whole")
  const table = root && root.querySelector(".kg-edges")
  if (picture) {
    const { relations, types, concepts, talks, kinds } = kabgraph.graph
    const SVG = "http://www.w3.org/2000/svg"
    const BELOW = 18, APART = 4, MOST = 240 // of the words under a name: how far below it, how far from others' ground, how wide
    const STANDINGS = { asserted: "asserted in a text", sourced: "from a reference", inferred: "inferred, dashed" }
    const links = new Map([...picture.querySelectorAll("a[data-node]")].map(link => [link.dataset.node, link]))
    const lineOf = r => types[r.type].line
    const relationsAt = new Map(concepts.map(concept => [concept.id, []]))
    relations.forEach((r, n) => {
      for (const end of new Set([r.subject, r.object])) if (relationsAt.has(end)) relationsAt.get(end).push(n)
    })
    // The picture's paths, cut into the pieces of their edges.
    const pieces = new Map()
    const paths = [...picture.querySelectorAll(".kg-all")].map(path => {
      const numbers = path.dataset.edges.split(" ").map(Number)
      path.getAttribute("d").split("M").slice(1).forEach((piece, n) => pieces.set(numbers[n], `M${piece}`))
      return { path, numbers }
    })
    const textsOf = relations.map(r => new Set((r.quotes || []).map(q => q.ref.split("#")[0])))

    // What is asked: a name in focus, signs and standings that are left out, a text, a kind.
    const query = kabgraph.query()
    const listed = key => new Set((query.get(key) || "").split(",").filter(Boolean))
    const asked = { focus: query.get("focus") || "", without: listed("without"), not: listed("not"), text: query.get("text") || "", kind: query.get("kind") || "" }
    if (!kabgraph.byId.has(asked.focus)) asked.focus = ""
    const kindOf = id => (kabgraph.byId.get(id) || {}).kind
    const visible = n => {
      const r = relations[n]
      return !asked.without.has(lineOf(r)) && !asked.not.has(r.standing) && (!asked.text || textsOf[n].has(asked.text))
        && (!asked.kind || kindOf(r.subject) === asked.kind || kindOf(r.object) === asked.kind)
    }

    // -- the picture

    const drawn = (tag, attributes, ...content) => {
      const element = document.createElementNS(SVG, tag)
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
      element.append(...content)
      return element
    }
    const lines = picture.querySelector(".kg-lines")
    const bold = drawn("g", { class: "kg-bold" })
    const under = drawn("g", { class: "kg-unders", "aria-hidden": "true" })
    lines.after(bold)
    picture.append(under)
    let marked = []

    const line = n => {
      const r = relations[n], sign = lineOf(r)
      const group = drawn("g", { class: `kg-edge kg-${sign} kg-${r.standing}` })
      const path = drawn("path", { class: "kg-path", d: pieces.get(n) })
      if (document.getElementById(`kg-end-${sign}`)) path.setAttribute("marker-end", `url(#kg-end-${sign})`)
      if (document.getElementById(`kg-start-${sign}`)) path.setAttribute("marker-start", `url(#kg-start-${sign})`)
      group.append(path)
      if (sign === "double" || sign === "struck") group.append(drawn("path", { class: "kg-core", d: pieces.get(n) }))
      return group
    }
    // The words under a neighbour's name finish the sentence "... <the name in focus>".
    const verb = (r, id) => r.object === id ? kabgraph.plain(r.say.filter(run => run.v)).trim() : types[r.type].inverse || types[r.type].label
    const place = link => {
      const name = link.querySelector("text")
      return { x: Number(name.getAttribute("x")), y: Number(name.getAttribute("y")) }
    }
    // Words are measured on a canvas, which asks for no layout of the page.
    const pen = document.createElement("canvas").getContext("2d")
    const wide = text => {
      pen.font = `italic 14px ${getComputedStyle(document.documentElement).getPropertyValue("--kg-serif")}`
      return pen.measureText(text).width
    }
    const words = (list, other, id) => {
      const link = links.get(other), { x, y } = place(link)
      const more = list.length > 1 ? ` +${list.length - 1}` : "", first = verb(relations[list[0]], id)
      return { first, more, x, y: y + BELOW, width: wide(first + more), shelf: shelfOf.get(link), sign: lineOf(relations[list[0]]) }
    }
    // Names in one line share it by what their words need: words move aside, and what finds no room is cut.
    const apart = all => {
      all.sort((a, b) => a.shelf - b.shelf || a.x - b.x)
      const edge = (a, b) => a.x + (b.x - a.x) * a.width / (a.width + b.width || 1)
      const right = picture.viewBox.baseVal.width
      return all.map((one, n) => {
        const before = all[n - 1], after = all[n + 1]
        const from = before && before.shelf === one.shelf ? edge(before, one) + APART : 0
        const to = after && after.shelf === one.shelf ? edge(one, after) - APART : right
        let said = one.first + one.more, width = one.width
        for (let end = one.first.length - 1; width > Math.min(to - from, MOST) && end > 0; end--) {
          said = `${one.first.slice(0, end).trimEnd()}…${one.more}`
          width = wide(said)
        }
        const x = Math.round(Math.max(from + width / 2, Math.min(one.x, to - width / 2)))
        return { said, x, y: one.y, sign: one.sign }
      })
    }

    const unmark = () => {
      for (const link of marked) link.classList.remove("kg-near", "kg-here")
      marked = []
      bold.replaceChildren()
      under.replaceChildren()
    }
    // All is read before anything is written: a page of thousands of names is laid out once.
    const mark = (id, numbers) => {
      const here = links.get(id)
      const box = here.querySelector("text").getBBox()
      const near = new Map()
      for (const n of numbers) {
        if (!pieces.has(n)) continue
        const other = relations[n].subject === id ? relations[n].object : relations[n].subject
        near.set(other, [...near.get(other) || [], n])
      }
      unmark()
      marked = [here, ...[...near.keys()].map(other => links.get(other))]
      here.classList.add("kg-here")
      for (const link of marked.slice(1)) link.classList.add("kg-near")
      const ring = { class: "kg-ring", x: Math.round(box.x) - 12, y: Math.round(box.y) - 3, width: Math.round(box.width) + 24, height: Math.round(box.height) + 6, rx: 14 }
      bold.replaceChildren(...numbers.filter(n => pieces.has(n)).map(line), drawn("rect", ring))
      under.replaceChildren(...apart([...near].map(([other, list]) => words(list, other, id)))
        .map(({ said, x, y, sign }) => drawn("text", { class: `kg-under-name kg-${sign}`, x, y, "text-anchor": "middle" }, said)))
    }

    // -- what is said of the name in focus, and the table

    // The line is there from the beginning, and stays in one line: choosing a name moves nothing.
    const told = make("span", { class: "kg-note", role: "status" })
    const heading = make("div", { class: "kg-graph__focus" }, told)
    const rows = table ? kabgraph.rows(document.getElementById("rows")) : () => {}
    root.querySelector(".kg-graph__picture").before(heading)
    const tell = (id, numbers) => {
      if (!id) {
        told.textContent = "Choose a name, or press F and type one: what it is joined to comes forward."
        heading.replaceChildren(told)
        return
      }
      const concept = kabgraph.byId.get(id)
      const quoted = numbers.filter(n => relations[n].quotes).length
      const said = `${[kinds[concept.kind], plural(numbers.length, "relation")].filter(Boolean).join(", ")}, ${quoted} with a sentence.`
      told.replaceChildren(said, make("span", { class: "kg-graph__finish" }, ` Words under the names finish “… ${concept.name}”.`))
      const leave = make("button", { type: "button" }, "show all")
      leave.addEventListener("click", () => focus(""))
      heading.replaceChildren(
        make("h2", {}, make("bdi", {}, concept.name)),
        ...(concept.he ? [make("bdi", { class: "kg-hebrew", lang: "he", dir: "rtl" }, concept.he)] : []),
        told, make("a", { href: kabgraph.href(concept.href) }, `Open ${concept.name}`), make("a", { href: "#rows" }, "Its rows"), leave)
    }

    const remember = () => kabgraph.remember({ focus: asked.focus, without: [...asked.without].join(","), not: [...asked.not].join(","), text: asked.text, kind: asked.kind })
    const show = () => {
      const numbers = (asked.focus ? relationsAt.get(asked.focus) : relations.map((_, n) => n)).filter(visible)
      if (asked.focus) mark(asked.focus, numbers)
      else unmark()
      picture.classList.toggle("kg-focused", Boolean(asked.focus))
      tell(asked.focus, numbers)
      rows(numbers.map(n => relations[n]), asked.focus)
      remember()
    }
    const filter = () => {
      for (const { path, numbers } of paths) path.setAttribute("d", numbers.filter(visible).map(n => pieces.get(n)).join(""))
      show()
    }
    const focus = id => {
      asked.focus = id
      field.set(id)
      if (id) stop(links.get(id))
      show()
    }
    // A name that was asked for, or walked to, is brought into view where it is not.
    const bring = link => {
      const box = link.getBoundingClientRect(), top = heading.getBoundingClientRect().bottom
      if (!box.width || box.top > top && box.bottom < innerHeight - BELOW) return
      scrollBy({ top: box.top - (top + innerHeight) / 2, behavior: "instant" })
    }

    // -- by pointer and by key

    let current = null
    const stop = link => {
      if (current) current.tabIndex = -1
      current = link
      link.tabIndex = 0
    }
    const shelves = [...picture.querySelectorAll(".kg-names")].map(group => [...group.querySelectorAll("a")])
    const shelfOf = new Map(shelves.flatMap((shelf, n) => shelf.map(link => [link, n])))
    const middle = link => { const box = link.getBoundingClientRect(); return box.left + box.width / 2 }
    const beside = (link, key) => {
      const n = shelfOf.get(link), shelf = shelves[n]
      if (key === "ArrowLeft") return shelf[shelf.indexOf(link) - 1]
      if (key === "ArrowRight") return shelf[shelf.indexOf(link) + 1]
      const next = shelves[n + (key === "ArrowUp" ? -1 : 1)]
      const x = middle(link)
      return next && next.reduce((best, other) => Math.abs(middle(other) - x) < Math.abs(middle(best) - x) ? other : best)
    }
    for (const [id, link] of links) {
      link.tabIndex = -1
      link.setAttribute("aria-label", `${kabgraph.byId.get(id).name}, ${plural(relationsAt.get(id).length, "relation")}`)
    }
    if (shelves.length) stop(shelves[0][0])
    picture.addEventListener("click", event => {
      const link = event.target.closest("a[data-node]")
      if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || link.dataset.node === asked.focus) return
      event.preventDefault()
      focus(link.dataset.node)
    })
    picture.addEventListener("keydown", event => {
      const link = event.target.closest("a[data-node]")
      if (!link || !event.key.startsWith("Arrow")) return
      const next = beside(link, event.key)
      event.preventDefault()
      if (!next) return
      stop(next)
      next.focus({ preventScroll: true })
    })
    picture.addEventListener("focusin", event => { if (event.target.matches("a:focus-visible")) bring(event.target) })
    addEventListener("keydown", event => {
      const typing = event.target.closest("input, select, textarea, [contenteditable]")
      if (event.key === "Escape" && asked.focus && !typing) focus("")
      if (event.key !== "f" && event.key !== "F" || typing || event.metaKey || event.ctrlKey || event.altKey) return
      event.preventDefault()
      field.input.focus()
    })

    // -- the controls at the side

    const find = () => {
      const id = field.choose()
      if (!id && field.text()) return
      focus(id)
      if (id) bring(links.get(id))
    }
    const field = kabgraph.field("find", "Find a concept", find)
    field.input.addEventListener("change", find)
    field.input.setAttribute("aria-keyshortcuts", "F")
    const tick = (box, key, set) => {
      box.checked = !set.has(key)
      box.addEventListener("change", () => { if (box.checked) set.delete(key); else set.add(key); filter() })
    }
    const legend = root.querySelector(".kg-graph__legend")
    for (const item of legend.children) {
      const box = make("input", { type: "checkbox", id: `line-${item.dataset.sign}` })
      const label = make("label", { for: box.id }, item.querySelector("span").textContent)
      item.querySelector("span").replaceWith(label)
      item.prepend(box)
      tick(box, item.dataset.sign, asked.without)
    }
    const standings = make("ul", { class: "kg-graph__legend" }, ...Object.entries(STANDINGS).map(([key, said]) => {
      const box = make("input", { type: "checkbox", id: `standing-${key}` })
      tick(box, key, asked.not)
      return make("li", {}, box, make("label", { for: box.id }, said), make("small", {}, String(relations.filter(r => r.standing === key).length)))
    }))
    const choice = (key, words, none, options) => {
      const select = make("select", { id: `only-${key}` }, make("option", { value: "" }, none), ...options.map(([value, text]) => make("option", { value }, text)))
      select.value = asked[key]
      asked[key] = select.value
      select.addEventListener("change", () => { asked[key] = select.value; filter() })
      return [make("label", { class: "kg-label", for: select.id }, words), select]
    }
    const path = [kabgraph.field("path-from", "from", () => {}), kabgraph.field("path-to", "to", () => {})]
    const way = kabgraph.button("Find the sentences", () => {
      const [a, b] = path.map(end => end.choose())
      if (a && b) location.href = kabgraph.href(`paths.html?${new URLSearchParams({ from: a, to: b })}`)
    })
    const reset = kabgraph.button("Reset", () => { location.href = location.pathname })
    const open = matchMedia("(min-width: 60em)").matches
    const folded = (words, ...content) => make("details", { class: "kg-graph__filters", open }, make("summary", {}, words), ...content)
    const filters = folded("What is shown",
      make("fieldset", {}, make("legend", { class: "kg-label" }, "Lines"), legend),
      make("fieldset", {}, make("legend", { class: "kg-label" }, "Standing"), standings),
      ...(talks.length ? choice("text", "Text", "all texts", talks.map(talk => [talk.id, talk.title])) : []),
      ...(Object.keys(kinds).length ? choice("kind", "Kind of concept", "all kinds", Object.entries(kinds)) : []), reset)
    root.querySelector(".kg-graph__aside").replaceChildren(field.box, filters, folded("A path", ...path.map(end => end.box), way))
    field.set(asked.focus)
    if (asked.focus) stop(links.get(asked.focus))
    if (asked.focus || asked.without.size || asked.not.size || asked.text || asked.kind) filter()
    else show()
    if (asked.focus) bring(links.get(asked.focus))
  }
}
