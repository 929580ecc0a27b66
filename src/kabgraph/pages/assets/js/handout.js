// What a class gets of chosen passages: gaps with a word bank, questions, the key, and cards for Anki. The command
// ``kabgraph class`` makes the same sheet; a test holds the two together.
{
  const kabgraph = window.kabgraph
  const { make, plain, sheet } = kabgraph
  const LETTERS = "abcdefgh"
  const COLUMNS = ["Id", "Question", "Answer", "Passage", "Source", "Permalink", "Rests on", "Tags"]

  // Places are counted in code points, as the library counts them.
  const part = (text, start, end) => [...text].slice(start, end).join("")
  const refOf = ({ talk, passage }) => `${talk.id}#${passage.id}`
  const cited = (item, quote) => ({
    ref: refOf(item), permalink: `${item.talk.permalink}#${item.passage.id}`, quote,
    where: [item.talk.title, `passage ${item.passage.number}`, ...(item.talk.edition ? [item.talk.edition] : [])].join(", "),
  })

  const gapsOf = items => {
    const gaps = []
    for (const item of items) {
      const text = plain(item.passage.runs)
      for (const [start, end, concept, from, to] of item.passage.gaps || []) {
        gaps.push({
          number: gaps.length + 1, item, start, end, concept, id: `gap.${refOf(item)}.${concept}`, word: part(text, start, end),
          name: sheet.concepts[concept].name, ground: `mention ${refOf(item)}, ${start}–${end}`,
          sentence: [part(text, from, start), part(text, end, to)], cited: cited(item, part(text, from, to)),
        })
      }
    }
    return gaps
  }

  const bankOf = gaps => {
    const forms = new Map()
    for (const { word } of gaps) forms.set(word.toLowerCase(), [...(forms.get(word.toLowerCase()) || []), word])
    return [...forms.keys()].sort().map(key => [[...forms.get(key)].sort().pop(), forms.get(key).length])
  }

  // At most ``most`` questions, so that each passage has its share; 0 asks for all.
  const questionsOf = (items, most) => {
    const chosen = new Map(items.map(item => [refOf(item), item]))
    const turns = new Map()
    const ranked = sheet.questions.filter(question => question.at.some(([ref]) => chosen.has(ref))).map((question, n) => {
      const [home] = question.at.find(([ref]) => chosen.has(ref))
      turns.set(home, (turns.get(home) || 0) + 1)
      return [turns.get(home), n, question]
    })
    const kept = [...ranked].sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, most || undefined).sort((a, b) => a[1] - b[1])
    const asked = kept.map(([, , question], n) => ({
      ...question, number: n + 1, ground: `relation ${question.id}`,
      cited: question.at.filter(([ref]) => chosen.has(ref)).map(([ref, start, end]) =>
        cited(chosen.get(ref), part(plain(chosen.get(ref).passage.runs), start, end))),
    }))
    return { asked, left: ranked.length - kept.length }
  }

  kabgraph.handout = (items, most) => {
    const gaps = gapsOf(items)
    return { items, gaps, bank: bankOf(gaps), ...questionsOf(items, most) }
  }

  const head = (tag, text, attributes = {}) => make(tag, { class: "kg-sheet__head", ...attributes }, text)
  const blank = number => make("span", { class: "kg-blank" }, make("span", { class: "kg-blank__number" }, `(${number})`), make("span", { class: "kg-blank__line" }, " ____"))

  const gapped = ({ talk, passage }, gaps) => {
    const text = plain(passage.runs)
    let at = 0
    const pieces = gaps.flatMap(gap => {
      const before = part(text, at, gap.start)
      at = gap.end
      return [before, blank(gap.number)]
    })
    return make("div", { class: "kg-passage" }, make("span", { class: "kg-number" }, passage.number),
      make("p", { class: "kg-passage__text", lang: talk.language, dir: "auto" }, ...pieces, part(text, at)))
  }

  kabgraph.gapsPart = ({ items, gaps, bank }) => make("section", { class: "kg-task kg-task--gaps", id: "gaps" },
    head("h3", "Fill the gaps"),
    ...(gaps.length ? [make("p", { class: "kg-bank" }, make("span", { class: "kg-label" }, "Words:"), ...bank.flatMap(([word, count], n) =>
      [n ? ", " : " ", make("bdi", {}, word), ...(count > 1 ? [` (${count} times)`] : [])]), ".")]
      : [make("p", { class: "kg-plain" }, "These passages name no term that could be left out.")]),
    ...[...new Set(items.map(item => item.talk))].flatMap(talk => [head("h4", talk.title, { lang: talk.language, dir: "auto" }),
      make("div", { class: "kg-text" }, ...items.filter(item => item.talk === talk).map(item => gapped(item, gaps.filter(gap => gap.item === item))))]))

  kabgraph.questionsPart = ({ asked, left }) => make("section", { class: "kg-task kg-task--relations", id: "relations" },
    head("h3", "Which relation?"),
    make("p", { class: "kg-note" }, "Choose what the passages say of the two."),
    ...(asked.length ? [make("ol", { class: "kg-asked" }, ...asked.map(({ number, parts, options }) => make("li", {},
      make("p", { class: "kg-asked__ask" }, make("span", { class: "kg-asked__number" }, `${number}`), " ",
        make("bdi", {}, parts[0].trim()), " ____ ", make("bdi", {}, parts[1].trim())),
      make("ul", { class: "kg-asked__options" }, ...options.map((option, n) => make("li", {}, `${LETTERS[n]}) `, make("bdi", {}, option)))))))]
      : [make("p", { class: "kg-plain" }, "These passages assert no relation that could be mistaken for another.")]),
    ...(left ? [make("p", { class: "kg-note" }, `${left} more could be asked of these passages.`)] : []))

  const place = ({ where, permalink }) => [make("bdi", {}, where), " ", make("span", { class: "kg-dot" },
    /^https?:/.test(permalink) ? make("a", { href: permalink, rel: "noreferrer" }, permalink) : permalink)]

  const groups = gaps => {
    const found = new Map()
    for (const gap of gaps) found.set(gap.cited.ref, [...(found.get(gap.cited.ref) || []), gap])
    return [...found.values()]
  }

  const gapKey = gaps => make("section", { class: "kg-answers__part" }, head("h4", "The gaps"), ...groups(gaps).map(group =>
    make("div", { class: "kg-answers__passage" }, make("p", { class: "kg-answers__where" }, ...place(group[0].cited)),
      make("ol", {}, ...group.map(({ number, word, name, ground }) => make("li", {}, make("span", { class: "kg-asked__number" }, `${number}`), " ",
        make("bdi", { class: "kg-answers__said" }, word), ...(name === word ? [] : [", for ", make("bdi", {}, name)]), " ",
        make("span", { class: "kg-answers__ground kg-dot" }, ground)))))))

  const questionKey = asked => make("section", { class: "kg-answers__part" }, head("h4", "Which relation?"), make("ol", {}, ...asked.map(
    ({ number, options, answer, say, ground, cited }) => make("li", { class: "kg-answers__asked" },
      make("p", {}, make("span", { class: "kg-asked__number" }, `${number}`), " ", make("span", { class: "kg-answers__said" }, `${LETTERS[answer]}) `, make("bdi", {}, options[answer])),
        ": ", make("bdi", {}, say), " ", make("span", { class: "kg-answers__ground kg-dot" }, ground)),
      ...cited.map(each => make("p", { class: "kg-answers__quote", dir: "auto" }, `“${each.quote}” `, make("span", { class: "kg-answers__where" }, ...place(each))))))))

  kabgraph.keyPart = ({ gaps, asked }, parts, title) => make("section", { class: "kg-answers", id: "key" },
    head("h3", "Answer key"),
    make("p", { class: "kg-note" }, make("bdi", {}, title), " ", make("span", { class: "kg-dot" }, `data version ${sheet.version}`)),
    ...(parts.has("gaps") && gaps.length ? [gapKey(gaps)] : []),
    ...(parts.has("relations") && asked.length ? [questionKey(asked)] : []),
    ...(parts.has("gaps") && gaps.length || parts.has("relations") && asked.length ? []
      : [make("p", { class: "kg-plain" }, "Nothing is asked on this sheet.")]))

  // A line a card: no tab, no end of line, and nothing that a spreadsheet would run, as in the downloads.
  const cell = text => {
    const line = text.split(/\s+/).filter(Boolean).join(" ")
    const safe = /^'*\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(line) ? `'${line}` : line
    return safe.includes('"') ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  const tags = (kind, cites, concepts) => [kind, ...new Set(cites.map(({ ref }) => `talk::${ref.split("#")[0]}`)), ...concepts.map(id => `concept::${id}`)].join(" ")
  const gapCard = ({ id, sentence, word, name, ground, cited, concept }) => [
    id, `Which term? ${sentence.join("____")}`, name === word ? word : `${word} (${name})`, cited.quote, cited.where, cited.permalink, ground, tags("term", [cited], [concept]),
  ]
  const askCard = ({ id, parts, options, answer, say, ground, cited, concepts }) => [
    `relation.${id}`, `Which relation? ${parts.join("____")}: ${options.map((option, n) => `${LETTERS[n]}) ${option}`).join("; ")}`,
    `${LETTERS[answer]}) ${options[answer]}: ${say}`, cited.map(each => each.quote).join(" / "), cited.map(each => each.where).join("; "),
    cited.map(each => each.permalink).join(" "), ground, tags("relation", cited, [...new Set(concepts)]),
  ]
  kabgraph.anki = ({ gaps, asked }) => [
    "#separator:tab", "#html:false", "#guid column:1", `#tags column:${COLUMNS.length}`, `#columns:${COLUMNS.join("\t")}`,
    ...[...gaps.map(gapCard), ...asked.map(askCard)].map(row => row.map(cell).join("\t")),
  ].join("\n") + "\n"
}
