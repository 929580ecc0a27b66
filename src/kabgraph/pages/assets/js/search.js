// Search results are a list to choose from, and say so, while there are any.
(() => {
  const list = document.querySelector(".md-search-result__list")
  if (!list) return
  const box = list.parentElement
  new MutationObserver(() => {
    if (list.childElementCount) {
      box.setAttribute("role", "listbox")
      box.setAttribute("aria-label", "Search results")
    } else {
      box.removeAttribute("role")
      box.removeAttribute("aria-label")
    }
  }).observe(list, { childList: true })
})()
