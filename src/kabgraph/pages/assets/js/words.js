// The words of a passage as a page shows it: where they stand in its text, and paint under them. Places are half-open and
// counted in code points, as the library counts them; what stands in a passage and is none of its text says data-kg-aside.
{
  const kabgraph = window.kabgraph
  const { make } = kabgraph
  const LETTER = "[\\p{L}\\p{N}\\p{M}]"
  // Marks inside a word belong to it, but not what makes it a possessive; a picture is a word of its own.
  const WORD = new RegExp(`${LETTER}+(?:['’ʼ׳"״](?!s(?!${LETTER}))${LETTER}+)*|\\p{Extended_Pictographic}(?:[\\u200d\\ufe0f\\p{Emoji_Modifier}]|\\p{Extended_Pictographic}(?<=\\u200d.))*`, "gsu")
  const POSSESSIVE = /['’]s$/

  kabgraph.points = (text, units) => [...text.slice(0, units)].length
  kabgraph.units = (text, points) => [...text].slice(0, points).join("").length

  const letters = typeof Intl.Segmenter === "function"
    ? text => [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)].map(({ index, segment }) => ({ start: index, end: index + segment.length }))
    : text => { let at = 0; return [...text].map(sign => ({ start: at, end: at += sign.length })) }
  // What a choice goes by, in UTF-16 units: whole words, or letters as one sees them.
  kabgraph.stops = (text, whole) => whole
    ? [...text.matchAll(WORD)].filter(match => match[0] !== "s" || !POSSESSIVE.test(text.slice(0, match.index + 1)))
      .map(match => ({ start: match.index, end: match.index + match[0].length }))
    : letters(text).filter(({ start, end }) => text.slice(start, end).trim())

  // The part of a text that is meant: its edges moved out of the words that they cut, and away from blanks.
  kabgraph.trimmed = (text, start, end, whole) => {
    if (start >= end) return null
    for (const stop of kabgraph.stops(text, whole)) {
      if (stop.start < start && start < stop.end) start = stop.start
      if (stop.start < end && end < stop.end) end = stop.end
    }
    while (start < end && !text[start].trim()) start += 1
    while (start < end && !text[end - 1].trim()) end -= 1
    return start < end ? { start, end } : null
  }

  const nodesOf = passage => {
    const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT, node =>
      node.parentElement.closest("[data-kg-aside]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT)
    const nodes = []
    while (walker.nextNode()) nodes.push(walker.currentNode)
    return nodes
  }
  kabgraph.textOf = passage => nodesOf(passage).map(node => node.data).join("")

  // How many units of the passage's text stand before a point of the page.
  kabgraph.unitAt = (passage, container, offset) => {
    const before = document.createRange()
    before.setStart(passage, 0)
    before.setEnd(container, offset)
    let units = 0
    for (const node of nodesOf(passage)) {
      if (node === container) return units + offset
      if (before.comparePoint(node, node.length) > 0) break
      units += node.length
    }
    return units
  }

  // The pieces of text nodes that lie between two places of a passage.
  const pieces = (passage, start, end) => {
    const text = kabgraph.textOf(passage)
    const [from, to] = [kabgraph.units(text, start), kabgraph.units(text, end)]
    let at = 0
    const found = []
    for (const node of nodesOf(passage)) {
      const begin = Math.max(from - at, 0), stop = Math.min(to - at, node.length)
      if (begin < stop) found.push({ node, begin, stop })
      at += node.length
    }
    return found
  }
  kabgraph.rangeOf = (passage, start, end) => {
    const found = pieces(passage, start, end)
    if (!found.length) return null
    const range = document.createRange()
    range.setStart(found[0].node, found[0].begin)
    range.setEnd(found.at(-1).node, found.at(-1).stop)
    return range
  }

  // Paint by name under places ({element, start, end}), in place of what that name painted before. Where a browser cannot
  // paint without elements, the words are wrapped: the text stays what it is.
  const wrapped = new Map()
  const unwrap = name => {
    for (const holder of wrapped.get(name) || []) {
      const parent = holder.parentNode
      holder.replaceWith(...holder.childNodes)
      if (parent) parent.normalize()
    }
    wrapped.delete(name)
  }
  const wrap = (name, places) => wrapped.set(name, places.flatMap(({ element, start, end }) =>
    pieces(element, start, end).map(({ node, begin, stop }) => {
      const words = begin ? node.splitText(begin) : node
      if (words.length > stop - begin) words.splitText(stop - begin)
      const holder = make("span", { class: `kg-paint kg-paint-${name}` })
      words.replaceWith(holder)
      holder.append(words)
      return holder
    })))
  kabgraph.paint = (name, places, priority = 0) => {
    if (!("highlights" in CSS)) {
      unwrap(name)
      return wrap(name, places)
    }
    const ranges = places.map(({ element, start, end }) => kabgraph.rangeOf(element, start, end)).filter(Boolean)
    if (!ranges.length) return CSS.highlights.delete(`kg-${name}`)
    const highlight = new Highlight(...ranges)
    highlight.priority = priority
    CSS.highlights.set(`kg-${name}`, highlight)
  }

  // The sentence about a place, roughly: up to a stop that a blank follows.
  kabgraph.sentenceAt = (text, start, end) => {
    const ends = [...text.matchAll(/[.!?…׃][”"’')\]]*\s/gu)].map(match => match.index + match[0].length)
    const from = Math.max(0, ...ends.filter(at => at <= kabgraph.units(text, start)))
    const to = Math.min(text.length, ...ends.filter(at => at >= kabgraph.units(text, end)))
    return { start: kabgraph.points(text, from), end: kabgraph.points(text, to) }
  }
}
