// Cards, one at a time: answered by button or key; what was right is counted in this browser only.
(() => {
  const { make, keep, query, remember } = window.kabgraph
  const list = document.querySelector(".kg-cards")
  const cards = list ? [...list.children] : []
  if (!cards.length) return
  const right = keep("cards")
  let chosen = cards
  let at = 0
  let hits = 0

  const select = (label, key, names) => {
    const field = make("select", { id: `cards-${key}` }, make("option", { value: "" }, "all"),
      ...names.map(each => make("option", { value: each.dataset[key] }, each.textContent)))
    field.addEventListener("change", () => {
      remember({ talk: fields.talk.value, concept: fields.concept.value })
      begin()
    })
    return [make("span", {}, make("label", { for: field.id }, label), " ", field), field]
  }
  const sets = document.getElementById("card-sets")
  const [talkBox, talk] = select("Talk", "talk", [...sets.querySelectorAll("[data-talk]")])
  const [conceptBox, concept] = select("Concept", "concept", [...sets.querySelectorAll("[data-concept]")])
  const fields = { talk, concept }

  const where = make("p", { class: "kg-label kg-card__where" })
  const said = make("p", { class: "kg-card__said", role: "status" })
  const next = make("button", { type: "button", class: "kg-button", hidden: true }, "Next card")
  const note = make("span", {})
  const forget = make("button", { type: "button", class: "kg-button" }, "Forget my answers")
  const tally = () => {
    const count = cards.filter(card => right.has(card.dataset.card)).length
    note.textContent = `${count} of ${cards.length} answered right so far. ${right.note}`
    forget.disabled = right.size === 0
  }

  const options = card => [...card.querySelectorAll(".kg-options > li")]
  const open = card => {
    options(card).forEach((option, n) => {
      const text = option.textContent
      const button = make("button", { type: "button" }, make("kbd", { class: "kg-key", "aria-hidden": "true" }, n + 1), " ", make("bdi", {}, text))
      button.addEventListener("click", () => answer(card, n))
      option.replaceChildren(button)
      option.classList.remove("kg-right", "kg-not-here")
    })
    card.querySelector("details").open = false
  }

  const answer = (card, n) => {
    if (card.dataset.done) return
    card.dataset.done = "yes"
    const all = options(card)
    const good = n === Number(card.dataset.answer)
    hits += good
    right.set(card.dataset.card, good)
    all[card.dataset.answer].classList.add("kg-right")
    if (!good) all[n].classList.add("kg-not-here")
    for (const option of all) option.firstChild.disabled = true
    card.querySelector("details").open = true
    said.textContent = good ? "Right." : `Not here: it is “${all[card.dataset.answer].querySelector("bdi").textContent}”.`
    next.textContent = at + 1 < chosen.length ? "Next card" : "See how many were right"
    next.hidden = false
    next.focus()
    tally()
  }

  const show = () => {
    for (const card of cards) card.hidden = card !== chosen[at]
    said.textContent = ""
    next.hidden = true
    const card = chosen[at]
    if (!card) {
      where.textContent = ""
      said.textContent = chosen.length ? `That was the last card: ${hits} of ${chosen.length} right.` : "There is no card for this choice yet."
      next.hidden = !chosen.length
      next.textContent = "Once more"
      return
    }
    where.textContent = `Card ${at + 1} of ${chosen.length}`
    delete card.dataset.done
    open(card)
  }

  const begin = () => {
    const has = (card, key, value) => !value || card.dataset[`${key}s`].split(" ").includes(value)
    chosen = cards.filter(card => has(card, "talk", fields.talk.value) && has(card, "concept", fields.concept.value))
    at = hits = 0
    show()
  }

  next.addEventListener("click", () => {
    if (at >= chosen.length) return begin()
    at += 1
    show()
    const first = chosen[at] && options(chosen[at])[0].firstChild
    if (!first) return next.focus()
    first.focus({ preventScroll: true })
    where.scrollIntoView({ block: "nearest" })
  })
  forget.addEventListener("click", () => { right.forget(); tally() })

  const box = document.getElementById("cards")
  // Keys count only here, or where nothing has the focus.
  addEventListener("keydown", event => {
    if (event.metaKey || event.ctrlKey || event.altKey || !/^[1-9]$/.test(event.key)) return
    const focus = document.activeElement
    if (focus !== document.body && !list.contains(focus)) return
    const option = chosen[at] && options(chosen[at])[event.key - 1]
    if (option) option.firstChild.click()
  })

  for (const [key, field] of Object.entries(fields)) {
    const asked = query().get(key) || ""
    if (asked && ![...field.options].some(option => option.value === asked)) field.append(make("option", { value: asked }, asked))
    field.value = asked
  }
  box.before(make("p", { class: "kg-choose" }, talkBox, conceptBox), where)
  box.after(said, make("p", {}, next), make("p", { class: "kg-note kg-kept" }, forget, " ", note))
  list.classList.add("kg-cards--one")
  tally()
  begin()
})()
