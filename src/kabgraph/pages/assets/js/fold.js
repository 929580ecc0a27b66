// Folding for finding, the same as in Python (kabgraph.text.fold), and the words of a text.
{
  const kabgraph = window.kabgraph = window.kabgraph || {}
  const set = text => new Set([...text])
  const APOSTROPHES = set("'’‘ʼ′׳`´")
  const QUOTES = set('"“”„‟″״')
  const HYPHENS = set("-‐‑־")
  const INVISIBLE = set("\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")
  const HEBREW_MARK = /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]/
  const BLANKS = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g
  const LETTER = /[\p{L}\p{N}]/u
  const WORD = /[\p{L}\p{N}\p{M}]+(?:'[\p{L}\p{N}\p{M}]+)*/gu

  kabgraph.normalise = text => text.normalize("NFC").replace(BLANKS, " ").replace(/^ | $/g, "")

  // Small letters as Python's casefold gives them: by way of the capitals, which part ß and the ligatures.
  const small = char => char < "\x80" || char === "ı" ? char.toLowerCase() : char.toLowerCase().toUpperCase().toLowerCase()

  // Whether the next visible character in that direction is a letter or digit.
  const letterAt = (chars, at, step) => {
    at += step
    while (chars[at] && (INVISIBLE.has(chars[at]) || HEBREW_MARK.test(chars[at]))) at += step
    return chars[at] !== undefined && LETTER.test(chars[at])
  }

  const sign = (chars, at) => {
    const char = chars[at]
    if (INVISIBLE.has(char)) return ""
    if (APOSTROPHES.has(char)) return "'"
    const quoted = QUOTES.has(char)
    if (!quoted && !HYPHENS.has(char)) return small(char)
    const inner = letterAt(chars, at, -1) && letterAt(chars, at, 1)
    return quoted ? inner ? "" : '"' : inner ? " " : "-"
  }

  // The folded text; its character i came from the original's starts[i] to ends[i].
  const fold = kabgraph.fold = text => {
    const chars = [...text], starts = [], ends = []
    let folded = "", from = 0
    chars.forEach((char, at) => {
      const to = from + char.length
      if (HEBREW_MARK.test(char)) {
        if (ends.at(-1) === from) ends[ends.length - 1] = to
      } else {
        const letters = sign(chars, at)
        for (let n = 0; n < letters.length; n++) { starts.push(from); ends.push(to) }
        folded += letters
      }
      from = to
    })
    return { text: folded, starts, ends }
  }

  kabgraph.folded = text => fold(kabgraph.normalise(text)).text

  // A word without its possessive, apostrophes and accents.
  const bare = word => {
    const plain = word.replace(/'s$/, "").replaceAll("'", "")
    return /^[\x00-\x7f]*$/.test(plain) ? plain : plain.normalize("NFD").replace(/\p{Mn}/gu, "").normalize("NFC")
  }

  // The words of a folded text.
  kabgraph.terms = folded => [...folded.matchAll(WORD)].map(match => bare(match[0])).filter(Boolean)

  // The words of a text as it is shown, with where each stands.
  kabgraph.words = text => {
    const { text: folded, starts, ends } = fold(text)
    return [...folded.matchAll(WORD)].map(match => ({
      term: bare(match[0]),
      start: starts[match.index],
      end: ends[match.index + match[0].length - 1],
    })).filter(word => word.term)
  }
}
