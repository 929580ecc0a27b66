// Names: how well a query fits them, and which are spelt nearly so.
{
  const kabgraph = window.kabgraph = window.kabgraph || {}
  const ROLES = ["pref", "alt", "weak", "hidden"]
  const UNLIKE = 0.6 // of the letters: beyond that, a name is none that could be meant
  const APOSTROPHES = /[’‘ʼ′׳`´]/g
  const QUOTES = /[“”„‟″״]/g

  // As written, case and all; only the kind of quotation mark does not count.
  const spelt = text => kabgraph.normalise(text).replace(APOSTROPHES, "'").replace(QUOTES, '"')

  // How many letters are wrong, missing, too many, or two changed about; Infinity as soon as it is sure to be
  // more than ``most``. With ``open``, the rest of ``to`` is free.
  const distance = (from, to, most = Infinity, open = false) => {
    if (from.length - to.length > most || !open && to.length - from.length > most) return Infinity
    let before = [], last = Array.from({ length: to.length + 1 }, (_, n) => n), least = 0
    for (let i = 1; i <= from.length; i++) {
      const row = [i]
      for (let j = 1; j <= to.length; j++) {
        const same = from[i - 1] === to[j - 1]
        let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1))
        if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) cost = Math.min(cost, before[j - 2] + 1)
        row.push(cost)
      }
      const low = Math.min(...row)
      if (Math.min(low, least) > most) return Infinity
      least = low
      before = last
      last = row
    }
    return open ? Math.min(...last) : last[to.length]
  }

  const tolerance = length => length < 4 ? 0 : length < 6 ? 1 : 2

  const namesOf = record => {
    const own = [record.title, record.hebrew].filter(Boolean).map(text => [text, "pref"])
    return [...own, ...record.labels || []].map(([text, role]) => {
      const terms = kabgraph.terms(kabgraph.folded(text))
      return { record, text, role: ROLES.indexOf(role), spelt: spelt(text), terms, key: terms.join(" ") }
    }).filter(name => name.key)
  }

  // 0: as written; 1: the same when folded; 2: it begins so; 3: it has words that begin so.
  const tierOf = (name, query) => {
    if (name.key === query.key) return name.spelt === query.spelt ? 0 : 1
    if (name.key.startsWith(query.key)) return 2
    if (query.terms.every(term => name.terms.some(word => word.startsWith(term)))) return 3
    return null
  }

  const better = (a, b) => a.tier - b.tier || a.name.role - b.name.role
    || (b.name.record.weight || 0) - (a.name.record.weight || 0)
    || a.name.key.length - b.name.key.length || a.name.record.order - b.name.record.order

  // Each record once, by the name that fits it best.
  const once = fits => {
    const seen = new Set()
    return fits.sort(better).filter(({ name }) => !seen.has(name.record) && seen.add(name.record))
  }

  kabgraph.names = records => {
    const names = records.filter(record => record.title).flatMap(namesOf)
    const labels = names.filter(name => name.record.kind === "concept")
    const asked = text => {
      const terms = kabgraph.terms(kabgraph.folded(text))
      return { spelt: spelt(text), terms, key: terms.join(" ") }
    }

    // What is called so, best first.
    const called = text => {
      const query = asked(text)
      if (!query.key) return []
      return once(names.map(name => ({ name, tier: tierOf(name, query) })).filter(fit => fit.tier !== null))
    }

    // Concepts that are spelt nearly so, nearest first: the whole name, its beginning, or a word of it.
    const nearly = text => {
      const { key, terms } = asked(text)
      const allowed = tolerance(key.length)
      if (!allowed) return []
      const far = name => {
        const whole = distance(key, name.key, allowed)
        const begin = name.key.length > key.length ? distance(key, name.key, allowed, true) + 0.5 : Infinity
        const words = terms.length === 1 ? name.terms.map(word => distance(key, word, allowed) + 0.6) : []
        return Math.min(whole, begin, ...words)
      }
      return once(labels.map(name => ({ name, tier: far(name) })).filter(fit => Math.floor(fit.tier) <= allowed))
    }

    // The concept whose name looks most like it, however little.
    const nearest = text => {
      const { key } = asked(text)
      const like = name => {
        const length = Math.max(key.length, name.key.length)
        return distance(key, name.key, UNLIKE * length) / length
      }
      return once(labels.filter(name => name.role < 3).map(name => ({ name, tier: like(name) })))
        .find(fit => fit.tier <= UNLIKE)
    }

    // The same concept's other names, for a name that texts use: a key -> lists of words.
    const twins = new Map(), byRecord = new Map()
    const firm = labels.filter(name => name.role < 2)
    for (const name of firm) byRecord.set(name.record, [...byRecord.get(name.record) || [], name.terms])
    for (const name of firm) twins.set(name.key, [...twins.get(name.key) || [], ...byRecord.get(name.record)])

    return { called, nearly, nearest, twins, single: labels.filter(name => name.terms.length === 1) }
  }
  kabgraph.names.distance = distance
  kabgraph.names.tolerance = tolerance
}
