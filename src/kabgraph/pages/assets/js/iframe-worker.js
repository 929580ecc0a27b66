// Search from a folder: a browser starts no worker for a file, so a hidden page takes its part.
(() => {
  if (location.protocol !== "file:") return
  const frameAddress = new URL("../worker.html", document.currentScript.src)

  class FrameWorker extends EventTarget {
    constructor(script) {
      super()
      const frame = document.createElement("iframe")
      frame.hidden = true
      frame.title = "Search"
      frame.src = `${frameAddress}#${new URL(script, location.href)}`
      this.ready = new Promise(done => addEventListener("message", event => {
        if (event.source !== frame.contentWindow) return
        if (event.data === "ready") return done()
        const copy = new MessageEvent("message", { data: event.data })
        this.dispatchEvent(copy)
        if (this.onmessage) this.onmessage(copy)
      }))
      this.frame = frame
      document.body.append(frame)
    }

    postMessage(data) {
      this.ready.then(() => this.frame.contentWindow.postMessage(data, "*"))
    }

    terminate() {
      this.frame.remove()
    }
  }
  window.Worker = FrameWorker
})()
