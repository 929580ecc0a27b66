// The form of a link: what the chosen words have to do with a concept, a relation or a claim, or a note alone. Read by
// who marks under ``kabgraph serve``, and by who proposes from the published site.
{
  const kabgraph = window.kabgraph
  const { make, act } = kabgraph
  const KINDS = { mention: "Concept", relation: "Relation", claim: "Claim", note: "Note" }
  const MODES = { named: "named", implied: "implied", analogy: "analogy" }
  const STANCES = { supports: "says it", contradicts: "denies it", mentions: "touches on it" }
  const SIDES = { same: "are the same", different: "are not the same" }

  // One of a few, as words in a row.
  const choice = (name, legend, options, value, changed = () => {}) => {
    const boxes = Object.entries(options).map(([key, words]) => {
      const input = make("input", { type: "radio", name: `kg-${name}`, value: key, checked: key === value })
      input.addEventListener("change", () => changed(key))
      return [input, make("label", {}, input, make("span", {}, words))]
    })
    return {
      box: make("fieldset", { class: "kg-choice" }, make("legend", {}, legend), ...boxes.map(([, label]) => label)),
      get value() { return boxes.find(([input]) => input.checked)[0].value },
      set value(key) { for (const [input] of boxes) input.checked = input.value === key },
    }
  }

  const line = (id, label, value = "", attributes = {}) => {
    const input = make(attributes.rows ? "textarea" : "input", { id, type: attributes.rows ? null : "text", dir: "auto", autocomplete: "off", ...attributes })
    input.value = value
    return { input, box: make("div", { class: "kg-field" }, make("label", { for: id }, label), input) }
  }

  const group = (...content) => make("div", { class: "kg-linker__group" }, ...content)

  // ``near`` are concepts of the sentence, in its order; ``value`` is a record or proposal to begin from; ``noteLabel`` names
  // the note, ``beside`` stands beside it; ``save(value)`` is called with what was said. ``words()`` gives the chosen words as they are now.
  kabgraph.linkForm = ({ words, near = [], value = {}, kinds = Object.keys(KINDS), noteLabel, verb, save, leave, beside, choosing, changed = () => {} }) => {
    const kind = value.kind || "mention"
    const relation = value.relation || {}, claim = value.claim || {}
    const side = claim.different ? "different" : "same"
    let free = !value.mode // the mode follows the words until it is set by hand
    const said = make("p", { class: "kg-linker__said", role: "alert" })
    const fold = kabgraph.key

    const field = (id, label, start, picked = () => {}) => {
      const made = kabgraph.field(`kg-linker-${id}`, label, picked)
      if (start) made.set(start)
      made.input.addEventListener("change", () => { made.choose(); picked() })
      return made
    }
    // The concept of that name, without a word where it names none or several.
    const sure = one => one.input.dataset.id || kabgraph.find(one.text()).id
    const guess = () => {
      const id = sure(concept)
      if (!free || !id) return
      const names = kabgraph.byId.get(id).names.flat().map(fold)
      mode.value = names.includes(fold(words().map(({ exact }) => exact).join(" "))) ? "named" : "implied"
    }
    const mode = choice("mode", "How", MODES, value.mode || "named", () => { free = false })
    const concept = field("concept", "Concept", value.concept || "", guess)
    concept.input.addEventListener("input", guess)
    const own = words().map(({ exact }) => exact).join(" ")
    if (!value.concept && !value.kind && kabgraph.find(own).id) concept.set(kabgraph.find(own).id)

    const subject = field("from", "From", relation.from || near[0] || "")
    const object = field("to", "To", relation.to || near[1] || "")
    const types = Object.entries(kabgraph.graph.types)
    const type = make("select", { id: "kg-linker-type" }, ...types.map(([id, { label }]) => make("option", { value: id, selected: id === relation.type }, label)))
    const stance = choice("stance", "The words", STANCES, value.stance || "supports")

    const sameIds = claim[side] || near.slice(0, 2)
    const sides = choice("side", "These", SIDES, side)
    const terms = []
    const termBox = make("div", { class: "kg-linker__row" })
    const term = start => {
      const made = field(`term-${terms.length}`, terms.length ? "and" : "Concept", start || "")
      terms.push(made)
      termBox.append(made.box)
    }
    for (const id of [sameIds[0], sameIds[1], ...sameIds.slice(2)]) term(id)
    const another = act("One more", () => { term(""); terms.at(-1).input.focus() })
    const condition = line("kg-linker-condition", "Under which condition", claim.condition)

    const note = line("kg-linker-note", noteLabel, value.note, { rows: "1" })
    const groups = {
      mention: group(concept.box, mode.box),
      relation: group(subject.box, make("div", { class: "kg-field" }, make("label", { for: "kg-linker-type" }, "Relation"), type), object.box, stance.box),
      claim: group(termBox, another, sides.box, condition.box),
      note: group(),
    }
    const show = chosen => { for (const [name, box] of Object.entries(groups)) box.hidden = name !== chosen }
    const what = choice("kind", "Link as", Object.fromEntries(kinds.map(name => [name, KINDS[name]])), kind, chosen => { show(chosen); first(chosen).focus() })
    const first = chosen => ({ mention: concept.input, relation: subject.input, claim: terms[0].input, note: note.input })[chosen]
    show(kind)
    if (free) guess()

    const picked = one => {
      const id = one.choose()
      if (!id) one.input.focus()
      if (!id && !one.text()) said.textContent = "Name a concept: any of its names will do."
      return id
    }
    const read = () => {
      said.textContent = ""
      const chosen = what.value, told = { kind: chosen, note: note.input.value.trim() }
      if (chosen === "mention") {
        const id = picked(concept)
        return id && { ...told, concept: id, mode: mode.value }
      }
      if (chosen === "relation") {
        const [from, to] = [picked(subject), picked(object)]
        return from && to && { ...told, relation: { from, type: type.value, to }, stance: stance.value }
      }
      if (chosen === "claim") {
        const ids = terms.filter((one, n) => n < 2 || one.text()).map(picked)
        if (!ids.every(Boolean)) return null
        if (new Set(ids).size < ids.length) { said.textContent = "Name two concepts that are not one and the same."; return null }
        const under = kabgraph.normalise(condition.input.value)
        return { ...told, claim: { [sides.value]: ids, ...(under ? { condition: under } : {}) } }
      }
      if (!told.note) { said.textContent = "Write the note first."; note.input.focus() }
      return told.note && { ...told, ...(value.kind === "note" && value.concept ? { concept: value.concept } : {}) }
    }

    const head = make("div", {})
    const redraw = () => {
      head.replaceChildren(kabgraph.headOf(words()))
      if (free) guess()
    }
    redraw()
    const edges = [["Begin earlier", "start", -1], ["Begin later", "start", 1], ["End earlier", "end", -1], ["End later", "end", 1]]
      .map(([name, edge, by]) => act(name, () => { choosing.move(edge, by); redraw() }))
    const whole = make("input", { type: "checkbox", checked: choosing.whole })
    whole.addEventListener("change", () => { choosing.whole = whole.checked; redraw() })
    const fewer = make("details", { class: "kg-linker__fewer" }, make("summary", {}, "Fewer or more words"),
      make("div", { class: "kg-linker__acts" }, ...edges, make("label", { class: "kg-linker__whole" }, whole, " whole words")))

    const form = make("form", { class: "kg-linker__form", novalidate: true }, head, what.box, ...Object.values(groups),
      group(note.box, ...(beside ? [beside] : [])), said, make("div", { class: "kg-linker__acts" }, act(verb), act("Cancel", leave), fewer))
    form.addEventListener("submit", event => {
      event.preventDefault()
      const told = read()
      if (told) save(told)
    })
    form.addEventListener("input", () => changed())
    // What is there now, whole or not: for a draft.
    const draft = () => {
      const chosen = what.value
      return {
        kind: chosen, note: note.input.value, mode: free ? undefined : mode.value, concept: sure(concept) || "",
        ...(chosen === "relation" ? { relation: { from: sure(subject) || "", type: type.value, to: sure(object) || "" }, stance: stance.value } : {}),
        ...(chosen === "claim" ? { claim: { [sides.value]: terms.map(one => sure(one) || ""), condition: condition.input.value } } : {}),
      }
    }
    return {
      form, redraw, draft,
      focus: () => first(what.value).focus(),
      say: (...content) => said.replaceChildren(...content),
      wait: on => { for (const button of form.querySelectorAll("button[type=submit]")) button.disabled = on },
    }
  }
}
