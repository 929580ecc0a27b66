// The keys. One acts only where nobody types, without a modifier, once for each press; none leaves the page.
{
  const kabgraph = window.kabgraph
  const review = kabgraph.review = kabgraph.review || {}
  const OFF = "kabgraph-review-keys-off"
  const TYPED = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable=''], [contenteditable=true], [role=textbox], [role=combobox]"

  const off = () => { try { return localStorage.getItem(OFF) === "1" } catch { return false } }
  const turn = value => { try { value ? localStorage.setItem(OFF, "1") : localStorage.removeItem(OFF) } catch { /* it holds for this page alone */ } }
  review.isTyping = () => Boolean(document.activeElement && document.activeElement.matches(TYPED))

  // The letter of a key, also on a keyboard of another script: there it is told by its place.
  const letterOf = event => {
    if (/^[\x20-\x7e]$/.test(event.key) || event.key.length > 1) return event.key
    const place = /^Key([A-Z])$/.exec(event.code)
    return place ? place[1].toLowerCase() : event.key
  }

  // ``acts`` maps keys to what they do. A radio button keeps the arrows.
  review.keys = acts => addEventListener("keydown", event => {
    const target = event.target instanceof Element ? event.target : document.body
    if (event.isComposing || document.querySelector("dialog[open]")) return
    if (event.key === "Escape" && target.closest(".kg-review") && target.matches(TYPED)) {
      event.preventDefault()
      acts.leave()
      return
    }
    const graph = event.getModifierState("AltGraph")
    if (target.closest(TYPED) || (event.ctrlKey || event.altKey) && !graph || event.metaKey) return
    const key = letterOf(event)
    if (key !== "?" && off()) return
    if (key.startsWith("Arrow") && (event.shiftKey || target.matches("input[type=radio]"))) return
    const act = /^[1-9]$/.test(key) ? () => acts.number(Number(key) - 1) : Object.hasOwn(acts.keys, key) ? acts.keys[key] : null
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    if (!event.repeat) act()
  }, true)

  const HELP = [
    ["a", "accept; with another concept or other words, save the correction"],
    ["r", "reject"], ["s", "skip: it comes last"],
    ["c", "correct: to the field for another concept"],
    ["1 … 9", "choose a candidate"],
    ["[ ]", "take in the word before, the word after"],
    ["{ }", "leave out the first word, the last word"],
    ["u", "take back what was done last"],
    ["j k", "next and previous; the arrows do the same"],
    ["Esc", "leave a field"], ["?", "this list"],
  ]
  review.help = () => {
    const { make } = kabgraph
    const box = make("input", { type: "checkbox" })
    box.checked = !off()
    box.addEventListener("change", () => turn(!box.checked))
    const close = make("button", { type: "button", class: "kg-button" }, "Close")
    const sheet = make("dialog", { class: "kg kg-bulk", "aria-labelledby": "review-help-title" },
      make("h2", { id: "review-help-title" }, "Keys"),
      make("dl", { class: "kg-review__help" }, ...HELP.map(([keys, what]) => make("div", {},
        make("dt", {}, ...keys.split(" ").flatMap((key, n) => [n ? " " : "", key === "…" ? key : make("kbd", {}, key)])), make("dd", {}, what)))),
      make("p", { class: "kg-note" }, make("label", {}, box, " Single keys act. Without them, the buttons and Tab do all of it.")),
      make("p", { class: "kg-bulk__ask" }, close))
    close.addEventListener("click", () => sheet.close())
    sheet.addEventListener("close", () => sheet.remove())
    document.querySelector(".kg-review").append(sheet)
    sheet.showModal()
    close.focus()
  }
}
