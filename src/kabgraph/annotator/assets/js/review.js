// The review page: one hit at a time in its context. It ties the parts together (see review-*.js).
{
  const kabgraph = window.kabgraph
  const QUIET = 700 // a press that was meant for another item must not decide one that has just come back
  const TRY = 3000

  const begin = () => {
    if (!document.getElementById("review")) return
    const { make, review, api } = kabgraph
    const at = id => document.getElementById(`review-${id}`)
    const [bar, said, where, notices, text, side, foot] = ["bar", "said", "where", "notices", "text", "side", "foot"].map(at)
    let quiet = 0, shownEntry = null, shownNumbers = ""

    // -- what is said

    const say = words => { said.textContent = said.textContent === words ? `${words} ` : words }
    const notice = ({ words, lines = [], acts = [], passing = false, id = "" }) => {
      for (const old of notices.querySelectorAll(".kg-notice--passing")) old.remove()
      const close = make("button", { type: "button", class: "kg-notice__close", "aria-label": "Close this message" }, "×")
      const box = make("div", { class: `kg-notice${passing ? " kg-notice--passing" : ""}`, "data-id": id || null }, make("p", { dir: "auto" }, words),
        ...(lines.length ? [make("dl", {}, ...lines.map(([name, line]) => make("div", {}, make("dt", {}, name), make("dd", { dir: "auto" }, line))))] : []),
        ...(acts.length ? [make("p", {}, ...acts.map(([name, act]) => {
          const button = make("button", { type: "button", class: "kg-button" }, name)
          button.addEventListener("click", () => { shut(); act() })
          return button
        }))] : []), close)
      const shut = () => {
        const focused = box.contains(document.activeElement)
        box.remove()
        if (focused) where.focus()
      }
      close.addEventListener("click", shut)
      notices.append(box)
      while (notices.children.length > 3) notices.firstElementChild.remove()
      if (!passing) say(`${words} ${lines.map(([name, line]) => `${name}: ${line}.`).join(" ")}`)
    }

    const queue = review.queue({
      say, notice,
      typing: () => review.isTyping() && side.contains(document.activeElement),
      changed: () => {
        frame()
        feet()
        if (queue.current() && queue.current() === shownEntry) title(shownEntry)
      },
      moved: (words = "", guard = false) => show(words, guard),
    })

    // -- what is shown

    const frame = () => {
      const settled = queue.settled(), total = Math.max(queue.total, settled)
      bar.max = Math.max(1, total)
      bar.value = settled
      const words = `${settled.toLocaleString("en")} of ${total.toLocaleString("en")} decided`
      bar.setAttribute("aria-valuetext", words)
      bar.textContent = words
      at("count").textContent = words
      review.list(at("list"), queue, go)
      const numbers = JSON.stringify([queue.filter, queue.counts, queue.talks, queue.concepts])
      if (numbers !== shownNumbers && !document.activeElement.closest("#review-filters select")) {
        shownNumbers = numbers
        review.filters(at("filters"), queue, choose, bulk)
      }
      offline()
    }

    const of = () => queue.entries.length + queue.beyond
    const dot = content => make("span", { class: "kg-dot" }, content)
    const title = entry => {
      const { item } = entry
      const link = item.number === null || item.number === undefined ? [] : [dot(make("a", { href: kabgraph.href(`talks/${item.talk}.html#${item.passage.split("#")[1]}`) }, `passage ${item.number}`))]
      where.classList.remove("kg-review__where--end")
      where.replaceChildren(make("bdi", {}, item.title), ...link, dot(`hit ${(queue.at + 1).toLocaleString("en")} of ${of().toLocaleString("en")}`))
    }

    const stage = (entry, details) => text.replaceChildren(...review.stage(entry, details, marks => queue.standing(entry, marks)))

    const show = async (words = "", guard = false) => {
      if (guard) quiet = performance.now() + QUIET
      const entry = queue.current()
      const held = document.activeElement
      frame()
      if (!entry) return finished(words)
      shownEntry = entry
      title(entry)
      panel.show(entry)
      stage(entry, null)
      feet()
      say(`${words}${review.announced(entry.item, queue.at + 1, of())}`)
      if (held !== document.body && !held.isConnected) where.focus({ preventScroll: true })
      queue.ahead()
      try {
        const details = await queue.details(entry)
        if (queue.current() !== entry) return
        review.informed(entry, details)
        stage(entry, details)
        panel.show(entry)
        feet()
        intoView()
      } catch (error) {
        if (queue.current() === entry) stageFailed(entry, error)
      }
    }
    const stageFailed = (entry, error) => {
      const again = make("button", { type: "button", class: "kg-button" }, "Try again")
      again.addEventListener("click", () => show())
      text.append(make("p", { class: "kg-review__failed" }, `Its passage could not be read: ${error.message}. `, again))
      if (error.status === 404) queue.refresh().catch(() => {})
    }

    const intoView = () => {
      const mark = text.querySelector(".kg-hitwords")
      if (!mark) return
      const { top, bottom } = mark.getBoundingClientRect()
      if (top < 80 || bottom > innerHeight - foot.offsetHeight - 20) mark.scrollIntoView({ block: "center" })
    }

    const finished = words => {
      shownEntry = null
      panel.show(null)
      where.classList.toggle("kg-review__where--end", !queue.beyond)
      if (queue.beyond) {
        where.textContent = "Looking for more …"
        text.replaceChildren()
        feet()
        return queue.more()
      }
      const done = Object.entries(queue.done())
      const filtered = Object.values(queue.filter).some(Boolean)
      const skipped = queue.entries.some(entry => entry.did === "skipped")
      where.replaceChildren(filtered ? "Nothing more waits in this part of the queue" : "Nothing more waits")
      const summary = done.length ? `You have ${review.listed(done.map(([did, n]) => `${did} ${n.toLocaleString("en")}`))}.` : filtered ? "No hit here is still to be decided." : "Every hit has been decided."
      const way = (href, name) => make("li", {}, make("a", { href: kabgraph.href(href) }, name))
      const button = (name, act) => {
        const made = make("button", { type: "button", class: "kg-button" }, name)
        made.addEventListener("click", act)
        return make("li", {}, made)
      }
      text.replaceChildren(make("p", { class: "kg-plain" }, summary), make("ul", { class: "kg-review__ways" },
        ...(skipped ? [button("Look at what was skipped", () => load(queue.filter))] : []),
        ...(filtered ? [button("Show the whole queue", () => choose({}))] : []),
        way("talks.html", "Read the talks, and mark what the names do not say"), way("honesty.html", "What is still open: the honesty report")))
      feet()
      say(`${words}${where.textContent}. ${summary}`)
      where.focus()
    }

    // -- the bar of keys

    const FEET = [["a", "accept"], ["r", "reject"], ["s", "skip"], ["c", "correct"], ["u", "undo"]]
    const buttons = new Map(FEET.map(([key, did]) => {
      const name = make("span", { class: "kg-review__does" })
      const button = make("button", { type: "button", class: `kg-review__act kg-review__act--${did}`, "aria-keyshortcuts": key }, make("kbd", { "aria-hidden": "true" }, key), name)
      button.addEventListener("click", () => did === "correct" ? panel.correct() : did === "undo" ? takeBack() : decide(did))
      return [did, { button, name }]
    }))
    const saved = make("p", { class: "kg-review__saved" })
    const help = make("button", { type: "button", class: "kg-review__keys", "aria-keyshortcuts": "?" }, make("kbd", { "aria-hidden": "true" }, "?"), " Keys")
    help.addEventListener("click", review.help)
    // On a phone the column of the decision is further down: this says what would be accepted, and leads there.
    const meant = make("button", { type: "button", class: "kg-review__meant" })
    meant.addEventListener("click", () => { side.scrollIntoView({ block: "start" }); (side.querySelector("input:checked") || side.querySelector("input") || where).focus({ preventScroll: true }) })
    foot.replaceChildren(meant, ...[...buttons.values()].map(({ button }) => button), make("div", { class: "kg-review__state" }, saved, help))

    const feet = () => {
      const entry = queue.current()
      const asks = entry ? review.asks(entry.item) : { accept: "Accept", reject: "Reject" }
      const corrects = entry && review.isCorrection(entry)
      const words = { accept: corrects ? "Save correction" : asks.accept, reject: asks.reject, skip: "Skip", correct: "Correct" }
      for (const [did, name] of Object.entries(words)) {
        buttons.get(did).name.textContent = name
        buttons.get(did).button.setAttribute("aria-disabled", String(!entry || Boolean(entry.did) || did === "correct" && !review.isMention(entry.item)))
      }
      const { words: choice, name, more = "" } = entry ? review.meant(entry) : { words: "" }
      meant.hidden = !choice
      meant.replaceChildren(choice, ...(name ? [" ", make("bdi", {}, name), more] : []))
      const last = queue.undo
      buttons.get("undo").name.replaceChildren("Undo", ...(last ? [make("span", { class: "kg-review__last" }, " ", make("q", { dir: "auto" }, review.short(review.tidy(last), 44)))] : []))
      buttons.get("undo").button.setAttribute("aria-disabled", String(!last && !queue.offline))
      const kept = queue.drafts().length
      saved.textContent = kept ? `${review.plural(kept, "decision")} kept here, not saved yet` : queue.pending ? "Saving …"
        : `Saved to ${queue.user}.yaml · nothing leaves this computer`
      saved.classList.toggle("kg-review__saved--plain", !kept && !queue.pending)
      foot.hidden = false
    }

    // -- acting

    const go = n => queue.go(n)
    const decide = did => {
      const entry = queue.current()
      if (performance.now() < quiet || !entry) return
      if (entry.did) return say(`This one is ${entry.did} already. u takes back what was done last.`)
      const act = review.actOf(entry, did)
      if (act.ask) {
        say(act.ask)
        for (const old of text.querySelectorAll(".kg-review__ask")) old.remove()
        text.prepend(make("p", { class: "kg-review__failed kg-review__ask" }, act.ask))
        return
      }
      queue.decide([entry], act)
    }
    const takeBack = () => {
      if (performance.now() < quiet) return
      if (!queue.undo && !queue.offline && !queue.pending) return say("There is nothing to take back.")
      queue.takeBack()
    }
    const bulk = did => review.bulk(queue, did, entries => queue.decide(entries, { did }))

    const panel = review.side(side, {
      changed: (words = "", moved = false) => {
        for (const old of text.querySelectorAll(".kg-review__ask")) old.remove()
        if (words) say(words)
        feet()
        if (moved && shownEntry) queue.details(shownEntry).then(details => { if (queue.current() === shownEntry) { stage(shownEntry, details); intoView() } }).catch(() => {})
      },
      onward: () => buttons.get("accept").button.focus(),
    })

    review.keys({
      keys: {
        a: () => decide("accept"), r: () => decide("reject"), s: () => decide("skip"), c: () => panel.correct(), u: takeBack,
        j: () => go(queue.at + 1), k: () => go(queue.at - 1),
        ArrowRight: () => go(queue.at + 1), ArrowDown: () => go(queue.at + 1), ArrowLeft: () => go(queue.at - 1), ArrowUp: () => go(queue.at - 1),
        "[": () => panel.move("["), "]": () => panel.move("]"), "{": () => panel.move("{"), "}": () => panel.move("}"),
        "?": review.help,
      },
      number: n => { if (queue.current() && !queue.current().did) panel.pick(n) },
      leave: () => where.focus({ preventScroll: true }),
    })

    // -- gone and back

    const offline = () => {
      const old = notices.querySelector("[data-id=offline]")
      const kept = queue.drafts()
      if (!kept.length) { if (old) old.remove(); return }
      const words = queue.offline
        ? `The server cannot be reached. ${review.plural(kept.length, "decision")} ${kept.length === 1 ? "is" : "are"} kept on this computer and will be saved when it is back.`
        : `${review.plural(kept.length, "decision")} from before ${kept.length === 1 ? "was" : "were"} kept on this computer and not saved yet.`
      if (old && old.firstElementChild.textContent === words) return
      const acts = [[queue.offline ? "Try again" : "Save now", queue.resend], ["Drop them", queue.forget]]
      if (old) old.remove()
      notice({ words, acts, id: "offline" })
    }
    setInterval(() => {
      if (queue.offline && !document.hidden && !queue.pending) api.get("state").then(() => queue.resend(), () => {})
    }, TRY)

    // -- the address holds the filter

    const asked = () => Object.fromEntries(["talk", "concept", "sort"].map(key => [key, kabgraph.query().get(key) || ""]))
    const choose = filter => {
      kabgraph.remember(filter)
      return load(filter)
    }
    const load = async filter => {
      try {
        await queue.load(filter)
        shownNumbers = JSON.stringify([queue.filter, queue.counts, queue.talks, queue.concepts])
        review.filters(at("filters"), queue, choose, bulk)
        await show()
      } catch (error) {
        const again = make("button", { type: "button", class: "kg-button" }, "Try again")
        again.addEventListener("click", () => load(filter))
        where.textContent = "The queue could not be read"
        text.replaceChildren(make("p", { class: "kg-plain" }, `${error.message}. ${error.remedy || ""}`), make("p", {}, again))
        say(`The queue could not be read: ${error.message}.`)
      }
    }
    load(asked()).then(() => queue.watch())
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin)
  else begin()
}
