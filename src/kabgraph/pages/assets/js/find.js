// Finding: a query as words and phrases, the records that hold them, and where their words stand.
{
  const kabgraph = window.kabgraph = window.kabgraph || {}
  const GROUPS = [
    ["concept", "Concepts"], ["relation", "Relations"], ["passage", "Passages"], ["talk", "Talks"],
    ["process", "Processes"], ["question", "Questions"], ["page", "Pages"],
  ]
  const LONGEST_NAME = 6 // words
  const COMMON = 0.4 // a word that no name has and that stands in a larger part of the passages says nothing of them
  const SHORT = 4 // letters: a word shorter than that is itself, not the beginning of others, where it stands anywhere

  const key = terms => terms.join(" ")

  // Where one of the word lists of a clause stands in a text, as ranges of it.
  const places = (words, clause) => {
    const found = []
    for (const terms of clause.ways)
      for (let at = 0; at + terms.length <= words.length; at++) {
        const fits = terms.every((term, n) => {
          const word = words[at + n].term
          return word === term || clause.open && terms === clause.ways[0] && n === terms.length - 1 && word.startsWith(term)
        })
        if (fits) found.push([words[at].start, words[at + terms.length - 1].end])
      }
    return found
  }

  const merged = ranges => {
    const kept = []
    for (const [start, end] of ranges.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
      const last = kept.at(-1)
      if (last && start <= last[1]) last[1] = Math.max(last[1], end)
      else kept.push([start, end])
    }
    return kept
  }

  kabgraph.finder = catalogue => {
    const records = catalogue.records
    records.forEach((record, order) => { record.order = order })
    const names = kabgraph.names(records)
    const index = new MiniSearch({
      idField: "order",
      fields: ["title", "text"],
      tokenize: text => kabgraph.terms(kabgraph.folded(text)),
      processTerm: term => term,
      searchOptions: { boost: { title: 2 } },
    })
    index.addAll(records)

    const passages = records.filter(record => record.kind === "passage").length
    const known = new Map()
    const standing = term => {
      if (!known.has(term)) {
        const held = index.search(term)
        known.set(term, { any: held.length > 0, share: held.filter(({ id }) => records[id].kind === "passage").length / passages })
      }
      return known.get(term)
    }
    const stands = term => standing(term).any
    const common = ({ ways: [own], phrase }) => !phrase && own.length === 1
      && !names.twins.has(own[0]) && standing(own[0]).share > COMMON
    const wordsOf = (record, field) => {
      const cache = record.words = record.words || {}
      return cache[field] = cache[field] || kabgraph.words(record[field] || "")
    }

    // A name of a concept stands for its other names too; words in quotation marks stand side by side.
    const clausesOf = text => {
      const folded = kabgraph.folded(text)
      const clauses = []
      for (const [, phrase, closed, plain] of folded.matchAll(/"([^"]*)("?)|([^"]+)/g)) {
        const terms = kabgraph.terms(phrase ?? plain)
        if (!terms.length) continue
        if (phrase !== undefined) clauses.push({ ways: [terms], phrase: true, open: !closed })
        else clauses.push(...named(terms))
      }
      const last = clauses.at(-1)
      if (last && !last.phrase) last.open = true
      for (const clause of clauses) {
        const end = clause.ways[0].at(-1)
        if (clause.open && end.length < SHORT && stands(end)) clause.open = false
      }
      const telling = clauses.filter(clause => !common(clause))
      return telling.length ? telling : clauses
    }
    const named = terms => {
      const clauses = []
      for (let at = 0; at < terms.length;) {
        let length = Math.min(LONGEST_NAME, terms.length - at)
        while (length > 1 && !names.twins.has(key(terms.slice(at, at + length)))) length--
        const own = terms.slice(at, at + length)
        const others = (names.twins.get(key(own)) || []).filter(way => key(way) !== key(own))
        clauses.push({ ways: [own, ...others] })
        at += length
      }
      return clauses
    }

    const asQuery = clause => ({
      combineWith: "OR",
      queries: clause.ways.map((way, n) => ({
        combineWith: "AND",
        queries: [key(way)],
        prefix: (term, at, all) => Boolean(clause.open) && n === 0 && at === all.length - 1,
      })),
    })

    // The records that hold all clauses (or some), each with its ranges; best first.
    const holding = (clauses, combineWith = "AND") => {
      return index.search({ combineWith, queries: clauses.map(asQuery) }).map(({ id }) => marked(records[id], clauses))
        .filter(hit => combineWith === "OR" || hit.clauses === clauses.length)
    }
    const some = clauses => {
      const hits = holding(clauses, "OR")
      const most = hits.reduce((count, hit) => Math.max(count, hit.clauses), 1)
      return hits.filter(hit => hit.clauses > most / 2).sort((a, b) => b.clauses - a.clauses)
    }
    const marked = (record, clauses) => {
      const hit = { record, title: [], hebrew: [], text: [], clauses: 0 }
      for (const clause of clauses) {
        const title = places(wordsOf(record, "title"), clause), text = places(wordsOf(record, "text"), clause)
        if (title.length + text.length) hit.clauses++
        hit.title.push(...title)
        hit.hebrew.push(...places(wordsOf(record, "hebrew"), clause))
        hit.text.push(...text)
      }
      return { ...hit, title: merged(hit.title), hebrew: merged(hit.hebrew), text: merged(hit.text) }
    }

    // Words that stand nowhere get those that are spelt nearly so: of names first, then of texts.
    const mended = clauses => clauses.map(clause => {
      const [own] = clause.ways
      if (clause.phrase || own.length > 1 || stands(own[0])) return clause
      const allowed = kabgraph.names.tolerance(own[0].length)
      const near = names.single.map(name => [kabgraph.names.distance(own[0], name.key, allowed), name.terms])
        .filter(([far]) => allowed && far <= allowed).sort((a, b) => a[0] - b[0])
      const ways = near.length ? near.map(([, terms]) => terms)
        : index.search(own[0], { fuzzy: allowed }).slice(0, 3).flatMap(result => result.terms.map(term => [term]))
      const once = [...new Map(ways.map(way => [key(way), way])).values()].slice(0, 3)
      return once.length ? { ways: once, mended: own[0] } : clause
    })

    const asHit = ({ name, tier }, clauses) => {
      const hit = marked(name.record, clauses)
      const shown = name.text === name.record.title || name.text === name.record.hebrew
      return { ...hit, tier, by: shown ? "" : name.text, hidden: name.role === 3 }
    }

    // Relations that a text says come before those that it does not.
    const said = ({ kind, weight = 0 }) => kind === "relation" ? weight : 0

    // Hits in groups; a group that is called so, as well as any is, comes before what only holds the words.
    const grouped = (fits, hits, clauses) => {
      const taken = new Set(fits.map(fit => fit.name.record))
      const held = hits.filter(hit => !taken.has(hit.record)).sort((a, b) => said(b.record) - said(a.record))
      const all = [...fits.map(fit => asHit(fit, clauses)), ...held]
      const groups = GROUPS.map(([kind, title]) => ({ title, kind, hits: all.filter(hit => hit.record.kind === kind) }))
        .filter(group => group.hits.length)
      const best = Math.min(...groups.map(group => group.hits[0].tier ?? 9))
      const first = groups.filter(group => group.hits[0].tier <= Math.max(best, 1) && best <= 2)
      return [...first, ...groups.filter(group => !first.includes(group))]
    }

    return text => {
      const clauses = clausesOf(text)
      if (!clauses.length) return { groups: [], empty: true }
      const phrases = clauses.filter(clause => clause.phrase)
      const called = names.called(text).filter(fit =>
        phrases.every(clause => places(kabgraph.words(fit.name.text), clause).length))
      const own = holding(clauses)
      // A name that no text uses leads to the texts that use the concept's first name.
      const elsewhere = !own.length && !phrases.length && called[0]?.tier <= 2 && called[0].name.record.kind === "concept"
      const used = elsewhere ? clausesOf(called[0].name.record.title).map(clause => ({ ...clause, open: false })) : clauses
      const hits = elsewhere ? holding(used) : own
      if (called.length || hits.length) {
        const near = called.length || phrases.length ? [] : names.nearly(text)
        return { groups: grouped([...called, ...near], hits, used) }
      }
      if (phrases.length) return { groups: [], phrase: true }
      const near = names.nearly(text)
      if (near.length) {
        const instead = clausesOf(near[0].name.text).map(clause => ({ ...clause, open: false }))
        return { groups: grouped(near, holding(instead), instead), instead: near[0].name.text }
      }
      const better = mended(clauses)
      const mendedHits = holding(better)
      if (mendedHits.length) {
        const instead = better.filter(clause => clause.mended).map(clause => clause.ways.map(key).join(", ")).join("; ")
        return { groups: grouped([], mendedHits, better), instead }
      }
      const partly = clauses.length > 1 ? some(better) : []
      if (partly.length) return { groups: grouped([], partly, better), some: true }
      const nearest = names.nearest(text)
      return { groups: [], nearest: nearest && asHit(nearest, []) }
    }
  }
}
