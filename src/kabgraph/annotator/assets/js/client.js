// The way to the editing server: the token of this run, questions and saves, drafts that outlive a page.
(() => {
  const kabgraph = window.kabgraph
  const TOKEN = "kabgraph-token", DRAFTS = "kabgraph-draft-", EVERY = 2000

  const store = {
    get: key => { try { return localStorage.getItem(key) } catch { return null } },
    set: (key, value) => { try { localStorage.setItem(key, value) } catch { /* private windows keep nothing */ } },
    drop: key => { try { localStorage.removeItem(key) } catch { /* likewise */ } },
    keys: () => { try { return Object.keys(localStorage) } catch { return [] } },
  }

  // The token comes in the fragment, which is never sent, and leaves the address at once.
  let token = store.get(TOKEN) || ""
  const given = location.hash.match(/^#token=([\w-]+)$/)
  if (given) {
    token = given[1]
    store.set(TOKEN, token)
    history.replaceState(null, "", location.pathname + location.search)
  }

  class ApiError extends Error {
    constructor(status, answer) {
      super(answer.error || "the server does not answer")
      this.name = "ApiError"
      this.status = status
      this.remedy = answer.remedy || "is kabgraph serve still running? Your draft is kept in this browser"
      this.there = answer.there === undefined ? null : answer.there
      this.wanted = answer.wanted === undefined ? null : answer.wanted
      this.stale = answer.stale || []
    }
  }

  const ask = async (method, path, body, headers = {}) => {
    let answer
    try {
      answer = await fetch(`${kabgraph.root}api/${path}`, {
        method,
        headers: { "X-Token": token, ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...headers },
        body: body === undefined ? undefined : JSON.stringify(body),
        cache: "no-store",
        credentials: "omit",
        redirect: "error",
      })
    } catch {
      throw new ApiError(0, {})
    }
    const said = await answer.json().catch(() => ({}))
    if (!answer.ok) throw new ApiError(answer.status, said)
    return said
  }

  const queried = (path, values = {}) => {
    const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== ""))
    return String(query) ? `${path}?${query}` : path
  }

  // Who wants to know hears of a new version at once after an own write, and soon after another's.
  const listeners = new Set()
  let last = null
  const look = async () => {
    let state
    try { state = await ask("GET", "state") } catch { return }
    const version = JSON.stringify([state.version, state.undo, state.redo])
    if (version === last) return
    last = version
    for (const listener of listeners) listener(state)
  }
  const written = async promise => {
    const said = await promise
    look()
    return said
  }
  setInterval(() => { if (listeners.size && !document.hidden) look() }, EVERY)
  document.addEventListener("visibilitychange", () => { if (listeners.size && !document.hidden) look() })

  kabgraph.api = {
    ApiError,
    get: (path, values) => ask("GET", queried(path, values)),
    post: (path, body = {}) => written(ask("POST", path, body)),
    put: (path, body, tag) => written(ask("PUT", path, body, { "If-Match": `"${tag}"` })),
    page: async uri => {
      const answer = await fetch(kabgraph.root + uri, { cache: "no-store" })
      if (!answer.ok) throw new ApiError(answer.status, {})
      return new DOMParser().parseFromString(await answer.text(), "text/html")
    },
    watch: listener => {
      listeners.add(listener)
      last = null
      look()
      return () => listeners.delete(listener)
    },
    drafts: {
      set: (key, value) => store.set(DRAFTS + key, JSON.stringify(value)),
      get: key => { try { return JSON.parse(store.get(DRAFTS + key)) } catch { return null } },
      drop: key => store.drop(DRAFTS + key),
      all: () => store.keys().filter(key => key.startsWith(DRAFTS)).map(key => key.slice(DRAFTS.length)),
    },
    // Code points, as the files count, and units of UTF-16, as the browser does.
    points: (text, unit) => [...text.slice(0, unit)].length,
    units: (text, point) => [...text].slice(0, point).join("").length,
  }

  // Every page of the edit mode leads to the queue.
  for (const list of document.querySelectorAll(".kg-nav, .kg-drawer ul")) {
    const current = location.pathname.endsWith("/review.html") ? "page" : null
    const way = kabgraph.make("a", { href: `${kabgraph.root}review.html`, "aria-current": current }, "Review")
    list.append(kabgraph.make("li", {}, way))
  }
})()
