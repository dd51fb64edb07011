// Probe of every page that a bench measures: it tells how long it took from an event to the frame that shows what came of
// it. Times are in milliseconds.
"use strict";
window.probe = (() => {
  const channel = new MessageChannel();
  const waiting = [];
  channel.port1.onmessage = () => waiting.shift()?.();
  // Once the frame that is about to be drawn is drawn.
  const drawn = (act) => requestAnimationFrame(() => (waiting.push(act), channel.port2.postMessage(0)));

  // From now on until the condition is found true after a frame: how long that took, and how many frames.
  const until = (from, condition, resolve, frames = 1) =>
    drawn(() => {
      const now = performance.now();
      if (condition()) resolve({ took: now - from, frames });
      else if (now - from > 60_000) resolve({ took: Infinity, frames });
      else until(from, condition, resolve, frames + 1);
    });

  // Waits for an event of that type, and measures from it until each of the conditions came true.
  const arm = (type, ...conditions) => {
    const looks = conditions.map((condition) => (typeof condition === "string" ? Function(`return ${condition}`) : condition));
    probe.result = new Promise((resolve) => {
      const begin = ({ timeStamp, key }) => {
        // A modifier comes before the key that it belongs to.
        if (key === "Control" || key === "Shift") return;
        removeEventListener(type, begin, true);
        const task = new MessageChannel();
        const began = performance.now();
        task.port1.onmessage = () => (probe.task = performance.now() - began);
        task.port2.postMessage(0);
        Promise.all(looks.map((look) => new Promise((found) => until(timeStamp, look, found)))).then(resolve);
      };
      addEventListener(type, begin, true);
    });
  };

  const inView = ({ top, bottom }) => bottom > 0 && top < innerHeight;
  const article = () => document.querySelector("[data-document], .cm-content");
  const blocks = () => article()?.querySelectorAll("[data-block]") ?? [];

  // The blocks in view, by bisection: asking each would be what takes the time.
  const blocksInView = () => {
    const all = blocks();
    let low = 0;
    let high = all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (all[middle].getBoundingClientRect().bottom <= 0) low = middle + 1;
      else high = middle;
    }
    const found = [];
    while (low < all.length && inView(all[low].getBoundingClientRect())) found.push(all[low++]);
    return found;
  };
  const drawnMarks = (block) => block.getElementsByTagName("mark").length;
  // True if every block in view has the marks that it should have: those of the sample, at least.
  const isWhole = () => {
    const seen = blocksInView();
    return seen.length > 0 && seen.every((block) => drawnMarks(block) >= probe.expected[block.dataset.block]);
  };
  // Where the text is not told, any article shows that the page is there.
  const shows = () => (probe.any ? blocksInView().length > 0 : article()?.dataset.document === "book" && isWhole());
  const settled = () => shows() && article().getElementsByTagName("mark").length >= probe.total;

  // A word in view that no span covers: where to press, and where its text begins.
  const freeWord = (number) => {
    const found = [];
    const walker = document.createTreeWalker(article(), NodeFilter.SHOW_TEXT);
    const first = blocksInView()[0] ?? article();
    walker.currentNode = first;
    for (let node = walker.nextNode(); node && found.length < 60; node = walker.nextNode()) {
      if (node.parentElement.closest("mark, [data-labels]")) continue;
      for (const match of node.data.matchAll(/(?<=[ ])[a-z]{4,}(?=[ ,])/g)) {
        const range = document.createRange();
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        const box = range.getBoundingClientRect();
        if (box.top > 180 && box.bottom < innerHeight - 160 && box.width > 0) {
          found.push({ x: Math.round(box.left + box.width / 2), y: Math.round(box.top + box.height / 2), word: match[0] });
        }
        if (box.top > innerHeight) return found[number % found.length];
      }
    }
    return found[number % found.length];
  };
  const at = (x, y) => {
    const place = document.caretPositionFromPoint?.(x, y) ?? null;
    const range = place ? null : document.caretRangeFromPoint(x, y);
    return (place?.offsetNode ?? range.startContainer).parentElement;
  };
  const isMarked = (x, y) => Boolean(at(x, y).closest("mark, [data-labels]"));
  // A mark in view that nothing stands over: where to press.
  const markInView = (number) => {
    const found = [];
    for (const mark of article().querySelectorAll("mark, [data-labels]")) {
      const box = mark.getClientRects()[0];
      if (!box || box.top < 180) continue;
      if (box.bottom > innerHeight - 160) break;
      const [x, y] = [Math.round(box.left + Math.min(box.width, 30) / 2), Math.round(box.top + box.height / 2)];
      if (mark.contains(document.elementFromPoint(x, y))) found.push({ x, y });
    }
    return found[(number * 3) % found.length];
  };

  // Frames while the page is scrolled, and how many of them lacked what should be in view.
  const frames = () => {
    const times = [];
    let lacking = 0;
    let last = performance.now();
    let goesOn = true;
    const next = (now) => {
      times.push(now - last);
      last = now;
      if (probe.expected && article()?.dataset.document && !isWhole()) lacking += 1;
      if (goesOn) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    probe.stop = () => ((goesOn = false), { times: times.slice(1), lacking });
  };

  // When the program began to run: what inflates it begins before.
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const instantiate = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await instantiate.apply(WebAssembly, given);
      probe.began = performance.now();
      probe.memory = (made.instance ?? made).exports.memory;
      return made;
    };
  }
  // Where the page is loaded again: when it shows the article, and when all of it, counted from there; and from the opening of the page.
  const follow = (name, condition) =>
    drawn(() => {
      if (!condition()) return follow(name, condition);
      probe.opened ??= performance.now();
      probe[name] = performance.now() - probe.began;
    });
  if (performance.getEntriesByType("navigation")[0]?.type === "reload") {
    follow("first", shows);
    follow("last", settled);
  }

  // Size of a download, and the time at which it is there.
  const objectUrl = URL.createObjectURL;
  URL.createObjectURL = (blob) => ((probe.made = { at: performance.now(), size: blob.size }), objectUrl.call(URL, blob));

  return { arm, until, shows, settled, isWhole, freeWord, markInView, isMarked, frames, blocksInView, task: 0, expected: null, total: 0, began: 0 };
})();
