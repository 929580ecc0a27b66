// A button beside what is meant to be copied. Without scripts, or where the clipboard is closed, one selects it.
(() => {
  const select = element => {
    const range = document.createRange()
    range.selectNodeContents(element)
    const selection = getSelection()
    selection.removeAllRanges()
    selection.addRange(range)
  }
  for (const text of document.querySelectorAll("[data-kg-copy]")) {
    const button = document.createElement("button")
    button.type = "button"
    button.className = "kg-copy"
    button.textContent = "Copy"
    button.setAttribute("aria-label", `Copy ${text.dataset.kgCopy}`)
    const said = document.createElement("span")
    said.className = "kg-note"
    said.setAttribute("role", "status")
    const selected = () => {
      select(text)
      said.textContent = "Selected"
    }
    button.addEventListener("click", () => {
      if (!navigator.clipboard) return selected()
      navigator.clipboard.writeText(text.textContent).then(() => { said.textContent = "Copied" }, selected)
    })
    // Beside code or preformatted text, not inside it: what is selected by hand stays what is meant.
    const whole = text.closest("pre, code") || text
    whole.after(" ", button, " ", said)
  }
})()
