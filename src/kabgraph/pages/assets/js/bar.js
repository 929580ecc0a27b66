// The bar at the foot of the window in which chosen words are linked: a line first, then a form. It keeps above the keyboard
// of a phone, and the chosen words keep in sight above it.
{
  const kabgraph = window.kabgraph
  const { make } = kabgraph

  // ``left`` runs when Escape or its cross closes the bar.
  kabgraph.bar = (label, left) => {
    const body = make("div", { class: "kg-linker__body" })
    const shut = make("button", { type: "button", class: "kg-linker__shut", "aria-label": "Close" }, "×")
    const element = make("section", { class: "kg-linker", "aria-label": label, hidden: true }, body, shut)
    document.querySelector("article.kg").append(element)
    const root = document.documentElement

    const fit = () => {
      const height = element.hidden ? 0 : element.offsetHeight
      root.style.setProperty("--kg-linker", `${height}px`)
      const view = window.visualViewport
      element.style.setProperty("--kg-lift", view ? `${Math.max(0, innerHeight - view.height - view.offsetTop)}px` : "0px")
      element.style.setProperty("--kg-room", view ? `${view.height}px` : "100vh")
    }
    new ResizeObserver(fit).observe(element)
    for (const name of ["resize", "scroll"]) window.visualViewport?.addEventListener(name, fit)

    // Where the chosen words would lie under the bar, the page moves just so far.
    const reveal = ({ element: passage, start, end }) => {
      const words = kabgraph.rangeOf(passage, start, end)
      if (!words) return
      const { top, bottom } = words.getBoundingClientRect()
      const low = element.getBoundingClientRect().top - 24, high = 64
      if (bottom > low) scrollBy({ top: Math.min(bottom - low, top - high), behavior: "instant" })
      else if (top < high) scrollBy({ top: top - high, behavior: "instant" })
    }

    const hide = () => {
      element.hidden = true
      body.replaceChildren()
      fit()
    }
    const show = (...content) => {
      body.replaceChildren(...content)
      element.hidden = false
      body.scrollTop = 0
      fit()
    }
    const leave = () => { hide(); left() }
    shut.addEventListener("click", leave)
    element.addEventListener("keydown", event => {
      if (event.key !== "Escape" || event.isComposing) return
      event.preventDefault()
      event.stopPropagation()
      leave()
    })
    return { element, show, hide, leave, reveal, get open() { return !element.hidden } }
  }

  const words = kabgraph.wordsOf = (spans, cut = 90) => spans.flatMap(({ exact }, n) => {
    const short = exact.length > cut ? `${exact.slice(0, exact.lastIndexOf(" ", cut * 0.6) + 1 || cut * 0.6)}… ${exact.slice(exact.indexOf(" ", exact.length - cut * 0.3) + 1)}` : exact
    return [n ? " and " : "", make("q", { class: "kg-linker__words", dir: "auto" }, short)]
  })
  kabgraph.placeOf = spans => {
    const numbers = [...new Set(spans.map(({ number }) => number))]
    return `${numbers.length > 1 ? "passages" : "passage"} ${kabgraph.listed ? kabgraph.listed(numbers.map(String)) : numbers.join(", ")}`
  }
  kabgraph.headOf = (spans, ...more) => make("p", { class: "kg-linker__head" }, ...words(spans), " ", make("span", { class: "kg-linker__place" }, kabgraph.placeOf(spans)), ...more)

  // A control that says what it does; ``main`` is the one that Enter means.
  kabgraph.act = (name, run, main = false) => {
    const button = make("button", { type: run ? "button" : "submit", class: main || !run ? "kg-linker__act kg-linker__act--main" : "kg-linker__act" }, name)
    if (run) button.addEventListener("click", run)
    return button
  }
}
