// The same paths as the library's: see the rules in its module of paths. Fewer hops, better standing, then ids.
{
  const kabgraph = window.kabgraph
  const RANK = { asserted: 0, sourced: 1, inferred: 2 }

  // Of several relations between two neighbours the one that a path walks: no pair of a table, better, then by id.
  const better = (one, other) => {
    const order = r => [r.table ? 1 : 0, RANK[r.standing]]
    const [a, b] = [order(one), order(other)]
    return a[0] - b[0] || a[1] - b[1] || (one.id < other.id ? -1 : 1)
  }

  const joined = inferred => {
    const { concepts, relations, types } = kabgraph.graph
    const ways = new Map(concepts.map(concept => [concept.id, new Map()]))
    for (const r of relations) {
      const [from, to] = [ways.get(r.subject), ways.get(r.object)]
      if (!from || !to || from === to || types[r.type].family === "lexical") continue
      if (r.standing === "inferred" && !inferred) continue
      if (from.has(r.object) && better(from.get(r.object), r) < 0) continue
      from.set(r.object, r)
      to.set(r.subject, r)
    }
    return ways
  }
  const made = new Map()
  const waysOf = inferred => made.get(inferred) || made.set(inferred, joined(inferred)).get(inferred)

  const distances = (ways, end, barred) => {
    const far = new Map([[end, 0]])
    for (let edge = [end]; edge.length;)
      edge = edge.flatMap(place => [...ways.get(place).keys()].filter(next =>
        !far.has(next) && !barred.has(next) && far.set(next, far.get(place) + 1)))
    return far
  }

  const order = path => {
    const count = standing => path.relations.filter(r => r.standing === standing).length
    return [count("inferred"), count("sourced")]
  }
  const compared = (one, other) => {
    const [a, b] = [order(one), order(other)]
    const differs = one.stations.findIndex((id, n) => id !== other.stations[n])
    return a[0] - b[0] || a[1] - b[1] || (one.stations[differs] < other.stations[differs] ? -1 : 1)
  }

  // Up to ``count`` paths: ``stations`` are ids, ``relations`` stand between them.
  kabgraph.paths = (start, end, { length = 3, count = 3, inferred = false, hubs = false } = {}) => {
    const ways = waysOf(inferred)
    const barred = new Set(hubs ? [] : kabgraph.graph.concepts.filter(c => c.hub).map(c => c.id))
    barred.delete(start)
    barred.delete(end)
    const far = distances(ways, end, barred)
    const found = []
    const walk = (stations, relations, left, level) => {
      const here = stations[stations.length - 1]
      if (!left) { level.push({ stations, relations }); return }
      const last = relations[relations.length - 1]
      for (const [next, r] of ways.get(here)) {
        if (!(far.get(next) <= left - 1) || (next === end) !== (left === 1) || stations.includes(next)) continue
        if (last && last.table && r.table) continue
        walk([...stations, next], [...relations, r], left - 1, level)
      }
    }
    if (start !== end && far.has(start))
      for (let hops = far.get(start); hops <= length && found.length < count; hops++) {
        const level = []
        walk([start], [], hops, level)
        found.push(...level.sort(compared))
      }
    return found.slice(0, count)
  }
}
