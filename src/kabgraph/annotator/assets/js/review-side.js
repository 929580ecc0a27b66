// The right column: which concept is meant, another one, other words, the mode, a note. What is chosen is kept with
// its item, so that going away and coming back loses nothing.
{
  const kabgraph = window.kabgraph
  const review = kabgraph.review = kabgraph.review || {}
  const MODES = ["named", "implied", "analogy"]
  const KEYS = { "[": ["+ before", "Take in the word before"], "{": ["− first", "Leave out the first word"], "}": ["− last", "Leave out the last word"], "]": ["+ after", "Take in the word after"] }

  // What can be chosen for an item: its candidates, or what each person said where they disagree.
  const optionsOf = (item, details) => {
    const told = item.sort === "disputed" && details ? details.records.filter(record => record.id !== item.similar) : []
    const said = told.map(record => ({
      concept: record.concept, did: record.status === "rejected" ? "reject" : "accept", mode: record.mode, name: review.nameOf(record.concept),
      hebrew: "", text: `${record.status[0].toUpperCase()}${record.status.slice(1)} by ${record.by}.`, why: record.note || "",
    }))
    const heard = new Set(told.filter(record => record.status === "accepted").map(record => record.concept))
    return [...said, ...item.candidates.filter(candidate => !heard.has(candidate.id) && !(said.length && item.candidates.length === 1)).map(candidate => ({
      concept: candidate.id, did: "accept", name: candidate.name, hebrew: candidate.hebrew,
      text: review.firstSentence(candidate.definition) || "Nobody has written down its meaning yet.", why: candidate.why || "",
    }))]
  }

  const fresh = item => ({
    options: optionsOf(item, null), pick: item.sort === "disputed" ? -1 : item.candidates.findIndex(candidate => candidate.id === item.concept),
    other: "", mode: item.mode || "named", note: "", span: null, whole: null, text: "",
  })
  const formOf = review.formOf = entry => entry.form || (entry.form = fresh(entry.item))

  // Once the context has come: the words' place in the text, and what people said.
  review.informed = (entry, details) => {
    const form = formOf(entry), { item } = entry
    form.details = details
    if (item.sort === "disputed") form.options = optionsOf(item, details)
    const near = item.start === null && details.near
    const base = near ? { text: details.near.text, start: near.start, end: near.end } : { text: details.context.text, start: item.start, end: item.end }
    form.text = base.text || ""
    form.elsewhere = Boolean(near && near.passage !== item.passage)
    form.whole = base.start === null || base.start === undefined ? null : [base.start, base.end].map(point => kabgraph.api.units(form.text, point))
    if (!form.span) form.span = form.whole
  }

  const sameSpan = (a, b) => a === b || Boolean(a && b && a[0] === b[0] && a[1] === b[1])
  review.isMoved = form => !sameSpan(form.span, form.whole)
  review.isCorrection = entry => Boolean(formOf(entry).other) || review.isMoved(formOf(entry))
  review.isTouched = entry => Boolean(entry && entry.form && (entry.form.note || review.isCorrection(entry)))

  // What accepting would say, in a few words.
  review.meant = entry => {
    const form = formOf(entry), option = form.options[form.pick]
    if (!review.isMention(entry.item)) return { words: "" }
    if (form.other) return { words: "corrected to", name: review.nameOf(form.other) }
    const among = form.options.length > 1 ? `, one of ${form.options.length}` : ""
    if (option) return { words: option.did === "reject" ? "not" : "as", name: option.name, more: among }
    return { words: form.options.length ? `${form.options.length} to choose from` : "" }
  }

  // What is to be sent for an item, or what must be chosen first.
  review.actOf = (entry, did) => {
    const { item } = entry, form = formOf(entry)
    const act = { did, ...(form.note ? { note: form.note } : {}) }
    if (did === "reject" || did === "skip" || !review.isMention(item)) return act
    const option = form.options[form.pick]
    const moved = review.isMoved(form)
    if (!form.other && !option && form.options.length) return { ask: `Choose first: ${form.options.length > 9 ? "a concept" : form.options.map((_, n) => n + 1).join(" or ")}, or another with c.` }
    if (item.start === null && !form.span) return { ask: "Choose its words in the passage first: select them, or go by word with ] and {. Or retire it." }
    if (!form.other && option && option.did === "reject") return { ...act, did: "reject" }
    if (form.other || moved) act.did = "correct"
    act.concept = form.other || (option && option.concept) || item.concept || undefined
    if (form.mode !== item.mode) act.mode = form.mode
    if (moved) {
      act.start = kabgraph.api.points(form.text, form.span[0])
      act.end = kabgraph.api.points(form.text, form.span[1])
      act.surface = form.text.slice(...form.span)
    }
    return act
  }

  // The column itself. ``changed`` runs when a choice was made, ``onward`` when a field is left with Enter.
  review.side = (place, { changed, onward }) => {
    const { make } = kabgraph
    let entry = null
    const label = (words, ...content) => make("fieldset", { class: "kg-review__set" }, make("legend", { class: "kg-label" }, words), ...content)

    const choices = make("div", { class: "kg-candidates" })
    const asked = make("legend", { class: "kg-label" })
    const concepts = make("fieldset", { class: "kg-review__set" }, asked, choices)
    const card = (option, n) => {
      const radio = make("input", { type: "radio", name: "review-concept", value: String(n), class: "kg-unseen" })
      radio.checked = n === formOf(entry).pick && !formOf(entry).other
      radio.addEventListener("change", () => pick(n))
      return make("label", { class: "kg-candidate" }, radio, n < 9 ? make("kbd", {}, String(n + 1)) : make("span", {}),
        make("span", { class: "kg-candidate__name" }, make("bdi", {}, option.name), ...(option.hebrew ? [" ", make("bdi", { class: "kg-hebrew", lang: "he", dir: "rtl" }, option.hebrew)] : [])),
        make("span", { class: "kg-candidate__text", dir: "auto" }, option.text),
        ...(option.why ? [make("span", { class: "kg-candidate__why", dir: "auto" }, option.why)] : []))
    }
    const cards = () => {
      const { options } = formOf(entry)
      const focus = choices.contains(document.activeElement)
      choices.replaceChildren(...options.map(card))
      choices.classList.toggle("kg-candidates--many", options.length > 4)
      concepts.hidden = !options.length
      if (focus) (choices.querySelector("input:checked") || choices.querySelector("input") || place).focus()
    }
    const pick = n => {
      const form = formOf(entry)
      if (!form.options[n]) return
      Object.assign(form, { pick: n, other: "" })
      if (form.options[n].mode) form.mode = form.options[n].mode
      field.set("")
      shown()
      changed(`${form.options[n].name} chosen.`)
    }

    const field = kabgraph.field("review-other", "Another concept", () => chosen(true))
    field.input.setAttribute("placeholder", "by any of its names")
    const chosen = last => {
      const form = formOf(entry), id = field.choose()
      const known = form.options.findIndex(option => option.concept === id && option.did === "accept")
      if (id && known >= 0) { pick(known); return last && onward() }
      if (id === form.other) return last && id && onward()
      form.other = id
      shown()
      changed(id ? `Another concept: ${review.nameOf(id)}.` : "")
      if (last && id) onward()
    }
    field.input.addEventListener("change", () => chosen(false))
    field.input.addEventListener("input", () => { if (!field.text() && formOf(entry).other) chosen(false) })
    field.input.addEventListener("keydown", event => { if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); chosen(true) } })

    const quoted = make("q", { class: "kg-review__words", dir: "auto" })
    const use = make("button", { type: "button", class: "kg-button", hidden: true }, "Use the selected words")
    const movers = make("div", { class: "kg-review__movers" }, ...Object.entries(KEYS).map(([key, [text, name]]) => {
      const button = make("button", { type: "button", "aria-label": name, "aria-keyshortcuts": key }, make("kbd", { "aria-hidden": "true" }, key), text)
      button.addEventListener("click", () => move(key))
      return button
    }))
    const words = make("details", { class: "kg-more kg-review__other" }, make("summary", {}, "Other words"), make("p", {}, quoted), movers, use)
    const move = key => {
      const form = formOf(entry)
      if (!review.isMention(entry.item) || !form.text) return
      if (form.elsewhere) return changed("The place is in another passage: accept it there, then change its words in the talk.")
      const first = kabgraph.words(form.text)[0] || { start: 0, end: 0 }
      const from = form.span
      form.span = from ? review.moved(form.text, from, key) : [first.start, first.end]
      words.open = true
      shown()
      changed(sameSpan(from, form.span) ? "No further." : `Words: ${form.text.slice(...form.span)}.`, true)
    }
    // What is selected in the passage can be taken as the words, in whole words.
    const selected = () => {
      const selection = getSelection(), text = document.getElementById("review-passage")
      if (!entry || !text || selection.isCollapsed || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return null
      const range = selection.getRangeAt(0), before = range.cloneRange()
      before.selectNodeContents(text)
      before.setEnd(range.startContainer, range.startOffset)
      const start = before.toString().length, end = start + range.toString().length
      const touched = kabgraph.words(formOf(entry).text).filter(word => word.end > start && word.start < end)
      return touched.length ? [touched[0].start, touched.at(-1).end] : null
    }
    document.addEventListener("selectionchange", () => {
      const span = selected()
      use.hidden = !span || !review.isMention(entry.item) || formOf(entry).elsewhere
      if (!use.hidden) words.open = true
    })
    use.addEventListener("mousedown", event => event.preventDefault()) // the selection stays
    use.addEventListener("click", () => {
      const span = selected(), form = formOf(entry)
      if (!span) return
      form.span = span
      getSelection().removeAllRanges()
      onward()
      shown()
      changed(`Words: ${form.text.slice(...span)}.`, true)
    })

    const modes = label("Mode", make("span", { class: "kg-review__modes" }, ...MODES.map(mode => {
      const radio = make("input", { type: "radio", name: "review-mode", value: mode, class: "kg-unseen" })
      radio.addEventListener("change", () => { formOf(entry).mode = mode; changed(`Mode: ${mode}.`) })
      return make("label", {}, radio, mode)
    })))
    const note = make("input", { type: "text", id: "review-note", placeholder: "why, for the next teacher", dir: "auto", autocomplete: "off", maxlength: "20000" })
    note.addEventListener("input", () => { formOf(entry).note = note.value.trim() })
    note.addEventListener("keydown", event => { if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); onward() } })
    place.replaceChildren(concepts, field.box, words, modes, make("p", { class: "kg-review__note" }, make("label", { class: "kg-label", for: "review-note" }, "Note"), note))

    const shown = () => {
      const form = formOf(entry), mention = review.isMention(entry.item)
      asked.textContent = review.asks(entry.item).ask
      cards()
      concepts.hidden = concepts.hidden || !mention
      for (const part of [field.box, words, modes]) part.hidden = !mention
      quoted.textContent = form.span ? form.text.slice(...form.span) : entry.item.surface
      for (const radio of modes.querySelectorAll("input")) radio.checked = radio.value === form.mode
    }
    return {
      show: next => {
        const other = next !== entry
        entry = next
        place.hidden = !entry
        if (!entry) return
        if (other) {
          field.set(formOf(entry).other)
          note.value = formOf(entry).note
          words.open = review.isMoved(formOf(entry))
          use.hidden = true
        }
        shown()
      },
      pick, move,
      correct: () => { if (entry && review.isMention(entry.item)) { words.open = true; field.input.focus(); field.input.select() } },
    }
  }
}
