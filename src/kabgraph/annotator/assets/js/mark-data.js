// What the edit mode knows of a talk, kept as the server has it: records, finds, and the items that wait for a verdict.
{
  const kabgraph = window.kabgraph
  const { make } = kabgraph
  const STANCES = { supports: "says", contradicts: "denies", mentions: "touches on" }

  const nameOf = kabgraph.conceptName = id => kabgraph.byId?.get(id)?.name || id
  const called = id => make("bdi", {}, nameOf(id))

  // What a record says of its words, as content.
  kabgraph.recordSays = record => {
    if (record.kind === "mention") return [{ named: "names ", implied: "implies ", analogy: "pictures " }[record.mode], called(record.concept)]
    if (record.kind === "relation") {
      const { from, type, to } = record.relation
      return [`${STANCES[record.stance]}: `, called(from), " ", make("em", { class: "kg-verb" }, kabgraph.graph.types[type]?.label || type), " ", called(to)]
    }
    if (record.kind === "claim") {
      const ids = record.claim.same || record.claim.different
      const sign = record.claim.same ? " = " : " ≠ "
      return [...ids.flatMap((id, n) => [n ? make("em", { class: "kg-verb" }, sign) : "", called(id)]), ...(record.claim.condition ? [", ", make("bdi", {}, record.claim.condition)] : [])]
    }
    return ["a note"]
  }
  kabgraph.STATES = {
    weak: "placed with little of what stood about them: please check",
    ambiguous: "stand in several places now",
    changed: "are no longer what stands there",
    "moved?": "stand in another passage now",
    orphan: "are gone from the talk",
  }

  // ``talk`` is its id; ``load()`` reads all of it anew.
  kabgraph.marksOf = talk => {
    let data = { records: [], mentions: [], rejected: [], lost: [], passages: [] }, items = new Map()
    const overlaps = (one, { passage, start, end }) => one.passage === passage && one.start < end && start < one.end
    const placesOf = record => !record.span ? [] : [{ passage: record.anchor.passage, ...record.span }, ...(record.also || [])]
    return {
      load: async () => {
        const [told, waiting] = await Promise.all([kabgraph.api.get("annotations", { talk }), kabgraph.api.get("queue", { talk })])
        data = told
        items = new Map(waiting.items.map(item => [item.key, item]))
        return data
      },
      get data() { return data },
      // Records that were saved just now, before all is read anew.
      take: records => {
        const ids = new Set(records.map(({ id }) => id))
        data.records = [...data.records.filter(({ id }) => !ids.has(id)), ...records]
      },
      record: id => data.records.find(record => record.id === id),
      // The item that asks about a mention, where it waits for a verdict.
      item: mention => items.get(`${talk}#${mention.passage}:${mention.start}-${mention.end}`),
      itemOf: record => items.get(record.id),
      mentionsAt: span => data.mentions.filter(mention => !mention.contained && overlaps(mention, span)),
      rejectedAt: span => data.rejected.filter(mention => overlaps(mention, span)),
      recordsAt: span => data.records.filter(record => !["retired", "skipped"].includes(record.status) && placesOf(record).some(place => overlaps(place, span))),
      lost: () => data.records.filter(record => record.status !== "retired" && !record.span && !data.records.some(other => other.replaces === record.id)),
      disputed: () => data.mentions.filter(mention => mention.verdict === "disputed"),
      ambiguous: () => data.mentions.filter(mention => mention.status === "ambiguous" && !mention.contained),
      concepts: (passage, start, end) => [...new Set(data.mentions.filter(mention => mention.concept && mention.passage === passage && mention.start >= start && mention.end <= end).map(mention => mention.concept))],
    }
  }
}
