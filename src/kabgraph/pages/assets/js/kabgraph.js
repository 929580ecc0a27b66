// A talk: show or hide the marks, light the places of one concept, open a note beside a term.
// The page reads well without: terms are links, and their notes stand at the foot.
(() => {
  const talk = document.querySelector(".kg-talk")
  const text = talk && talk.querySelector(".kg-text")
  if (!text) return

  const views = document.createElement("div")
  views.className = "kg-views"
  views.setAttribute("role", "group")
  views.setAttribute("aria-label", "Show")
  views.append("Show")
  const marked = text.querySelectorAll('.kg-passage__text a[data-found="implied"], .kg-passage__text a[data-found="analogy"]')
  const buttons = ["plain", "named", ...(marked.length ? ["with implied"] : [])].map(name => {
    const button = document.createElement("button")
    button.type = "button"
    button.textContent = name
    button.addEventListener("click", () => show(name))
    views.append(button)
    return button
  })
  const show = name => {
    talk.dataset.kgView = name
    // What is not shown as a link is no stop for the Tab key.
    for (const link of marked) link.tabIndex = name === "with implied" ? 0 : -1
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.textContent === name))
  }
  show("named")
  text.before(views)

  const light = concept => {
    for (const place of text.querySelectorAll("[data-concept]"))
      place.classList.toggle("kg-lit", place.dataset.concept === concept)
  }
  for (const name of talk.querySelectorAll(".kg-here a")) {
    name.addEventListener("mouseenter", () => light(name.dataset.concept))
    name.addEventListener("focus", () => light(name.dataset.concept))
    name.addEventListener("mouseleave", () => light(null))
    name.addEventListener("blur", () => light(null))
  }

  let opened = null
  const close = () => {
    if (!opened) return
    opened.note.remove()
    opened.term.setAttribute("aria-expanded", "false")
    opened = null
  }
  const make = (tag, properties, ...content) => {
    const element = Object.assign(document.createElement(tag), properties)
    element.append(...content)
    return element
  }
  const open = (term, entry) => {
    close()
    const passage = term.closest("[id]")
    const name = entry.querySelector("dt").cloneNode(true)
    const list = make("dl", {}, name, entry.querySelector("dd").cloneNode(true))
    const supports = [...entry.querySelectorAll(".kg-supports")]
      .filter(line => line.dataset.passages.split(" ").includes(passage.id))
    if (supports.length) list.append(make("dt", { className: "kg-label" }, "This passage supports"))
    list.append(...supports.map(line => line.cloneNode(true)))
    const shut = make("button", { type: "button", ariaLabel: "Close" }, "×")
    list.append(...[...entry.querySelectorAll(".kg-why")]
      .filter(line => line.dataset.passage === passage.id).map(line => line.cloneNode(true)))
    const way = make("a", { href: term.href }, `Open ${name.querySelector("a").textContent}`)
    const note = make("aside", { className: "kg-side", ariaLabel: name.textContent }, shut, list, way)
    shut.addEventListener("click", () => { close(); term.focus() })
    passage.before(note)
    term.setAttribute("aria-expanded", "true")
    opened = { note, term }
  }
  for (const term of text.querySelectorAll(".kg-passage__text a[data-concept]")) {
    const entry = document.getElementById(`term-${term.dataset.concept}`)
    if (!entry) continue
    term.setAttribute("aria-expanded", "false")
    term.addEventListener("click", event => {
      if (term.tabIndex < 0) return event.preventDefault()
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      if (opened && opened.term === term) close()
      else open(term, entry)
    })
  }
  addEventListener("keydown", event => {
    if (event.key !== "Escape" || !opened) return
    const term = opened.term
    close()
    term.focus()
  })
})()
