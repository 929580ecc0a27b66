// What the review calls things: its sorts and what each asks, decisions in words, and the words of a passage.
{
  const kabgraph = window.kabgraph
  const review = kabgraph.review = kabgraph.review || {}

  review.SORTS = {
    disputed: "disputed",
    proposed: "proposed",
    lost: "lost",
    weak: "to check",
    ambiguous: "ambiguous",
    automatic: "found by name",
    skipped: "skipped",
  }
  const PLAIN = { ask: "Which concept is meant?", accept: "Accept", reject: "Reject" }
  const ASKS = {
    disputed: { ask: "People disagree. Which holds?", accept: "Keep this" },
    proposed: { ask: "Is the proposal right?" },
    lost: { ask: "Does it stand here now?", accept: "It is there", reject: "Retire" },
    weak: { ask: "Is this still the place?", accept: "It is here" },
  }
  review.asks = item => ({ ...PLAIN, ...ASKS[item.sort] })

  const PAST = { accept: "accepted", reject: "rejected", skip: "skipped", correct: "corrected" }
  review.past = (item, did) => item.sort === "lost" && did !== "skip" ? did === "reject" ? "retired" : "placed" : PAST[did]

  const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
  review.count = (n, one, many = `${one}s`) => `${NUMBERS[n] || n.toLocaleString("en")} ${n === 1 ? one : many}`
  review.plural = (n, one, many = `${one}s`) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`
  review.listed = words => words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words.at(-1)}` : words.join("")

  const concepts = () => (kabgraph.byId ? kabgraph.byId : new Map())
  review.nameOf = id => concepts().has(id) ? concepts().get(id).name : id
  review.hrefOf = id => concepts().has(id) ? concepts().get(id).href : ""
  review.short = (text, most = 60) => [...text].length > most ? `${[...text].slice(0, most - 1).join("").trimEnd()} …` : text
  // An act's words stand in quotation marks of their own.
  review.tidy = words => (words || "").replace(/^(['"])(.*)\1 (\w+)$/u, "$2, $3")
  review.firstSentence = text => (text || "").split(/(?<=[.!?…])\s/u)[0]
  review.isMention = item => item.kind === "hit" || item.kind === "mention"

  // What is still asked of an item, in a word or two for the list.
  review.brief = item => item.sort === "ambiguous" ? review.plural(item.candidates.length, "candidate")
    : item.sort === "automatic" ? "" : review.SORTS[item.sort] || item.sort

  review.announced = (item, n, of) => {
    const where = item.number === null || item.number === undefined ? "" : ` in passage ${item.number}`
    const ask = item.candidates.length > 1 ? review.count(item.candidates.length, "candidate")
      : item.candidates.length ? item.candidates[0].name : item.kind
    const sort = ["automatic", "ambiguous"].includes(item.sort) ? "" : `, ${review.SORTS[item.sort] || item.sort}`
    return `Hit ${n} of ${of}: ${review.short(item.surface)}${where}${sort}, ${ask}.`
  }

  // What a record says, as runs of text: a relation as its sentence, a claim with its condition.
  review.saidBy = record => {
    const named = id => ({ t: review.nameOf(id), h: review.hrefOf(id) })
    const among = ids => ids.flatMap((id, n) => [n ? " and " : "", named(id)])
    if (record.relation) {
      const { from, type, to } = record.relation
      const kind = kabgraph.graph && kabgraph.graph.types[type]
      const stance = record.stance && record.stance !== "supports" ? ` (the words ${record.stance === "contradicts" ? "speak against it" : "mention it"})` : ""
      return [named(from), " ", { t: kind ? kind.label : type, v: 1 }, " ", named(to), stance]
    }
    if (record.claim) {
      const { same, different, condition } = record.claim
      const said = same ? [...among(same), " ", { t: "are the same", v: 1 }] : [...among(different || []), " ", { t: "are not the same", v: 1 }]
      return [...said, condition ? `, when ${condition}` : ""]
    }
    return record.concept ? [named(record.concept)] : []
  }

  // A record in a line, for two versions side by side.
  review.recordLine = record => {
    const said = kabgraph.plain(review.saidBy(record).filter(Boolean))
    const mode = record.mode && record.mode !== "named" ? `, ${record.mode}` : ""
    const words = record.anchor ? `“${review.short(record.anchor.exact)}” ` : ""
    return `${words}${record.status}${said ? ` as ${said}` : ""}${mode}${record.by ? ` by ${record.by}` : ""}${record.note ? `: ${record.note}` : ""}`
  }

  review.actLine = (item, act) => {
    const words = act.surface || item.surface
    const concept = act.concept && act.did !== "reject" ? ` as ${review.nameOf(act.concept)}` : ""
    const mode = act.mode && act.mode !== "named" ? `, ${act.mode}` : ""
    return `“${review.short(words)}” ${review.past(item, act.did)}${concept}${mode}${act.note ? `: ${act.note}` : ""}`
  }

  // The chosen words of a text made wider ([ before, ] after) or narrower ({ the first, } the last), word by word.
  review.moved = (text, [start, end], key) => {
    const words = kabgraph.words(text)
    if (key === "[") {
      const before = words.filter(word => word.start < start).at(-1)
      return before ? [before.start, end] : [start, end]
    }
    if (key === "]") {
      const after = words.find(word => word.end > end)
      return after ? [start, after.end] : [start, end]
    }
    const first = key === "{"
    const left = first ? words.find(word => word.start > start) : words.filter(word => word.end < end).at(-1)
    if (!left || (first ? left.start >= end : left.end <= start)) return [start, end]
    return first ? [left.start, end] : [start, left.end]
  }
}
