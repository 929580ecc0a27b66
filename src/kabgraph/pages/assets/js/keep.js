// Names kept in this browser only, under ``kabgraph.<key>``. Where a browser refuses, they last as long as the page.
{
  const kabgraph = window.kabgraph = window.kabgraph || {}

  kabgraph.keep = key => {
    const name = `kabgraph.${key}`
    let kept = new Set()
    let lasting = true
    try {
      const found = JSON.parse(localStorage.getItem(name) || "[]")
      if (Array.isArray(found)) kept = new Set(found.filter(item => typeof item === "string"))
      localStorage.setItem(name, JSON.stringify([...kept]))
    } catch (refused) {
      if (!(refused instanceof SyntaxError)) lasting = false
    }
    const write = () => {
      try { localStorage.setItem(name, JSON.stringify([...kept])) } catch { lasting = false }
    }
    return {
      has: item => kept.has(item),
      set: (item, on) => { kept[on ? "add" : "delete"](item); write() },
      forget: () => {
        kept.clear()
        try { localStorage.removeItem(name) } catch { lasting = false }
      },
      get size() { return kept.size },
      get note() {
        return lasting ? "Kept in this browser only; nothing is sent." : "This browser keeps nothing: it is forgotten when you leave the page."
      },
    }
  }
}
