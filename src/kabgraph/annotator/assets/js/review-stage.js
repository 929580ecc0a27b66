// The middle: the passage in large type, the hit tinted in it, the other marks by their state, and what hangs on it.
{
  const kabgraph = window.kabgraph
  const review = kabgraph.review = kabgraph.review || {}
  const LONG = 700 // letters from which a passage is set smaller
  const TAIL = 260

  const classOf = mark => `kg-at kg-at--${mark.status}${mark.mode === "implied" || mark.mode === "analogy" ? ` kg-at--${mark.mode}` : ""}`

  // A text cut at the borders of its marks, so that any may overlap; ``hit`` gathers its pieces in one mark.
  const pieces = (text, marks, hit) => {
    const { make } = kabgraph
    const borders = new Set([0, text.length, ...(hit || []), ...marks.flatMap(mark => [mark.start, mark.end])])
    const at = [...borders].filter(n => n >= 0 && n <= text.length).sort((a, b) => a - b)
    const tinted = make("mark", { class: "kg-hitwords" })
    const found = []
    for (let n = 0; n + 1 < at.length; n++) {
      const [start, end] = [at[n], at[n + 1]]
      const inside = hit && start >= hit[0] && end <= hit[1]
      const over = marks.filter(mark => mark.start <= start && mark.end >= end).sort((a, b) => (a.end - a.start) - (b.end - b.start))[0]
      const same = inside && over && over.start === hit[0] && over.end === hit[1]
      const piece = over && !same ? make("span", { class: classOf(over) }, text.slice(start, end)) : text.slice(start, end)
      if (!inside) found.push(piece)
      else {
        if (!tinted.parentNode && !found.includes(tinted)) found.push(tinted)
        tinted.append(piece)
      }
    }
    return found
  }

  const passage = (text, marks, hit, language) => kabgraph.make("p", {
    class: `kg-review__passage${text.length > LONG ? " kg-review__passage--long" : ""}`, id: "review-passage", lang: language || null, dir: "auto",
  }, ...pieces(text, marks, hit))

  const shortened = (text, end) => {
    if (text.length <= TAIL) return [text, false]
    return end ? [text.slice(-TAIL).replace(/^\S*\s/, ""), true] : [text.slice(0, TAIL).replace(/\s\S*$/, ""), true]
  }
  const around = (context, side) => {
    const beside = context[side]
    if (!beside) return []
    const [text, cut] = shortened(beside.text, side === "before")
    const dots = beside.cut || cut
    return [kabgraph.make("p", { class: "kg-review__around", lang: context.language || null, dir: "auto" },
      side === "before" && dots ? "… " : "", text, side === "after" && dots ? " …" : "")]
  }

  const told = (...content) => kabgraph.make("p", { class: "kg-review__told" }, ...content)
  const quoted = text => kabgraph.make("q", { dir: "auto" }, text)

  // The words as they stood when the decision was made.
  const old = record => {
    const { make } = kabgraph
    const { prefix, exact, suffix } = record.anchor
    return make("figure", { class: "kg-quote kg-review__old" },
      make("blockquote", { dir: "auto" }, prefix ? `… ${prefix}` : "", make("mark", {}, exact), suffix ? `${suffix} …` : ""),
      make("figcaption", {}, `as it stood${record.by ? ` when ${record.by} ${record.status} it` : ""}`))
  }

  // Why the item is asked, where that needs words.
  const reasons = (entry, details) => {
    const { item } = entry, said = []
    const record = details && details.records.find(each => each.id === item.key)
    const similar = item.similar && details && details.records.find(each => each.id === item.similar)
    if (entry.failed) said.push(kabgraph.make("p", { class: "kg-review__failed" }, entry.failed))
    if (entry.did) said.push(told(entry.draft ? `${entry.did}, kept on this computer until the server is back.` : `You have ${entry.did === "placed" ? "placed" : entry.did} this one. Press u to take back what was done last.`))
    if (item.sort === "proposed") said.push(told(item.by ? kabgraph.make("bdi", {}, item.by) : "Someone", " proposes this", ...(item.note ? [": ", quoted(item.note)] : ", without a reason."), item.note ? "." : ""))
    else if (item.note) said.push(told("Note: ", quoted(item.note)))
    if (item.sort === "weak") said.push(told("The text around these words has changed."))
    if (item.sort === "lost") said.push(told("The text was edited, and these words are not where they were."))
    if (item.sort === "skipped") said.push(told("Skipped before."))
    if (item.similar) {
      const why = similar && similar.note ? [": ", quoted(similar.note)] : []
      said.push(told(`You rejected the same words elsewhere, or before the text changed`, ...why, "."))
    }
    if (record && (item.sort === "weak" || item.sort === "lost")) said.push(old(record))
    if (record && !review.isMention(item)) {
      const says = review.saidBy(record)
      if (says.length) said.push(kabgraph.make("p", { class: "kg-review__says", dir: "auto" }, kabgraph.runs(says)))
    }
    return said
  }

  const supports = (entry, details) => {
    const { make } = kabgraph
    if (!details.supports.length || entry.item.start === null) return []
    const signOf = type => {
      const one = kabgraph.graph && kabgraph.graph.relations.find(relation => relation.type === type && relation.standing === "asserted")
      return one ? kabgraph.sign(one.sign) : make("span", { class: "kg-rel__sign" })
    }
    return [make("section", { class: "kg-review__supports" }, make("h3", { class: "kg-label" }, "If you accept, this sentence also supports"),
      make("ul", {}, ...details.supports.map(one => make("li", { class: "kg-rel__line" }, signOf(one.type), make("span", { class: "kg-rel__say", dir: "auto" }, kabgraph.runs(one.say))))))]
  }

  review.stage = (entry, details, marks) => {
    const form = review.formOf(entry), { item } = entry, { make } = kabgraph
    if (!details) return [...reasons(entry, null), make("p", { class: "kg-review__passage", "aria-busy": "true" }, make("mark", { class: "kg-hitwords" }, item.surface))]
    const { context, near } = details
    if (item.start === null && near) {
      const where = item.passage === near.passage ? "It may stand here now" : `It may stand here now, in passage ${near.number}`
      return [...reasons(entry, details), make("h3", { class: "kg-label" }, where), passage(form.text, [], form.span, context.language)]
    }
    if (item.start === null) {
      const text = context.text || ""
      return [...reasons(entry, details), make("h3", { class: "kg-label" }, text ? "The passage as it is now. Nothing like the words is left in the talk." : "The passage is gone, and nothing like the words is left in the talk."),
        ...(text ? [passage(text, marks(context.marks).map(mark => inUnits(text, mark)), form.span, context.language)] : [])]
    }
    return [...reasons(entry, details), ...around(context, "before"),
      passage(context.text, marks(context.marks).map(mark => inUnits(context.text, mark)), form.span, context.language),
      ...around(context, "after"), ...supports(entry, details)]
  }
  const inUnits = (text, mark) => ({ ...mark, start: kabgraph.api.units(text, mark.start), end: kabgraph.api.units(text, mark.end) })
}
