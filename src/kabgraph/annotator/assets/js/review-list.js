// The left column: what is near in the queue, how far one is, and what part of the queue is shown.
{
  const kabgraph = window.kabgraph
  const review = kabgraph.review = kabgraph.review || {}
  const BEFORE = 3, SHOWN = 12

  const row = (queue, entry, n, go) => {
    const { make } = kabgraph
    const { item } = entry
    const now = n === queue.at
    const brief = entry.did ? `${entry.did}${entry.draft ? ", kept here" : ""}` : review.brief(item)
    const button = make("button", { type: "button", "aria-current": now ? "true" : false, class: entry.did ? "kg-decided" : null },
      make("span", { class: "kg-queue__sign", "aria-hidden": "true" }, now ? "▶" : entry.did ? entry.did === "skipped" ? "–" : "✓" : ""),
      make("span", { class: "kg-queue__words" }, make("bdi", {}, item.surface), " ", brief ? make("small", {}, brief) : ""),
      item.number === null || item.number === undefined ? make("span", {}) : make("span", { class: "kg-queue__number" }, make("span", { class: "kg-unseen" }, "passage "), String(item.number)))
    button.addEventListener("click", () => go(n))
    return make("li", {}, button)
  }

  review.list = (place, queue, go) => {
    const { make } = kabgraph
    const focused = place.contains(document.activeElement)
    const { entries, at } = queue
    const from = Math.max(0, Math.min(at - BEFORE, entries.length - SHOWN))
    const near = entries.slice(from, from + SHOWN)
    const several = new Set(near.map(entry => entry.item.talk)).size > 1
    const rows = near.flatMap((entry, n) => {
      const before = n ? near[n - 1].item.talk : null
      const head = several && entry.item.talk !== before ? [make("li", { class: "kg-queue__talk" }, make("bdi", {}, entry.item.title))] : []
      return [...head, row(queue, entry, from + n, go)]
    })
    const rest = entries.length + queue.beyond - from - near.length
    if (rest) rows.push(make("li", { class: "kg-queue__rest" }, `and ${review.plural(rest, "more hit")}`))
    place.replaceChildren(make("ol", { class: "kg-queue" }, ...rows))
    if (focused) (place.querySelector("[aria-current]") || place.querySelector("button") || document.getElementById("review-where")).focus()
  }

  // The filters, each choice with how many wait; choosing one is a new address.
  review.filters = (place, queue, changed, bulk) => {
    const { make } = kabgraph
    const held = place.contains(document.activeElement) ? document.activeElement.id : null
    const { filter, counts, talks, concepts } = queue
    const all = Object.values(counts).reduce((sum, n) => sum + n, 0)
    const number = n => n.toLocaleString("en")
    const choice = (id, name, options) => {
      const select = make("select", { id: `review-${id}` }, ...options.map(([value, text]) => make("option", { value }, text)))
      if (filter[id] && !options.some(([value]) => value === filter[id])) select.append(make("option", { value: filter[id] }, `${filter[id]} (0)`))
      select.value = filter[id] || ""
      select.addEventListener("change", () => changed({ ...filter, [id]: select.value }))
      return make("p", {}, make("label", { class: "kg-label", for: `review-${id}` }, name), select)
    }
    const only = Object.entries(review.SORTS).filter(([sort]) => counts[sort]).map(([sort, name]) => [sort, `Only ${name} (${number(counts[sort])})`])
    const sorts = [["", `All (${number(all)})`], ...(counts.ambiguous ? [["ambiguous-first", `Ambiguous first (${number(all)})`]] : []), ...only]
    const asked = make("button", { type: "button", class: "kg-review__bulk", id: "review-accept-all", "aria-haspopup": "dialog" }, "Accept all …")
    const away = make("button", { type: "button", class: "kg-review__bulk", id: "review-reject-all", "aria-haspopup": "dialog" }, "Reject all …")
    asked.addEventListener("click", () => bulk("accept"))
    away.addEventListener("click", () => bulk("reject"))
    place.replaceChildren(make("div", { class: "kg-review__filters" },
      choice("sort", "Show", sorts),
      choice("talk", "Talk", [["", "All talks"], ...talks.map(talk => [talk.id, `${talk.title} (${number(talk.waiting)})`])]),
      choice("concept", "Concept", [["", "All concepts"], ...concepts.map(concept => [concept.id, `${concept.name} (${number(concept.waiting)})`])]),
      ...(queue.waiting().length ? [make("p", { class: "kg-review__alike" }, asked, away)] : [])))
    if (held) (document.getElementById(held) || document.getElementById("review-where")).focus()
  }
}
