// The layers of a talk in edit mode: every hit and every decision painted under its words, each sort in its own stroke.
{
  const kabgraph = window.kabgraph
  const { make } = kabgraph
  // From the lowest to the highest, with what the legend calls them.
  const LAYERS = {
    automatic: "found by the matcher",
    accepted: "accepted",
    implied: "accepted as implied or analogy",
    ambiguous: "several may be meant",
    disputed: "people disagree",
    proposal: "proposed",
    said: "relation or claim",
    noted: "note",
    rejected: "",
  }
  const GONE = ["retired", "skipped"]

  const ofMention = ({ verdict, status, mode }) => verdict === "disputed" ? "disputed"
    : status !== "confirmed" ? status : mode === "implied" || mode === "analogy" ? "implied" : "accepted"
  const ofRecord = ({ kind, mode, status }) => status === "proposed" ? "proposal" : status === "rejected" ? "rejected"
    : { relation: "said", claim: "said", note: "noted" }[kind] || (mode === "named" ? "accepted" : "implied")

  // The places of each layer. A record that decides a hit is shown by the hit; its further words show by themselves.
  kabgraph.layersOf = (data, withRejected) => {
    const layers = Object.fromEntries(Object.keys(LAYERS).map(layer => [layer, []]))
    const put = (layer, passage, { start, end }) => {
      const element = document.getElementById(passage)
      if (element && (layer !== "rejected" || withRejected)) layers[layer].push({ element, start, end })
    }
    const told = new Set(), answered = new Set(data.records.filter(({ status }) => status !== "retired").map(({ replaces }) => replaces))
    for (const mention of [...data.mentions, ...data.rejected]) {
      for (const id of mention.records) told.add(id)
      if (!mention.contained || mention.status !== "automatic") put(ofMention(mention), mention.passage, mention)
    }
    for (const record of data.records) {
      if (!record.span || GONE.includes(record.status) || record.status === "proposed" && answered.has(record.id)) continue
      if (!told.has(record.id)) put(ofRecord(record), record.anchor.passage, record.span)
      for (const anchor of record.also || []) put(ofRecord(record), anchor.passage, anchor)
    }
    return layers
  }

  kabgraph.paintLayers = (data, withRejected) => {
    const layers = kabgraph.layersOf(data, withRejected)
    Object.keys(LAYERS).forEach((layer, n) => kabgraph.paint(layer, layers[layer], n))
  }

  kabgraph.legend = () => make("p", { class: "kg-strokes", "aria-label": "What the strokes say" },
    ...Object.entries(LAYERS).filter(([, words]) => words).flatMap(([layer, words]) => [make("span", { class: `kg-paint-${layer}` }, words), " "]))
}
