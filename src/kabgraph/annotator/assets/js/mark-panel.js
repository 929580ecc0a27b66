// What is known of some words, and what may be done about it: one entry a find or record, each with its own acts.
{
  const kabgraph = window.kabgraph
  const { make, act } = kabgraph
  const called = id => make("bdi", {}, kabgraph.conceptName(id))
  const line = (...content) => make("p", { class: "kg-known__say" }, ...content)
  const note = words => words ? [make("p", { class: "kg-note", dir: "auto" }, words)] : []
  const entry = (title, ...content) => make("li", { class: "kg-known" }, title, ...content)
  const acts = (...buttons) => make("p", { class: "kg-linker__acts" }, ...buttons)

  const FOUND = { automatic: "found automatically", ambiguous: "may be one or the other", confirmed: "confirmed", rejected: "rejected" }

  // ``todo``: what the panel's acts call; see mark.js.
  kabgraph.markPanel = (marks, span, todo) => {
    const finds = [...marks.mentionsAt(span), ...(todo.withRejected() ? marks.rejectedAt(span) : [])]
    const shown = new Set()
    const entries = finds.filter(find => !find.records.length || find.status === "ambiguous").map(find => {
      const item = marks.item(find)
      const said = line(make("q", { class: "kg-linker__words", dir: "auto" }, find.surface), " ", ...find.candidates.flatMap((id, n) => [n ? " or " : "", called(id)]), " ", make("span", { class: "kg-note" }, FOUND[find.status]))
      if (!item) return entry(said)
      const yes = find.candidates.map((id, n) => act(find.candidates.length > 1 ? `It is ${kabgraph.conceptName(id)}` : "Accept", () => todo.decide(item, "accept", id), n === 0))
      return entry(said, acts(...yes, act("Reject", () => todo.decide(item, "reject")), act("Correct", () => todo.correct(item, find))))
    })
    for (const record of marks.recordsAt(span)) {
      if (shown.has(record.id) || (record.status === "rejected" && !todo.withRejected() && !marks.disputed().some(find => find.records.includes(record.id)))) continue
      shown.add(record.id)
      const who = record.own ? "by you" : `by ${record.by}`
      const state = record.state === "weak" ? `; ${kabgraph.STATES.weak}` : ""
      const said = line(make("q", { class: "kg-linker__words", dir: "auto" }, record.anchor.exact), " ", ...kabgraph.recordSays(record), " ", make("span", { class: "kg-note" }, `${record.status} ${who}${state}`))
      entries.push(entry(said, ...note(record.note), acts(...actsOn(record, marks, todo))))
    }
    return entries
  }

  const actsOn = (record, marks, todo) => {
    const mention = record.kind === "mention"
    if (record.own) {
      return [
        act("Change", () => todo.change(record), true),
        ...(record.status === "rejected" ? [act("Accept after all", () => todo.put(record, { status: "accepted" }))] : []),
        ...(record.status === "accepted" && mention && record.mode === "named" ? [act("Reject", () => todo.put(record, { status: "rejected" }))] : []),
        act("Retire", () => todo.put(record, { status: "retired" })),
      ]
    }
    const answer = (name, status, main) => act(name, () => todo.answer(record, status), main)
    if (record.status === "proposed") return [answer("Accept", "accepted", true), answer("Reject", "rejected")]
    if (marks.data.records.some(other => other.own && other.replaces === record.id && other.status !== "retired")) return []
    return mention ? [answer("Agree", record.status === "rejected" ? "rejected" : "accepted", true), answer("Disagree", record.status === "rejected" ? "accepted" : "rejected")] : []
  }

  // The decisions whose words are lost, above the text.
  kabgraph.lostList = (marks, todo) => marks.lost().map(record => {
    const near = record.near
    const words = make("q", { class: "kg-linker__words", dir: "auto" }, record.anchor.exact)
    const about = make("span", { class: "kg-note", dir: "auto" }, `… ${record.anchor.prefix}`, make("b", {}, record.anchor.exact), `${record.anchor.suffix} …`)
    const said = line(words, " ", ...kabgraph.recordSays(record), " ", make("span", { class: "kg-note" }, `by ${record.by}, in ${record.anchor.passage}: these words ${kabgraph.STATES[record.state] || "are lost"}`))
    const item = marks.itemOf(record)
    const spot = near ? marks.data.passages.find(passage => passage.id === near.passage) : null
    const where = spot ? [make("p", { class: "kg-note" }, "Is it here? ", make("a", { href: `#${near.passage}` }, `passage ${spot.number}`), ": ", make("q", { dir: "auto" }, [...spot.text].slice(near.start, near.end).join("")))] : []
    const buttons = item ? [...(near ? [act("It is there", () => todo.decide(item, "accept"), true)] : []), act("Choose its words", () => todo.place(record)), act(record.own ? "Retire" : "Reject", () => todo.decide(item, "reject"))] : []
    return entry(said, make("p", {}, about), ...where, ...note(record.note), acts(...buttons))
  })
}
