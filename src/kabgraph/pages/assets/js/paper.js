// A page on paper: a control that prints it. The theme opens what is closed for the print; long rests that the reader
// did not open are marked, so that the style sheet leaves them out.
(() => {
  const { make } = window.kabgraph
  for (const rest of document.querySelectorAll("#passages .kg-more, #processes .kg-more, #whole .kg-more")) {
    rest.classList.add("kg-rest")
    rest.firstElementChild.addEventListener("click", () => rest.classList.toggle("kg-rest", rest.open))
  }
  const cite = document.getElementById("cite")
  if (!cite) return
  const button = make("button", { type: "button", class: "kg-button" }, "Print this page")
  button.addEventListener("click", () => window.print())
  const line = document.querySelector("#cite + .kg-paper")
  if (line) line.prepend(button, " ")
  else cite.after(make("p", { class: "kg-paper" }, button))
})()
