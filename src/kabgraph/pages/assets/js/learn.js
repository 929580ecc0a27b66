// A way to learn: marks for what the reader knows, and the way to the concept that the address asks for.
(() => {
  const { make, keep, query, remember, runs, learn } = window.kabgraph
  const place = document.getElementById("goal")
  if (!place) return
  const known = keep("known")
  const whole = new Map([...document.querySelectorAll("#whole .kg-way > li")].map(step => [step.dataset.concept, step]))
  const name = step => step.querySelector("h3 bdi").textContent

  const check = step => {
    const box = make("input", { type: "checkbox", "aria-label": `I know this: ${name(step)}` })
    box.checked = known.has(step.dataset.concept)
    box.addEventListener("change", () => { known.set(step.dataset.concept, box.checked); show() })
    step.append(make("label", { class: "kg-know" }, box, " I know this"))
  }

  const say = (element, text) => { if (element.textContent !== text) element.textContent = text }
  const show = () => {
    for (const box of document.querySelectorAll(".kg-know input")) box.checked = known.has(box.closest("li").dataset.concept)
    for (const section of document.querySelectorAll(".kg-section")) {
      const steps = [...section.querySelectorAll(".kg-way > li")]
      const count = section.querySelector(".kg-known")
      if (count) say(count, steps.length ? `You know ${steps.filter(step => known.has(step.dataset.concept)).length} of ${steps.length}.` : "")
    }
    say(note, known.note)
    forget.disabled = known.size === 0
  }

  const note = make("span", {})
  const forget = make("button", { type: "button", class: "kg-button" }, "Forget my marks")
  forget.addEventListener("click", () => { known.forget(); show() })

  const choice = make("select", { id: "goal-choice" }, make("option", { value: "" }, "choose a concept"))
  const byName = [...whole].sort(([, a], [, b]) => name(a).localeCompare(name(b), "en"))
  choice.append(...byName.map(([id, step]) => make("option", { value: id }, name(step))))
  const way = make("div", { "aria-live": "polite" })

  const lead = goal => {
    choice.value = goal
    way.replaceChildren()
    const steps = Object.hasOwn(learn.ways, goal) ? learn.ways[goal] : null
    if (goal && !steps) {
      choice.value = ""
      way.append(make("p", { class: "kg-plain" }, "There is no concept called ", make("bdi", {}, goal), " here."))
    } else if (steps) {
      const list = make("ol", { class: "kg-way" })
      steps.forEach(([concept, why], n) => {
        const step = whole.get(concept).cloneNode(true)
        step.querySelector(".kg-number").textContent = n + 1
        step.querySelector(".kg-way__why").replaceChildren(runs(learn.whys[why]))
        const old = step.querySelector(".kg-know")
        if (old) old.remove()
        check(step)
        list.append(step)
      })
      way.append(list)
    }
    show()
  }
  choice.addEventListener("change", () => { remember({ goal: choice.value }); lead(choice.value) })

  place.replaceChildren(make("p", { class: "kg-choose" }, make("label", { for: "goal-choice" }, "The way to"), " ", choice), way)
  for (const step of document.querySelectorAll(".kg-way > li")) check(step)
  for (const head of document.querySelectorAll(".kg-section__head")) head.append(make("p", { class: "kg-known" }))
  document.querySelector(".kg-byline").after(make("p", { class: "kg-note kg-kept" }, forget, " ", note))
  lead(query().get("goal") || "")
})()
