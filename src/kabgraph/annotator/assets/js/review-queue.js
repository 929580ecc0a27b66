// The queue itself: what waits, what was decided here, what is being saved, and what could not be.
{
  const kabgraph = window.kabgraph
  const review = kabgraph.review = kabgraph.review || {}
  const AHEAD = 3 // items whose context is asked for before they are needed
  const DRAFT = "review:"
  const FIRST = "ambiguous-first"

  // ``view`` shows: changed(), moved(), say(words), notice({words, lines, acts}), typing().
  review.queue = view => {
    const { api } = kabgraph
    const queue = { entries: [], at: 0, filter: {}, counts: {}, talks: [], concepts: [], beyond: 0, total: 0, user: "", undo: null, redo: null, pending: 0, offline: false }
    const acts = [], undone = []
    let chain = Promise.resolve(), version = null, stale = false, heard = null, decidedBefore = 0

    const waits = entry => !entry.did
    const entryOf = item => ({ item, did: null, form: null, details: null, draft: false })
    const firstWaiting = () => {
      const first = queue.entries.findIndex(waits)
      return first >= 0 ? first : queue.entries.length
    }
    queue.current = () => queue.entries[queue.at] || null
    queue.waiting = () => queue.entries.filter(waits)
    queue.settled = () => decidedBefore + queue.entries.filter(entry => entry.did && entry.did !== "skipped").length
    queue.done = () => {
      const counts = {}
      for (const entry of queue.entries) if (entry.did) counts[entry.did] = (counts[entry.did] || 0) + 1
      return counts
    }

    // -- reading

    const params = ({ talk, concept, sort }) => ({ talk, concept, sort: sort === FIRST ? "" : sort })
    const ordered = items => queue.filter.sort !== FIRST ? items
      : [...items.filter(item => item.sort === "ambiguous"), ...items.filter(item => item.sort !== "ambiguous")]
    // How many the server holds beyond those it has sent; of two filters together it does not tell.
    const beyond = answer => {
      const { talk, concept, sort } = params(queue.filter)
      const one = (list, id) => (list.find(each => each.id === id) || { waiting: 0 }).waiting
      const all = Object.values(answer.counts).reduce((sum, n) => sum + n, 0)
      const known = [talk, concept, sort].filter(Boolean).length > 1 ? 0
        : talk ? one(answer.talks, talk) : concept ? one(answer.concepts, concept) : sort ? answer.counts[sort] || 0 : all
      return Math.max(0, known - answer.items.length)
    }
    const take = answer => {
      for (const key of ["counts", "talks", "concepts", "total"]) queue[key] = answer[key]
      queue.beyond = beyond(answer)
      version = answer.version
    }
    // The numbers beside the filters follow each decision at once.
    const tally = ({ item }, step, did) => {
      queue.counts[item.sort] += step
      if (did === "skipped") queue.counts.skipped -= step
      else for (const each of [...queue.talks.filter(talk => talk.id === item.talk), ...queue.concepts.filter(concept => item.candidates.some(one => one.id === concept.id))]) each.waiting += step
    }
    const fetched = () => api.get("queue", params(queue.filter))
    const learn = state => { queue.user = state.user; queue.undo = state.undo; queue.redo = state.redo }

    queue.load = async filter => {
      queue.filter = filter
      const [state, answer] = await Promise.all([api.get("state"), fetched()])
      learn(state)
      take(answer)
      decidedBefore = answer.decided
      acts.length = 0
      queue.entries = ordered(answer.items).map(entryOf)
      queue.at = 0
      queue.offline = false
      for (const [key, draft] of drafts()) keepFromBefore(key, draft)
      queue.at = firstWaiting()
    }

    // The queue as it is now: what is new comes in at its place, what others decided goes.
    const merge = answer => {
      const now = new Map(ordered(answer.items).map(item => [item.key, item]))
      const held = queue.current()
      const known = new Map(queue.entries.map(entry => [entry.item.key, entry]))
      const gone = queue.entries.filter(entry => waits(entry) && !now.has(entry.item.key))
      const kept = new Set(gone.filter(entry => entry === held && (view.typing() || review.isTouched(entry))))
      const merged = [...now.values()].filter(item => !known.has(item.key) || waits(known.get(item.key))).map(item => {
        const entry = known.get(item.key)
        if (!entry) return entryOf(item)
        if (entry.item.tag !== item.tag) entry.details = null
        return Object.assign(entry, { item })
      })
      // What is decided keeps its place: after what stood before it.
      const listed = new Set(merged), following = new Map([[null, []]])
      let last = null
      for (const entry of queue.entries) {
        if (listed.has(entry)) following.set(last = entry, [])
        else if (!waits(entry) || kept.has(entry)) following.get(last).push(entry)
      }
      merged.splice(0, merged.length, ...following.get(null), ...merged.flatMap(entry => [entry, ...(following.get(entry) || [])]))
      const there = new Set(merged)
      const after = there.has(held) ? held : queue.entries.slice(queue.at).find(entry => there.has(entry) && waits(entry))
      queue.entries = merged
      queue.at = after ? merged.indexOf(after) : firstWaiting()
      take(answer)
      decidedBefore = answer.decided - queue.entries.filter(entry => entry.did && entry.did !== "skipped" && !entry.draft).length
      return { gone: gone.filter(entry => !kept.has(entry)), kept: [...kept], moved: held !== queue.current() }
    }
    const refresh = async (tell = true) => {
      stale = false
      const { gone, kept, moved } = merge(await fetched())
      if (tell && gone.length) {
        const many = gone.length > 1
        view.notice({ words: `${many ? review.plural(gone.length, "hit") : `“${review.short(gone[0].item.surface)}”`} ${many ? "do" : "does"} not wait any more: decided elsewhere.` })
      }
      if (kept.length) view.notice({ words: "This one was decided elsewhere while you were writing. What you wrote is still here; saving it shows both." })
      if (moved) view.moved()
      else view.changed()
    }
    queue.refresh = refresh
    // More than the server sends at once: the rest comes when these are decided and saved.
    queue.more = () => {
      chain = chain.then(() => refresh(false)).catch(() => {}).then(() => {
        if (queue.current()) return
        queue.beyond = 0
        view.moved()
      })
    }

    queue.details = entry => {
      if (!entry.details) {
        entry.details = api.get("item", { key: entry.item.key })
        entry.details.catch(() => { entry.details = null })
      }
      return entry.details
    }
    queue.ahead = () => {
      for (const entry of queue.entries.slice(queue.at + 1).filter(waits).slice(0, AHEAD)) queue.details(entry).catch(() => {})
    }

    // Marks of the passage as decided here, before the server has told them again.
    queue.standing = (entry, marks) => {
      const here = queue.entries.filter(other => other !== entry && other.item.passage === entry.item.passage && other.item.start !== null && review.isMention(other.item))
      const at = new Map(here.map(other => [`${other.item.start}-${other.item.end}`, other]))
      return marks.flatMap(mark => {
        const other = at.get(`${mark.start}-${mark.end}`)
        if (!other || other.did === "skipped") return [mark]
        if (other.did === "rejected" || other.did === "corrected") return []
        return [{ ...mark, status: other.did ? "confirmed" : mark.status === "confirmed" ? "automatic" : mark.status }]
      })
    }

    // -- moving

    queue.go = at => {
      if (at < 0 || at >= queue.entries.length || at === queue.at) return
      queue.at = at
      view.moved()
    }
    const onward = () => {
      const after = queue.entries.findIndex((entry, n) => n > queue.at && waits(entry))
      queue.at = after >= 0 ? after : firstWaiting()
    }

    // -- deciding: at once on the page, one after the other on the server

    const drafts = () => api.drafts.all().filter(key => key.startsWith(DRAFT)).map(key => [key, api.drafts.get(key)]).filter(([, draft]) => draft && draft.body)
    queue.drafts = drafts
    const keepFromBefore = (key, draft) => {
      const keys = new Set(draft.body.items.map(item => item.key))
      for (const entry of queue.entries) if (keys.has(entry.item.key)) Object.assign(entry, { did: review.past(entry.item, draft.body.did), draft: true })
    }

    queue.decide = (entries, act) => {
      const words = entries.length > 1 ? `${review.plural(entries.length, "hit")} ${review.past({}, act.did)}` : review.actLine(entries[0].item, act)
      const { surface, ...said } = act
      const body = { items: entries.map(({ item }) => ({ key: item.key, tag: item.tag })), ...said }
      for (const entry of entries) {
        Object.assign(entry, { did: review.past(entry.item, act.did), failed: null })
        tally(entry, -1, entry.did)
      }
      queue.pending++
      onward()
      chain = chain.then(() => send({ entries, act, body, words })).finally(settle)
      view.moved(`${words}. `)
    }
    const settle = () => {
      queue.pending--
      if (!queue.pending && heard) hear(heard)
      if (!queue.pending && stale) refresh().catch(() => {})
      else view.changed()
    }
    const send = async one => {
      try {
        const answer = await api.post("decide", one.body)
        version = answer.version
        queue.undo = answer.undo
        queue.offline = false
        acts.push({ ...one, told: answer.undo })
        undone.length = 0
      } catch (error) {
        if (error.status === 0) keep(one)
        else if (error.status === 412) await met(one, error)
        else back(one, `${error.message}. ${error.remedy || ""}`)
      }
    }
    const open = entries => {
      for (const entry of entries) {
        if (entry.did) tally(entry, 1, entry.did)
        Object.assign(entry, { did: null, draft: false })
      }
    }

    // The server is gone: the decision stays here until it is back.
    const keep = one => {
      const key = DRAFT + one.entries[0].item.key
      api.drafts.set(key, { body: one.body, words: one.words })
      for (const entry of one.entries) entry.draft = true
      acts.push({ ...one, draft: key })
      queue.offline = true
      view.say(`The server cannot be reached. ${one.words} is kept on this computer.`)
    }

    // It was refused: it comes back with the reason, unless a person is writing just now.
    const back = (one, reason) => {
      open(one.entries)
      for (const entry of one.entries) entry.failed = `Not saved: ${reason}`
      const at = queue.entries.indexOf(one.entries[0])
      if (view.typing()) view.notice({ words: `${one.words}: not saved. ${reason}`, acts: [["Go back to it", () => queue.go(at)]] })
      else {
        queue.at = at
        view.moved(`Not saved: ${reason} `, true)
      }
    }

    // Someone else was first: both versions are shown, and the review goes on.
    const met = async (one, error) => {
      const there = [].concat(error.there || [])
      open(one.entries)
      await refresh(false).catch(() => {})
      const still = one.entries.filter(entry => queue.entries.includes(entry))
      const lines = [["You wanted", one.words], ...(there.length ? there.map(record => ["It stands there", review.recordLine(record)]) : [["It stands there", "no decision; the words or the text have changed"]])]
      const again = still.length ? [["Look at it again", () => queue.go(queue.entries.indexOf(still[0]))]] : []
      view.notice({ words: `Not saved, for it was decided or changed meanwhile.`, lines, acts: again })
    }

    // What was kept is sent in its order; what cannot be saved now says so.
    queue.resend = () => {
      queue.pending++
      chain = chain.then(async () => {
        for (const [key, draft] of drafts()) {
          const keys = draft.body.items.map(item => item.key)
          const entries = queue.entries.filter(entry => keys.includes(entry.item.key))
          try {
            const answer = await api.post("decide", draft.body)
            version = answer.version
            queue.undo = answer.undo
          } catch (error) {
            queue.offline = error.status === 0
            if (queue.offline) { view.say("The server still cannot be reached."); return }
            if (error.status !== 412) { view.notice({ words: `${draft.words} is still kept, not saved: ${error.message}. ${error.remedy}.` }); return }
            open(entries)
            view.notice({
              words: `A kept decision could not be saved: ${error.message}.`,
              lines: [["You wanted", draft.words], ...[].concat(error.there || []).map(record => ["It stands there", review.recordLine(record)])],
            })
          }
          queue.offline = false
          api.drafts.drop(key)
          for (const entry of entries) entry.draft = false
          for (const act of acts) if (act.draft === key) Object.assign(act, { draft: null, told: queue.undo })
        }
        stale = true
        view.say("All that was kept is saved.")
      }).finally(settle)
      return chain
    }
    queue.forget = () => {
      for (const [key, draft] of drafts()) {
        const keys = draft.body.items.map(item => item.key)
        open(queue.entries.filter(entry => keys.includes(entry.item.key)))
        api.drafts.drop(key)
      }
      queue.offline = false
      view.changed()
    }

    // -- taking back

    queue.takeBack = () => {
      queue.pending++
      chain = chain.then(async () => {
        const last = acts.at(-1)
        if (last && last.draft) {
          acts.pop()
          api.drafts.drop(last.draft)
          returned(last, last.words)
          return
        }
        try {
          const answer = await api.post("undo")
          Object.assign(queue, { undo: answer.undo, redo: answer.redo })
          version = answer.version
          const own = acts.length && acts.at(-1).told === answer.words ? acts.pop() : null // else it was another window's
          if (own) { open(own.entries); undone.push(own) }
          await refresh(false)
          returned(own, answer.words, answer.redo)
        } catch (error) {
          view.notice({ words: `Nothing was taken back: ${error.message}.` })
        }
      }).finally(settle)
      return chain
    }
    const returned = (act, words, redo) => {
      if (act) {
        open(act.entries)
        queue.at = Math.max(0, queue.entries.indexOf(act.entries.find(entry => queue.entries.includes(entry))))
      }
      view.notice({ words: `Taken back: ${review.tidy(words)}.`, acts: redo ? [["Do it again", queue.again]] : [], passing: true })
      view.moved(`Taken back: ${review.tidy(words)}. `, true)
    }
    queue.again = () => {
      queue.pending++
      chain = chain.then(async () => {
        try {
          const answer = await api.post("redo")
          Object.assign(queue, { undo: answer.undo, redo: answer.redo })
          version = answer.version
          const own = undone.pop()
          if (own) {
            for (const entry of own.entries) entry.did = review.past(entry.item, own.act.did)
            acts.push(own)
            if (own.entries.includes(queue.current())) onward()
          }
          await refresh(false)
          view.notice({ words: `Done again: ${review.tidy(answer.words)}.`, passing: true })
          view.moved(`Done again: ${review.tidy(answer.words)}. `, true)
        } catch (error) {
          view.notice({ words: `Nothing was done again: ${error.message}.` })
        }
      }).finally(settle)
      return chain
    }

    // -- two windows

    // What is heard while something is being saved may be older than that, so it waits.
    const hear = state => {
      heard = null
      if (state.version === version) learn(state)
      else stale = true
    }
    queue.watch = () => api.watch(async state => {
      if (queue.pending) { heard = state; return }
      learn(state)
      if (state.version !== version) await refresh().catch(() => {})
      else view.changed()
      if (queue.offline && drafts().length && !queue.pending) queue.resend()
    })
    return queue
  }
}
