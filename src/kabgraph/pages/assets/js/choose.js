// Choosing a concept by any of its names, whatever the spelling. Where none fits, the nearest are offered.
{
  const kabgraph = window.kabgraph
  const { make } = kabgraph
  const concepts = kabgraph.graph.concepts
  const byId = kabgraph.byId = new Map(concepts.map(concept => [concept.id, concept]))
  const normal = kabgraph.normalise
  // What two spellings of one name share, as the library folds them, apostrophes aside.
  const key = kabgraph.key = text => kabgraph.folded(text).replaceAll("'", "")

  kabgraph.nameOf = id => byId.get(id).name
  kabgraph.withArticle = id => `${byId.get(id).article || ""} ${byId.get(id).name}`.trim()

  // Names by strength, as they are written and folded: a stronger name hides a weaker one.
  const shelves = [normal, key].flatMap(fold => [0, 1, 2, 3].map(strength => {
    const shelf = new Map()
    for (const concept of concepts)
      for (const name of concept.names[strength])
        shelf.set(fold(name), new Set([...(shelf.get(fold(name)) || []), concept.id]))
    return [fold, shelf]
  }))
  const ids = new Map()
  for (const concept of concepts) for (const id of concept.former || []) ids.set(id.toLowerCase(), concept.id)
  for (const concept of concepts) ids.set(concept.id.toLowerCase(), concept.id)

  const { distance } = kabgraph.names
  const nearest = name => {
    const wanted = key(name).slice(0, 100)
    const found = concepts.map(concept => [Math.min(...[...concept.names.flat(), concept.id].map(key)
      .map(known => distance(wanted, known) / Math.max(wanted.length, known.length, 1))), concept.id])
    return found.filter(([far]) => far < 0.5).sort((a, b) => a[0] - b[0]).slice(0, 3).map(([, id]) => id)
  }

  // The concept that a name names: one id, or several to choose among, or those that come near.
  kabgraph.find = name => {
    if (byId.has(name)) return { id: name }
    for (const [fold, shelf] of shelves) {
      const found = [...(shelf.get(fold(name)) || [])]
      if (found.length) return found.length > 1 ? { among: found } : { id: found[0] }
    }
    return ids.has(name.toLowerCase()) ? { id: ids.get(name.toLowerCase()) } : { near: nearest(name) }
  }

  const offered = make("datalist", { id: "kg-names" })
  const listed = concepts.flatMap(concept => concept.names.slice(0, 3).flat().map(name => [name, concept.name]))
  for (const [name, of] of listed.sort(([a], [b]) => a.localeCompare(b)))
    offered.append(make("option", { value: name, label: name === of ? null : of }))

  // A field in which a concept is chosen; ``chosen`` runs when one of several is picked from its note.
  kabgraph.field = (id, label, picked) => {
    const input = make("input", { id, list: "kg-names", autocomplete: "off", spellcheck: "false", dir: "auto", type: "text", "aria-describedby": `${id}-note` })
    const note = make("p", { class: "kg-note", id: `${id}-note` })
    const box = make("div", { class: "kg-field" }, make("label", { for: id }, label), input, note, ...(offered.isConnected ? [] : [offered]))
    const say = (...words) => {
      note.replaceChildren(...words)
      input.setAttribute("aria-invalid", String(words.length > 0))
    }
    const set = id => { input.value = id ? byId.get(id).name : ""; input.dataset.id = id || ""; say() }
    const offer = id => {
      const button = make("button", { type: "button", class: "kg-finder__offer" }, make("bdi", {}, byId.get(id).name))
      button.addEventListener("click", () => { set(id); input.focus(); picked() })
      return button
    }
    const offers = list => list.flatMap((id, n) => [n ? " or " : "", offer(id)])
    input.addEventListener("input", () => { input.dataset.id = ""; say() })
    // The id that is chosen, or nothing, and then the note says why; an empty field says nothing.
    const choose = () => {
      const name = normal(input.value)
      if (!name) return ""
      if (input.dataset.id) return input.dataset.id
      const found = kabgraph.find(name)
      if (found.id) set(found.id)
      else if (found.among) say("Which one? ", ...offers(found.among))
      else if (found.near.length) say(`No concept has that name. Did you mean `, ...offers(found.near), "?")
      else say("No concept has that name, and none comes near.")
      return found.id || ""
    }
    const begin = value => { if (value) { input.value = value; choose() } }
    return { box, input, set, begin, choose, text: () => normal(input.value) }
  }

  kabgraph.button = (words, run, type = "button") => {
    const button = make("button", { type, class: "kg-finder__button" }, words)
    if (run) button.addEventListener("click", run)
    return button
  }

  kabgraph.plural = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`
  kabgraph.listed = words => words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}` : words.join("")
}
