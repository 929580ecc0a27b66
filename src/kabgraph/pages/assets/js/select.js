// Choosing words of a talk by mouse, touch or keys. What is chosen may reach over several passages: one span in each.
{
  const kabgraph = window.kabgraph
  const { make } = kabgraph
  const MOST = 5 // passages
  const TOUCH = 350 // ms after which a choice by touch is not moved any more
  const KEYS = "Arrows move word by word, Shift and arrows take more, W takes letters or whole words, Enter goes on, Escape leaves."

  // ``begin(number)`` gives the words of the button at a passage; ``taken(how)`` runs when words were chosen by "mouse" or
  // "touch", when the keys set out ("walk") and when they are done ("keys"); ``dropped`` when a choice was given up;
  // ``say(spans)`` adds to what is read out.
  kabgraph.choosing = (text, { begin, taken, dropped = () => {}, say = () => "" }) => {
    const passages = () => [...text.querySelectorAll(".kg-passage__text")]
    const status = make("p", { class: "kg-unseen", role: "status" })
    text.after(status)
    let whole = true, from = null, to = null // {p, u}: the passage's place among all, units of its text
    let walk = null

    const spans = () => {
      if (!from) return []
      return passages().slice(from.p, to.p + 1).flatMap((element, n) => {
        const words = kabgraph.textOf(element), p = from.p + n
        const part = kabgraph.trimmed(words, p === from.p ? from.u : 0, p === to.p ? to.u : words.length, whole)
        if (!part) return []
        const [start, end] = [part.start, part.end].map(unit => kabgraph.points(words, unit))
        return [{ element, passage: element.id, number: Number(element.parentElement.querySelector(".kg-number").textContent), start, end, exact: words.slice(part.start, part.end) }]
      })
    }
    const paint = () => kabgraph.paint("chosen", spans(), 9)
    const clear = () => {
      from = to = null
      leave(false)
      paint()
    }
    // Set what is chosen: spans in code points, the first and the last of which count.
    const choose = list => {
      const all = passages()
      const edge = ({ passage, ...span }, key) => {
        const p = all.findIndex(element => element.id === passage)
        return { p, u: kabgraph.units(kabgraph.textOf(all[p]), span[key]) }
      }
      from = edge(list[0], "start")
      to = edge(list.at(-1), "end")
      const said = spans().map(({ exact }) => exact).join()
      if (whole && said !== list.map(({ exact }) => exact).join()) whole = false
      paint()
    }

    // The pointer.
    const read = how => {
      const selection = getSelection()
      if (!selection.rangeCount || selection.isCollapsed || !text.contains(selection.getRangeAt(0).commonAncestorContainer)) return false
      const range = selection.getRangeAt(0)
      const all = passages()
      const met = all.filter(element => range.intersectsNode(element))
      const unit = (element, container, offset, other) => element.contains(container) ? kabgraph.unitAt(element, container, offset) : other
      const parts = met.map(element => {
        const words = kabgraph.textOf(element)
        return { p: all.indexOf(element), start: unit(element, range.startContainer, range.startOffset, 0), end: unit(element, range.endContainer, range.endOffset, words.length), words }
      }).filter(part => part.words.slice(part.start, part.end).trim())
      if (!parts.length || parts.length > MOST) return false
      leave(false)
      whole = true
      from = { p: parts[0].p, u: parts[0].start }
      to = { p: parts.at(-1).p, u: parts.at(-1).end }
      paint()
      taken(how)
      return true
    }
    let down = "", how = "touch", timer = 0, last = ""
    const look = () => {
      const { anchorNode, anchorOffset, focusNode, focusOffset, isCollapsed } = getSelection()
      if (down) return
      if (isCollapsed) {
        if (last && !walk) dropped()
        last = ""
        return
      }
      const path = node => node && `${node.parentElement?.closest("[id]")?.id}/${node.data}`
      const now = [path(anchorNode), anchorOffset, path(focusNode), focusOffset].join()
      if (now !== last && read(how)) last = now
    }
    document.addEventListener("pointerdown", event => { down = how = event.pointerType === "mouse" ? "mouse" : "touch" }, true)
    for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, () => {
      down = ""
      clearTimeout(timer)
      timer = setTimeout(look, how === "mouse" ? 0 : TOUCH)
    }, true)
    document.addEventListener("selectionchange", () => {
      clearTimeout(timer)
      timer = setTimeout(look, TOUCH)
    })
    // A drag that begins on a term would drag the link: here it chooses words too.
    let base = null
    const pointed = ({ clientX, clientY }) => {
      const at = document.caretPositionFromPoint?.(clientX, clientY) || document.caretRangeFromPoint?.(clientX, clientY)
      return at && { node: at.offsetNode || at.startContainer, offset: at.offset ?? at.startOffset }
    }
    text.addEventListener("mousedown", event => {
      const onTerm = event.target.closest(".kg-passage__text a")
      base = onTerm && !event.button && !event.ctrlKey && !event.metaKey ? { ...pointed(event), x: event.clientX, y: event.clientY } : null
      if (!base) return
      event.preventDefault()
      getSelection().removeAllRanges()
    })
    document.addEventListener("mousemove", event => {
      if (!base?.node || !(event.buttons & 1) || Math.hypot(event.clientX - base.x, event.clientY - base.y) < 4) return
      const to = pointed(event)
      if (to?.node && text.contains(to.node)) getSelection().setBaseAndExtent(base.node, base.offset, to.node, to.offset)
    })
    document.addEventListener("mouseup", () => { base = null })
    // A drag that ends on a term chooses words and opens nothing.
    text.addEventListener("click", event => {
      if (!event.detail || getSelection().isCollapsed || !event.target.closest(".kg-passage__text a")) return
      event.preventDefault()
      event.stopPropagation()
    }, true)

    // The keys: a button at each passage begins, the passage itself takes the keys.
    const stops = () => passages().flatMap((element, p) => kabgraph.stops(kabgraph.textOf(element), whole).map(stop => ({ ...stop, p })))
    const show = () => {
      const all = stops(), [first, second] = [walk.anchor, walk.at].sort((a, b) => a - b)
      from = { p: all[first].p, u: all[first].start }
      to = { p: all[second].p, u: all[second].end }
      paint()
      const chosen = spans(), words = chosen.map(({ exact }) => exact).join(" … ")
      status.textContent = [words, second > first && kabgraph.counted(second - first + 1, whole ? "word" : "letter"), chosen.length > 1 && "over two passages or more", say(chosen)].filter(Boolean).join(", ")
      kabgraph.rangeOf(chosen.at(-1).element, chosen.at(-1).end - 1, chosen.at(-1).end).startContainer.parentElement.scrollIntoView({ block: "nearest" })
    }
    const start = (element, button) => {
      const p = passages().indexOf(element), all = stops()
      const here = from && from.p === p ? from.u : 0
      const at = all.findIndex(stop => stop.p === p && stop.end > here)
      if (at < 0) { status.textContent = "This passage has no words."; return }
      leave(false)
      walk = { element, button, at, anchor: at }
      element.tabIndex = -1
      element.setAttribute("role", "application")
      element.setAttribute("aria-label", `Choose words of passage ${button.dataset.number}. ${KEYS}`)
      element.classList.add("kg-walked")
      element.focus({ preventScroll: true })
      show()
      taken("walk")
    }
    const leave = (back = true) => {
      if (!walk) return
      const { element, button } = walk
      walk = null
      for (const name of ["tabindex", "role", "aria-label"]) element.removeAttribute(name)
      element.classList.remove("kg-walked")
      if (!back) return
      clear()
      button.focus()
      dropped()
    }
    const go = (at, more) => {
      const all = stops()
      walk.at = Math.max(0, Math.min(all.length - 1, at))
      if (!more) walk.anchor = walk.at
      const span = Math.abs(all[walk.at].p - all[walk.anchor].p)
      if (span >= MOST) walk.at = walk.anchor
      show()
    }
    const letter = () => {
      const { p, u } = from, end = to
      whole = !whole
      const all = stops(), at = all.findIndex(stop => stop.p === p && stop.end > u)
      const until = all.findLastIndex(stop => stop.p === end.p && stop.start < end.u)
      Object.assign(walk, { anchor: at, at: Math.max(at, until) })
      show()
    }
    const passageBy = by => {
      const all = stops(), { p } = all[walk.at]
      const next = by > 0 ? all.findIndex(stop => stop.p > p) : all.findIndex(stop => stop.p === all.findLast(one => one.p < p)?.p)
      return next < 0 ? walk.at : next
    }
    text.addEventListener("keydown", event => {
      if (!walk || event.target !== walk.element || event.ctrlKey || event.metaKey || event.altKey) return
      const rightward = getComputedStyle(walk.element).direction === "rtl" ? -1 : 1
      const edge = end => {
        const all = stops(), { p } = all[walk.at]
        return end ? all.findLastIndex(stop => stop.p === p) : all.findIndex(stop => stop.p === p)
      }
      const run = {
        ArrowRight: () => go(walk.at + rightward, event.shiftKey),
        ArrowLeft: () => go(walk.at - rightward, event.shiftKey),
        ArrowDown: () => go(passageBy(1), event.shiftKey),
        ArrowUp: () => go(passageBy(-1), event.shiftKey),
        Home: () => go(edge(false), event.shiftKey),
        End: () => go(edge(true), event.shiftKey),
        w: letter, W: letter,
        Enter: () => taken("keys"),
        " ": () => taken("keys"),
        Escape: () => leave(),
      }[event.key]
      if (!run) return
      event.preventDefault()
      event.stopPropagation()
      run()
    })
    text.addEventListener("focusout", event => {
      if (walk && event.target === walk.element && event.relatedTarget && !event.relatedTarget.closest(".kg-linker")) { clear(); dropped() }
    })

    // One edge of what is chosen, a word or a letter further out or in.
    const move = (edge, by) => {
      const all = stops(), first = all.findIndex(stop => stop.p > from.p || stop.p === from.p && stop.end > from.u)
      const second = all.findLastIndex(stop => stop.p < to.p || stop.p === to.p && stop.start < to.u)
      const [a, b] = edge === "start" ? [first + by, second] : [first, second + by]
      if (a < 0 || b < a || b >= all.length || all[b].p - all[a].p >= MOST) return
      from = { p: all[a].p, u: all[a].start }
      to = { p: all[b].p, u: all[b].end }
      paint()
    }

    // Also after a passage was replaced.
    const dress = () => {
      if (walk && !walk.element.isConnected) clear()
      for (const number of text.querySelectorAll(".kg-passage > .kg-number")) {
        if (number.nextElementSibling.matches(".kg-begin")) continue
        const words = begin(number.textContent)
        const button = make("button", { type: "button", class: "kg-begin", "data-kg-aside": true, "data-number": number.textContent, "aria-label": words.full }, words.short)
        button.addEventListener("click", () => start(number.parentElement.querySelector(".kg-passage__text"), button))
        number.after(button)
      }
      if (from && passages()[to.p]) paint()
    }
    dress()
    return {
      spans, choose, clear, move, dress, keys: KEYS,
      leave: () => leave(),
      resume: () => { if (walk) walk.element.focus({ preventScroll: true }) },
      get walking() { return Boolean(walk) },
      get whole() { return whole },
      set whole(on) { whole = on; paint() },
    }
  }

  kabgraph.counted = (count, one) => `${count} ${count === 1 ? one : `${one}s`}`
}
