// The edit mode of a talk's page: words are chosen and linked, what is marked is judged, all of it saved at once.
(() => {
  const kabgraph = window.kabgraph
  const { make, act, api } = kabgraph
  const text = document.querySelector(".kg-text[data-talk]")
  if (!text || !kabgraph.choosing || !kabgraph.find) return
  const talk = text.dataset.talk
  const uri = decodeURIComponent(location.pathname.slice(new URL(kabgraph.root).pathname.length))
  const marks = kabgraph.marksOf(talk)

  // -- what stands about the text: what can be taken back, what is lost, what is kept as a draft, where it is saved

  const undo = act("Undo", () => back("undo"))
  const redo = act("Redo", () => back("redo"))
  const rejected = make("input", { type: "checkbox", id: "kg-show-rejected" })
  const rejectedName = make("span", {}, "show rejected")
  const tools = make("div", { class: "kg-edit", role: "group", "aria-label": "Edit" }, undo, redo, make("label", {}, rejected, " ", rejectedName))
  const status = make("p", { class: "kg-note", role: "status" })
  const drafts = make("ul", { class: "kg-knowns" })
  const lost = make("ul", { class: "kg-knowns" })
  const lostHead = make("h2", { class: "kg-label" }, "")
  const draftBox = make("section", { class: "kg-edit__box", "aria-label": "Drafts", hidden: true }, make("h2", { class: "kg-label" }, "Not saved yet"), drafts)
  const lostBox = make("section", { class: "kg-edit__box", "aria-label": "Lost words", hidden: true }, lostHead, lost)
  const foot = make("p", { class: "kg-note kg-edit__foot" })
  text.before(tools, status, draftBox, lostBox, kabgraph.legend())
  document.querySelector(".kg-talk").after(foot)
  const say = (...words) => status.replaceChildren(...words)

  // -- the page as the server has it: only passages that are others now are replaced

  const known = new Map()
  const passagesOf = page => [...page.querySelectorAll(".kg-text > .kg-passage")].map(box => [box.querySelector(".kg-passage__text").id, box])
  const renew = async () => {
    const page = await api.page(uri)
    const fresh = passagesOf(page)
    const there = new Map(passagesOf(document))
    let changed = fresh.length !== there.size
    for (const [id, box] of fresh) {
      const before = known.get(id)
      known.set(id, box.outerHTML)
      if (before === undefined || before === box.outerHTML || !there.has(id)) continue
      there.get(id).replaceWith(document.importNode(box, true))
      changed = true
    }
    if (changed) {
      text.dispatchEvent(new CustomEvent("kg-renewed", { detail: page }))
      chosen.dress()
    }
  }
  const paint = () => {
    kabgraph.paintLayers(marks.data, rejected.checked)
    text.closest(".kg-talk").classList.add("kg-editing") // from now on the layers stand for the page's own strokes
  }
  // In the edit mode every term can be reached, whatever the view shows.
  const reach = () => { for (const term of text.querySelectorAll(".kg-passage__text a")) term.tabIndex = 0 }
  document.querySelector(".kg-views")?.addEventListener("click", reach)
  const look = async () => {
    const data = await marks.load()
    paint()
    await renew()
    paint()
    reach()
    rejectedName.textContent = `show rejected (${data.rejected.length})`
    const list = kabgraph.lostList(marks, todo)
    lost.replaceChildren(...list)
    lostBox.hidden = !list.length
    lostHead.textContent = `${kabgraph.counted(list.length, "decision")} whose words are lost`
  }
  let looking = Promise.resolve()
  const refresh = () => looking = looking.then(look).catch(error => say(`${error.message}; ${error.remedy || "load the page again"}.`))
  api.watch(state => {
    for (const [button, words, name] of [[undo, state.undo, "Undo"], [redo, state.redo, "Redo"]]) {
      button.textContent = words ? `${name}: ${words}` : name
      button.disabled = !words
    }
    const git = state.git && state.git.changed.length ? [` git would say: ${kabgraph.counted(state.git.changed.length, "changed file")}; a message that suits: `, make("q", {}, state.git.message), "."] : []
    const wrong = state.findings.map(found => make("span", { class: "kg-edit__wrong" }, ` ${found.file}, line ${found.line}: ${found.message}; ${found.remedy}.`))
    foot.replaceChildren(`Saved to ${state.user}.yaml; nothing leaves this computer.`, ...git, ...wrong)
    refresh()
  })
  rejected.addEventListener("change", paint)

  // -- saving: what was written is a draft until the server has it

  const draftKey = key => `talk/${talk}/${key}`
  const done = words => {
    form = null
    bar.hide()
    chosen.clear()
    say(words)
    showDrafts()
    if (origin && origin.isConnected) origin.focus()
    origin = null
  }
  const failed = error => `${error.message[0].toUpperCase()}${error.message.slice(1)}; ${error.remedy}.`
  const saveRecord = async draft => {
    api.drafts.set(draftKey(draft.key), draft)
    if (form) form.wait(true)
    let saved
    try {
      if (draft.item) saved = await api.post("decide", { ...draft.item, ...pick(draft.body, ["concept", "mode", "note"]), start: draft.body.anchor.start, end: draft.body.anchor.end })
      else if (draft.id) saved = await api.put(`annotations/${draft.id}`, draft.body, draft.tag)
      else saved = await api.post("annotations", draft.body)
    } catch (error) {
      if (!(error instanceof api.ApiError)) throw error
      api.drafts.set(draftKey(draft.key), { ...draft, failed: failed(error) })
      if (form) form.wait(false)
      if (error.status === 412 && error.there && !Array.isArray(error.there)) return meet(draft, error)
      if (form) form.say(failed(error), " Your draft is kept.")
      else say(failed(error), " Your draft is kept.")
      return showDrafts()
    }
    api.drafts.drop(draftKey(draft.key))
    take(saved)
    done(`Saved: ${draft.body.anchor.exact}.`)
  }
  // What was saved shows at once; the page itself follows.
  const take = saved => {
    marks.take(saved.saved || [saved])
    paint()
  }
  const pick = (from, keys) => Object.fromEntries(keys.filter(key => from[key]).map(key => [key, from[key]]))

  // Two windows, one record: both versions in words, and the choice.
  const meet = (draft, { there }) => {
    const version = (title, record) => make("div", { class: "kg-meet" }, make("h3", { class: "kg-label" }, title),
      make("p", { class: "kg-known__say" }, ...kabgraph.recordSays(record), make("span", { class: "kg-note" }, ` ${record.status}`)), make("p", { class: "kg-note", dir: "auto" }, record.note || "no note"))
    const mine = act("Keep mine", () => saveRecord({ ...draft, tag: there.tag }), true)
    const theirs = act("Take what stands there", () => {
      api.drafts.drop(draftKey(draft.key))
      done("Left as it stands there.")
    })
    form = null
    bar.show(make("p", { role: "alert" }, "This record was changed in another window meanwhile."), make("div", { class: "kg-linker__row" }, version("Yours", draft.body), version("What stands there", there)), make("div", { class: "kg-linker__acts" }, mine, theirs))
    mine.focus()
  }

  const showDrafts = () => {
    const keys = api.drafts.all().filter(key => key.startsWith(`talk/${talk}/`))
    drafts.replaceChildren(...keys.map(key => {
      const draft = api.drafts.get(key)
      if (!draft || !draft.body) return ""
      const again = act("Try again", () => saveRecord(draft), true)
      const drop = act("Discard", () => { api.drafts.drop(key); showDrafts() })
      return make("li", { class: "kg-known" }, make("p", { class: "kg-known__say" }, make("q", { class: "kg-linker__words", dir: "auto" }, draft.body.anchor.exact), " ", ...kabgraph.recordSays(draft.body)),
        make("p", { class: "kg-note", dir: "auto" }, draft.body.note || ""), make("p", { class: "kg-note" }, draft.failed || ""), make("p", { class: "kg-linker__acts" }, again, drop))
    }))
    draftBox.hidden = !drafts.children.length
  }

  const back = async which => {
    try {
      const { words } = await api.post(which)
      say(`${which === "undo" ? "Taken back" : "Done again"}: ${words}.`)
    } catch (error) { say(failed(error)) }
  }
  addEventListener("keydown", event => {
    if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.altKey || event.repeat) return
    if (event.target.closest("input, textarea, select")) return
    event.preventDefault()
    back(event.shiftKey ? "redo" : "undo")
  })

  // -- choosing and linking

  let form = null, origin = null, goal = null
  const bar = kabgraph.bar("Link words", () => {
    form = goal = null
    if (chosen.walking) chosen.resume()
    else chosen.clear()
    if (origin && origin.isConnected) origin.focus()
    origin = null
  })
  const wordsOf = ({ passage, start, end, exact }) => ({ passage, start, end, exact })
  const near = ({ element, start, end }) => {
    const sentence = kabgraph.sentenceAt(kabgraph.textOf(element), start, end)
    return marks.concepts(element.id, sentence.start, sentence.end)
  }
  // ``to``: what becomes of it: {id, tag, body} a record, {item, did} a correction, or nothing for a new link.
  const link = (value = {}, to = null) => {
    goal = to
    const key = to && to.id ? to.id : `new-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 6)}`
    form = kabgraph.linkForm({
      words: chosen.spans, choosing: chosen, near: near(chosen.spans()[0]), value, noteLabel: "Why, for the next teacher", verb: "Save",
      kinds: to && to.item ? ["mention"] : undefined,
      leave: () => bar.leave(),
      save: told => {
        const [anchor, ...also] = chosen.spans().map(wordsOf)
        const body = { talk, ...told, status: (to && to.status) || "accepted", anchor, ...(also.length ? { also } : {}), ...(to && to.replaces ? { replaces: to.replaces } : {}) }
        return saveRecord({ key, body, ...(to && to.id ? { id: to.id, tag: to.tag } : {}), ...(to && to.item ? { item: { items: [to.item], did: "correct" } } : {}) })
      },
    })
    bar.show(form.form)
    bar.reveal(chosen.spans()[0])
    form.focus()
  }
  const chosen = kabgraph.choosing(text, {
    begin: number => ({ short: "Link words", full: `Link words in passage ${number}` }),
    taken: how => {
      if (form) return form.redraw()
      if (how === "keys") return goal ? link(goal.value, goal.to) : judge(chosen.spans()[0]) || link()
      if (how === "walk") return bar.show(make("div", { class: "kg-linker__line" }, make("span", { class: "kg-note" }, chosen.keys)))
      const span = chosen.spans()[0]
      const found = kabgraph.markPanel(marks, span, todo)
      const go = goal ? act("Put it here", () => link(goal.value, goal.to), true) : act("Link these words", () => link(), true)
      bar.show(make("div", { class: "kg-linker__line" }, kabgraph.headOf(chosen.spans()), go), ...(found.length && !goal ? [make("ul", { class: "kg-knowns" }, ...found)] : []))
      const range = kabgraph.rangeOf(span.element, span.start, span.end)
      bar.element.classList.toggle("kg-linker--above", how === "touch" && range && range.getBoundingClientRect().bottom > innerHeight - 160)
    },
    dropped: () => {
      if (form || goal) return
      bar.hide()
      chosen.clear()
    },
    say: spans => {
      const count = spans.length ? marks.mentionsAt(spans[0]).length + marks.recordsAt(spans[0]).filter(record => record.kind !== "mention").length : 0
      return count ? `${kabgraph.counted(count, "mark")} here, Enter shows` : ""
    },
  })
  // With the keys: first what is known of the words, then the way to link them.
  const judge = span => {
    const found = kabgraph.markPanel(marks, span, todo)
    if (!found.length) return false
    const go = act("Link these words", () => link())
    bar.show(make("div", { class: "kg-linker__line" }, kabgraph.headOf(chosen.spans())), make("ul", { class: "kg-knowns" }, ...found), make("p", { class: "kg-linker__acts" }, go))
    bar.element.querySelector("button.kg-linker__act").focus()
    return true
  }

  // A click on marked words asks what is known of them; Enter on a term does the same.
  const spanAt = (element, unit) => {
    const words = kabgraph.textOf(element), at = kabgraph.points(words, unit)
    const over = [...marks.mentionsAt({ passage: element.id, start: at, end: at + 1 }), ...(rejected.checked ? marks.rejectedAt({ passage: element.id, start: at, end: at + 1 }) : [])]
    const records = marks.recordsAt({ passage: element.id, start: at, end: at + 1 }).filter(record => record.kind !== "mention" && record.anchor.passage === element.id)
    const places = [...over, ...records.map(record => record.span)].sort((a, b) => a.end - a.start - b.end + b.start)
    if (!places.length) return null
    const [{ start, end }] = places // the smallest is meant; what lies over the same place is listed with it
    return { at: { passage: element.id, start: at, end: at + 1 }, span: { passage: element.id, start, end, exact: [...words].slice(start, end).join("") } }
  }
  text.addEventListener("click", event => {
    const element = event.target.closest(".kg-passage__text")
    if (event.detail && !getSelection().isCollapsed) return // the end of a drag: words were chosen
    if (!element || form || goal || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const term = event.target.closest("a[data-concept]")
    const unit = term ? kabgraph.unitAt(element, term, 0) : caret(element, event)
    const met = unit === null ? null : spanAt(element, unit)
    if (!met) return
    event.preventDefault()
    event.stopImmediatePropagation()
    origin = term
    chosen.choose([met.span])
    const found = kabgraph.markPanel(marks, met.at, todo)
    const go = act("Link these words", () => link())
    const read = term ? [make("a", { class: "kg-side__way", href: term.href }, "Open ", make("bdi", {}, kabgraph.conceptName(term.dataset.concept)))] : []
    bar.show(make("div", { class: "kg-linker__line" }, kabgraph.headOf(chosen.spans()), ...read), make("ul", { class: "kg-knowns" }, ...found), make("p", { class: "kg-linker__acts" }, go))
    bar.reveal(chosen.spans()[0])
    if (!event.detail) bar.element.querySelector("button.kg-linker__act").focus()
  }, true)
  const caret = (element, { clientX, clientY }) => {
    const at = document.caretPositionFromPoint?.(clientX, clientY) || document.caretRangeFromPoint?.(clientX, clientY)
    const [node, offset] = at ? [at.offsetNode || at.startContainer, at.offset ?? at.startOffset] : []
    return node && element.contains(node) ? kabgraph.unitAt(element, node, offset) : null
  }

  // -- the acts of the panel

  const spansOf = record => [{ passage: record.anchor.passage, ...record.span }, ...(record.also || [])].map(place => {
    const element = document.getElementById(place.passage)
    return { passage: place.passage, start: place.start, end: place.end, exact: [...kabgraph.textOf(element)].slice(place.start, place.end).join("") }
  })
  const valueOf = ({ kind, concept, mode, relation, stance, claim, note }) => ({ kind, concept, mode, relation, stance, claim, note })
  const todo = {
    withRejected: () => rejected.checked,
    decide: async (item, did, concept) => {
      try {
        const saved = await api.post("decide", { items: [{ key: item.key, tag: item.tag }], did, ...(concept && item.candidates.length > 1 ? { concept } : {}) })
        take(saved)
        done(`${saved.undo[0].toUpperCase()}${saved.undo.slice(1)}.`)
      } catch (error) { bar.show(make("p", { role: "alert" }, failed(error))); refresh() }
    },
    correct: (item, find) => {
      chosen.choose([{ passage: find.passage, start: find.start, end: find.end, exact: find.surface }])
      link({ kind: "mention", mode: "named" }, { item: { key: item.key, tag: item.tag } })
    },
    change: record => {
      chosen.choose(spansOf(record))
      link(valueOf(record), { id: record.id, tag: record.tag, status: record.status })
    },
    put: (record, change) => {
      const [anchor, ...also] = spansOf(record)
      const body = { talk, ...valueOf(record), status: record.status, anchor, ...(also.length ? { also } : {}), ...change }
      return saveRecord({ key: record.id, id: record.id, tag: record.tag, body })
    },
    answer: (record, state) => {
      const [anchor, ...also] = spansOf(record)
      const body = { talk, ...valueOf(record), note: "", status: state, anchor, ...(also.length ? { also } : {}), ...(record.status === "proposed" ? { replaces: record.id, note: record.note } : {}) }
      return saveRecord({ key: `answer-${record.id}`, body })
    },
    // Words for a decision that has lost its own: choose them, then save.
    place: record => {
      goal = { value: valueOf(record), to: record.own ? { id: record.id, tag: record.tag, status: record.status } : { replaces: record.id, status: record.status } }
      bar.show(make("div", { class: "kg-linker__line" }, make("span", {}, "Choose the words where they stand now, by mouse, touch or keys."), act("Cancel", () => bar.leave())))
    },
  }

  showDrafts()
})()
