// Many at once: first what it will do, with the exact count and every place, then one act that one undo takes back.
{
  const kabgraph = window.kabgraph
  const review = kabgraph.review = kabgraph.review || {}
  const FIRST = 50, LOOKED = 40

  // What a wide decision leaves to be looked at one by one, and why.
  const aside = (item, did) => {
    if (item.sort === "disputed") return "on which people disagree"
    if (item.sort === "lost") return "whose words are lost"
    if (did === "accept" && review.isMention(item) && !item.concept) return "with several candidates"
    return ""
  }

  const grouped = entries => {
    const groups = new Map()
    for (const entry of entries) groups.set(entry.item.surface, [...(groups.get(entry.item.surface) || []), entry])
    return [...groups].sort((a, b) => b[1].length - a[1].length)
  }

  const places = entries => {
    const talks = new Map()
    for (const { item } of entries) talks.set(item.title, [...(talks.get(item.title) || []), item.number])
    return [...talks].map(([title, numbers]) => `${title}: ${numbers.join(", ")}`).join("; ")
  }

  const list = (groups, most) => {
    const { make } = kabgraph
    let left = most
    return make("ul", { class: "kg-bulk__list" }, ...groups.flatMap(([surface, entries]) => {
      const shown = entries.slice(0, left)
      left -= shown.length
      return shown.length ? [make("li", {}, make("bdi", {}, surface), " ", make("span", { class: "kg-bulk__count" }, entries.length.toLocaleString("en")),
        make("small", { dir: "auto" }, ` ${places(shown)}${shown.length < entries.length ? " …" : ""}`))] : []
    }))
  }

  // The word that stands beside every one of them, on one side; found by looking at their passages.
  const beside = async (queue, entries) => {
    if (entries.length > LOOKED) return {}
    const found = await Promise.all(entries.map(entry => queue.details(entry)))
    const sides = found.map(({ item, context }) => {
      const [start, end] = [item.start, item.end].map(point => kabgraph.api.units(context.text, point))
      const words = kabgraph.words(context.text)
      const text = word => word ? context.text.slice(word.start, word.end) : ""
      const before = words.filter(word => word.end <= start).at(-1), after = words.find(word => word.start >= end)
      return {
        before: before && /^[\s"'([,]*$/.test(context.text.slice(before.end, start)) ? text(before).toLowerCase() : "",
        after: after && /^[\s"')\],]*$/.test(context.text.slice(end, after.start)) ? text(after).toLowerCase() : "",
      }
    })
    const common = side => sides.every(each => each[side] && each[side] === sides[0][side]) ? sides[0][side] : ""
    return { before: common("before"), after: common("after") }
  }

  // The lines for concepts.yaml that would do the same for good.
  const lines = (surface, concept, { before, after }) => {
    const text = JSON.stringify
    const why = `because: "rejected in review"`
    const rule = (key, word) => `- {concept: ${concept}, labels: [${text(surface)}], ${key}: [${text(word)}], ${why}}`
    const never = phrase => `- {never: [${text(phrase)}], ${why}}`
    if (after) return [[`only where “${after}” follows`, rule("not_before", after)], ["or as a phrase that names nothing", never(`${surface} ${after}`)]]
    if (before) return [[`only where “${before}” stands before`, rule("not_after", before)], ["or as a phrase that names nothing", never(`${before} ${surface}`)]]
    return [["wherever these words stand", never(surface)]]
  }

  const forGood = async (place, queue, surface, entries) => {
    const { make } = kabgraph
    const concepts = new Set(entries.map(entry => entry.item.concept))
    if (concepts.size !== 1 || concepts.has(null)) return
    const [concept] = concepts
    const context = await beside(queue, entries).catch(() => ({}))
    const all = await kabgraph.api.get("queue", { concept }).catch(() => null)
    const same = all ? all.items.filter(item => item.surface === surface).length : entries.length
    const reach = same > entries.length && !context.after && !context.before ? `; ${review.plural(same, "hit")} of “${review.short(surface)}” in all talks would go` : ""
    place.append(
      make("h3", { class: "kg-label" }, "The same for good"),
      make("p", { class: "kg-note" }, `Under rules in concepts.yaml, one of these lines silences ${entries.length === 1 ? "it" : `these ${entries.length}`}, here and in every talk to come${reach}. Nothing is written there by itself.`),
      ...lines(surface, concept, context).flatMap(([when, line]) => {
        const code = make("code", { tabindex: "0" }, line), said = make("span", { class: "kg-note", role: "status" })
        const copy = make("button", { type: "button", class: "kg-copy", "aria-label": `Copy the line ${when}` }, "Copy")
        const select = () => { getSelection().selectAllChildren(code); said.textContent = "Selected" }
        copy.addEventListener("click", () => navigator.clipboard
          ? navigator.clipboard.writeText(`${line}\n`).then(() => { said.textContent = "Copied" }, select) : select())
        return [make("p", { class: "kg-bulk__when" }, when, " ", copy, " ", said), make("pre", { class: "kg-bulk__rule" }, code)]
      }))
  }

  // Ask; ``done`` gets the entries when the person has said yes.
  review.bulk = (queue, did, done) => {
    const { make } = kabgraph
    const waiting = queue.waiting()
    const meant = waiting.filter(({ item }) => !aside(item, did))
    const left = new Map()
    for (const { item } of waiting) if (aside(item, did)) left.set(aside(item, did), (left.get(aside(item, did)) || 0) + 1)
    const groups = grouped(meant)
    const verb = did === "accept" ? "Accept" : "Reject"
    const close = make("button", { type: "button", class: "kg-button" }, "Leave them")
    const yes = make("button", { type: "button", class: "kg-button kg-button--first" }, `${verb} ${review.plural(meant.length, "hit")}`)
    const listing = make("div", {}, list(groups, FIRST))
    const more = make("button", { type: "button", class: "kg-button" }, `Show all ${meant.length.toLocaleString("en")}`)
    more.addEventListener("click", () => { listing.replaceChildren(list(groups, Infinity)); more.remove(); yes.focus() })
    const rule = make("div", { class: "kg-bulk__good" })
    const sheet = make("dialog", { class: "kg kg-bulk", "aria-labelledby": "review-bulk-title" },
      make("h2", { id: "review-bulk-title" }, meant.length ? `${verb} ${meant.length === 1 ? "the one hit" : `all ${meant.length.toLocaleString("en")} hits`} listed?` : `Nothing here can be ${did}ed at once`),
      make("p", { class: "kg-note" }, meant.length ? `${groups.length > 1 ? `${review.plural(groups.length, "wording")}. ` : ""}It is one act: one undo takes all of it back.` : "",
        ...[...left].map(([why, n]) => ` ${review.plural(n, "hit")} ${why} ${n === 1 ? "is" : "are"} left for you to decide one by one.`),
        ...(queue.beyond ? [` ${review.plural(queue.beyond, "more hit")} ${queue.beyond === 1 ? "is" : "are"} listed when these are decided.`] : [])),
      listing, ...(meant.length > FIRST ? [more] : []), rule,
      make("p", { class: "kg-bulk__ask" }, ...(meant.length ? [yes, " "] : []), close))
    const shut = () => sheet.close()
    close.addEventListener("click", shut)
    sheet.addEventListener("close", () => sheet.remove())
    yes.addEventListener("click", () => { shut(); done(meant) })
    if (did === "reject" && groups.length === 1) forGood(rule, queue, ...groups[0])
    document.querySelector(".kg-review").append(sheet)
    sheet.showModal()
    ;(meant.length ? yes : close).focus()
  }
}
