// Who does what: show the parts of one role only. Without scripts all roles stand there, each under its name.
(() => {
  const { make, query, remember } = window.kabgraph
  const groups = [...document.querySelectorAll(".kg-part")]
  if (!groups.length) return
  const counts = new Map()
  for (const { dataset, children } of groups) counts.set(dataset.role, (counts.get(dataset.role) || 0) + children.length - 1)
  const roles = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a))
  const said = make("p", { class: "kg-note", role: "status" })
  const bar = make("div", { class: "kg-sift", role: "group", "aria-label": "Show one role" })
  const show = role => {
    let shown = 0
    for (const group of groups) {
      group.hidden = Boolean(role) && group.dataset.role !== role
      if (!group.hidden) shown += group.children.length - 1
    }
    const sections = [...document.querySelectorAll(".kg-who")]
    for (const section of sections) section.hidden = !section.querySelector(".kg-part:not([hidden])")
    const left = sections.filter(section => !section.hidden).length
    said.textContent = `${shown} ${shown === 1 ? "part" : "parts"} of ${left} ${left === 1 ? "concept" : "concepts"}`
    for (const button of bar.children) button.setAttribute("aria-pressed", String(button.dataset.role === role))
  }
  for (const role of ["", ...roles]) {
    const button = make("button", { type: "button", "data-role": role }, role || "all", ...(role ? [" ", make("sup", {}, counts.get(role))] : []))
    button.addEventListener("click", () => {
      show(role)
      remember({ role })
    })
    bar.append(button)
  }
  const asked = query().get("role")
  show(roles.includes(asked) ? asked : "")
  document.querySelector(".kg-byline").after(bar, said)
  // A place in the page is found again when what stands above it has gone.
  if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView()
})()
