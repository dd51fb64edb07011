const page = {
  reader: () => document.querySelector("main [data-document][aria-current]"),
  blocks: () => [...document.querySelectorAll("main [data-block]")],
  texts: () => page.blocks().map((block) => block.textContent),

  // The text node and offset that stand `at` UTF-16 units behind the start of a block.
  point(block, at) {
    const nodes = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let node;
    while ((node = nodes.nextNode())) {
      if (at <= node.length) return [node, at];
      at -= node.length;
    }
    throw new Error(`${at} units behind the end of a block`);
  },

  // Where the words stand: block and offset of both ends. Paragraphs are joined by a blank line; a `|` in the
  // words stands before the part that is meant, another one behind it.
  find(words) {
    const parts = words.split("|");
    const [before, meant] = parts.length === 3 ? parts : ["", words];
    const texts = page.texts();
    const at = texts.join("\n\n").indexOf(parts.join(""));
    if (at < 0) throw new Error(`not in the article: ${words}`);
    const place = (at, isEnd) => {
      for (const [number, text] of texts.entries()) {
        if (isEnd ? at <= text.length : at < text.length) return { block: number, at };
        at -= text.length + 2;
      }
      throw new Error(`behind the article: ${words}`);
    };
    const start = at + before.length;
    return { start: place(start, false), end: place(start + meant.length, true) };
  },

  // Where the character is drawn whose first (or behind whose last) unit stands there, and whether it is written
  // from right to left.
  drawn({ block, at }, isEnd) {
    const element = page.blocks()[block];
    const pieces = [...new Intl.Segmenter().segment(element.textContent)];
    const holds = (index, end) => (isEnd ? index < at && at <= end : index <= at && at < end);
    const { index, segment } = pieces.find(({ index, segment }) => holds(index, index + segment.length));
    const range = document.createRange();
    range.setStart(...page.point(element, index));
    range.setEnd(...page.point(element, index + segment.length));
    const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
    const { left, right, top, bottom } = isEnd ? boxes.at(-1) : boxes[0];
    const isLeftToRight = /[\p{Script=Latin}\p{Nd}]/u.test(segment);
    const isRightToLeft = !isLeftToRight && getComputedStyle(element).direction === "rtl";
    return { left, right, top, bottom, isRightToLeft };
  },

  // Scrolls the article of that block: its own lane where it stands beside others, or else the window.
  scroll(block, top) {
    (page.blocks()[block].closest(".lane-text") ?? window).scrollBy({ top, behavior: "instant" });
  },

  // The two points between which a mouse selects the words, scrolled into view.
  drag(words) {
    const { start, end } = page.find(words);
    const middle = () => (page.drawn(start, false).top + page.drawn(end, true).bottom) / 2;
    page.scroll(start.block, middle() - innerHeight / 2);
    const edge = (box, isEnd) => ({
      x: Math.round(isEnd === box.isRightToLeft ? box.left + 1 : box.right - 1),
      y: Math.round((box.top + box.bottom) / 2),
    });
    return [edge(page.drawn(start, false), false), edge(page.drawn(end, true), true)];
  },

  // The middle of the first character of the words.
  spot(words) {
    const { start } = page.find(words);
    page.scroll(start.block, page.drawn(start, false).top - innerHeight / 2);
    const box = page.drawn(start, false);
    return { x: Math.round((box.left + box.right) / 2), y: Math.round((box.top + box.bottom) / 2) };
  },

  // Where the reading caret is drawn: the text of its block with a ‸ in it.
  caret() {
    const box = document.querySelector(".caret").getBoundingClientRect();
    const middle = (box.top + box.bottom) / 2;
    const block = page.blocks().find((block) => {
      const { top, bottom } = block.getBoundingClientRect();
      return top - 2 <= middle && middle <= bottom + 2;
    });
    if (!block) return null;
    const text = block.textContent;
    const places = [...new Intl.Segmenter().segment(text)].map(({ index }) => index).concat(text.length);
    const away = (at) => {
      const range = document.createRange();
      range.setStart(...page.point(block, at));
      const { left, top } = range.getBoundingClientRect();
      return Math.max(Math.abs(left - (box.left + box.right) / 2), Math.abs(top - box.top));
    };
    const [least, at] = places.map((at) => [away(at), at]).sort(([one], [other]) => one - other)[0];
    return least < 2 ? `${text.slice(0, at)}‸${text.slice(at)}` : null;
  },

  // The same in pixels, from the start of the page.
  caretBox() {
    const { left, top, bottom, width } = document.querySelector(".caret").getBoundingClientRect();
    const line = Math.round(top + scrollY);
    return { x: left + width / 2, line, shown: getComputedStyle(document.querySelector(".caret")).visibility === "visible", top, bottom };
  },

  // The selected text, to the character; nothing stands between paragraphs.
  selected: () => (getSelection().rangeCount ? getSelection().getRangeAt(0).toString() : ""),

  // The text that a drag in progress would tag.
  preview: () => [...(CSS.highlights.get("extent") ?? [])].map(String).join(""),

  handle: (name) => document.querySelector(`[data-handle=${name}]`),

  // Where a mouse can press a handle: at its knob or along its line.
  grip(handle) {
    const { left, right, top, bottom } = handle.getBoundingClientRect();
    const x = Math.round((left + right) / 2);
    const from = Math.round(top - 20);
    const all = Array.from({ length: Math.round(bottom + 20) - from }, (_, at) => from + at);
    const free = all.filter((y) => handle.contains(document.elementFromPoint(x, y)));
    return free.length ? { x, y: free[Math.floor(free.length / 2)] } : null;
  },

  choices: () => [...(page.card()?.querySelectorAll('[role="group"][aria-label="Overlapping"] button') ?? [])],

  // The element that has the focus, in words.
  focus() {
    const at = document.activeElement;
    if (at === document.body) return "body";
    if (at.matches("input[type=file]")) return "Open files";
    if (at.dataset.document) return "reader";
    if (at.matches("textarea")) return "note";
    return page.name(at);
  },

  // Every word of the article, by number, so that each can be tagged by itself.
  words: () =>
    page.texts().flatMap((text, block) =>
      [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({ block, start: index, end: index + word.length, word })),
    ),

  // Selects that word and presses the key, as fast as a script can: the page hears the same as from a keyboard.
  tagWord({ block, start, end }, key) {
    const element = page.blocks()[block];
    getSelection().setBaseAndExtent(...page.point(element, start), ...page.point(element, end));
    page.press(key);
  },

  press(key, modifiers = {}) {
    const code = /\d/.test(key) ? `Digit${key}` : key.length === 1 ? `Key${key.toUpperCase()}` : key;
    const event = new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true, ...modifiers });
    (document.activeElement ?? document.body).dispatchEvent(event);
  },

  // Does all of it, each in a task of its own; `window.edited` counts.
  edit(edits) {
    window.edited = 0;
    const words = page.words();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      if (window.edited >= edits.length) return;
      const [word, ...keys] = edits[window.edited];
      page.tagWord(words[word], keys[0]);
      keys.slice(1).forEach((key) => page.press(key));
      window.edited += 1;
      port2.postMessage(null);
    };
    port2.postMessage(null);
  },

  name(element) {
    const heard = element.cloneNode(true);
    heard.querySelectorAll('[aria-hidden="true"]').forEach((hidden) => hidden.remove());
    const label = element.getAttribute("aria-label") ?? heard.textContent;
    return label.replace(/\s+/g, " ").trim();
  },

  isShown(element) {
    return element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  },

  // The buttons with that name, or whose name begins with it, that can be seen.
  buttons(name) {
    const open = document.querySelector("dialog[open]");
    const shown = [...(open ?? document).querySelectorAll("button, label.button")].filter(page.isShown);
    const exact = shown.filter((button) => page.name(button) === name);
    const begin = shown.filter((button) => page.name(button).startsWith(name));
    // “Claim, 2” is called Claim, “Claims” is not.
    const whole = begin.filter((button) => !/^\p{L}/u.test(page.name(button).slice(name.length)));
    return [exact, whole, begin].find((found) => found.length) ?? [];
  },

  // The middle of an element, in view, and whether it is what a pointer there would hit.
  middle(element) {
    const look = (block) => {
      element.scrollIntoView({ block, behavior: "instant" });
      const box = element.getBoundingClientRect();
      const [x, y] = [Math.round((box.left + box.right) / 2), Math.round((box.top + box.bottom) / 2)];
      const hit = document.elementFromPoint(x, y);
      return { x, y, free: element.contains(hit), hit: hit && hit.outerHTML.slice(0, 200) };
    };
    const spot = look("nearest");
    // Where something else sticks to the edge, whoever wants it scrolls further.
    return spot.free ? spot : look("center");
  },

  rows: () =>
    [...document.querySelectorAll('[role="region"][aria-label="Annotations"] [data-annotation]')].map((entry) => {
      // One of equal words may be a tick in the row of the first.
      const row = entry.closest("li");
      const own = (part) => (entry === row ? row.querySelector(part) : null);
      return {
        id: entry.dataset.annotation,
        label: row.querySelector(".name").textContent,
        quote: row.querySelector(".quote").textContent,
        note: own(".note")?.textContent ?? "",
        open: own("[aria-current]") !== null,
      };
    }),

  // Every drawn piece: which annotations, which labels, which block, which words.
  pieces: () =>
    [...document.querySelectorAll("main mark")].map((mark) => ({
      ids: mark.dataset.annotations.split(" "),
      labels: mark.dataset.labels.split(" "),
      block: Number(mark.closest("[data-block]").dataset.block),
      text: mark.textContent,
    })),

  open: () => document.querySelector(".row[aria-current]")?.closest("[data-annotation]").dataset.annotation ?? null,
  bar: () => document.querySelector('[role="toolbar"]'),
  card: () => document.querySelector('[aria-label="Open annotation"]'),
  search: () => document.querySelector("[data-search]")?.textContent ?? null,
  dialog: () => document.querySelector("dialog[open]")?.textContent ?? null,
  status: () => document.querySelector('[role="status"]')?.textContent ?? "",
  alerts: () => [...document.querySelectorAll('[role="alert"]')].filter(page.isShown).map((alert) => alert.textContent),
  team: () => document.querySelector(".team-state")?.textContent ?? null,
  saved: () => document.querySelector(".save-status")?.textContent ?? "",
  said: () => ({ status: page.status(), alerts: page.alerts(), dialog: page.dialog(), saved: page.saved(), team: page.team() }),

  stored: () => Object.fromEntries(Object.keys(localStorage).map((key) => [key, localStorage.getItem(key)])),

  // The keys in IndexedDB; none where it is not there yet.
  keysOf: (name) =>
    new Promise((done) => {
      const opened = indexedDB.open("glossator");
      opened.onupgradeneeded = () => opened.transaction.abort();
      opened.onerror = () => done([]);
      opened.onsuccess = () => {
        const keys = opened.result.transaction(name).objectStore(name).getAllKeys();
        keys.onsuccess = () => {
          opened.result.close();
          done(keys.result.map((key) => [key].flat().join("/")));
        };
      };
    }),

  mirrored: () => page.keysOf("entries"),
};
