// The guard: works when the rest of the page does not. It shows an alert on a panic, on a browser that is too old and on
// a failed start, says what happened, and offers the stored work as a file and a new start. It reads the store and the texts
// of articles, which stand in a database, and never writes to them; "Open files" takes back the file that it saves.
"use strict";
(() => {
  const PREFIX = "glossator/";
  const TEXTS = "texts";
  const PATIENCE = 20_000;
  let shown = false;

  function stored() {
    const entries = {};
    for (let index = 0; index < localStorage.length; index += 1) {
      const key = localStorage.key(index);
      if (key.startsWith(PREFIX)) entries[key] = localStorage.getItem(key);
    }
    return entries;
  }

  // The texts of all projects, by the keys that they would have in the store. Where there is no database, none is made.
  function texts() {
    return new Promise((done, fail) => {
      setTimeout(() => fail(new Error("it does not answer")), PATIENCE);
      const opening = indexedDB.open("glossator");
      let isMissing = false;
      opening.onupgradeneeded = () => {
        isMissing = true;
        opening.transaction.abort();
      };
      opening.onerror = (event) => {
        event.preventDefault();
        if (isMissing) done({});
        else fail(opening.error);
      };
      opening.onsuccess = () => {
        const database = opening.result;
        if (!database.objectStoreNames.contains(TEXTS)) {
          database.close();
          return done({});
        }
        const reading = database.transaction(TEXTS);
        const rows = reading.objectStore(TEXTS);
        const [names, values] = [rows.getAllKeys(), rows.getAll()];
        reading.onabort = () => fail(reading.error);
        reading.oncomplete = () => {
          database.close();
          const key = ([project, version]) => `${PREFIX}2/${project}/text/${version}`;
          done(Object.fromEntries(names.result.map((name, index) => [key(name), values.result[index]])));
        };
      };
    });
  }

  // The project of this tab; without one, "Open files" finds the one that was opened last.
  function project() {
    try {
      return sessionStorage.getItem("glossator/project") ?? undefined;
    } catch {
      return undefined;
    }
  }

  function element(name, words, parent) {
    const made = document.createElement(name);
    made.textContent = words;
    parent.append(made);
    return made;
  }

  async function download(status) {
    let entries;
    try {
      entries = stored();
    } catch (error) {
      status.textContent = `The browser does not let this page read its storage: ${error.message}`;
      return;
    }
    status.textContent = "Reading \u2026";
    let missing = "";
    try {
      entries = { ...(await texts()), ...entries };
    } catch (error) {
      missing = ` Texts of articles are missing in it, as the browser\u2019s database cannot be read: ${error?.message}. They are still in this browser.`;
    }
    const file = JSON.stringify({ format: "glossator-stored", version: 1, project: project(), entries }, null, 2);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file], { type: "application/json" }));
    link.download = `glossator-stored-${new Date().toISOString().slice(0, 10)}.json`;
    link.click();
    status.textContent = `Saved ${Object.keys(entries).length} stored entries as ${link.download}. \u201cOpen files\u201d reads it.${missing}`;
  }

  function show(heading, words, detail) {
    if (shown) return;
    shown = true;
    for (const other of document.body.children) other.inert = true;
    const guard = element("div", "", document.body);
    guard.className = "guard";
    const box = element("div", "", guard);
    box.setAttribute("role", "alert");
    element("h2", heading, box);
    element("p", words, box);
    if (detail) element("pre", detail, box);
    const status = element("p", "", box);
    const buttons = element("div", "", box);
    buttons.className = "buttons";
    element("button", "Download what is stored", buttons).addEventListener("click", () => download(status));
    const reload = element("button", "Reload", buttons);
    reload.className = "main";
    reload.addEventListener("click", () => location.reload());
    reload.focus();
  }

  const whenThereIsABody = (act) =>
    document.body ? act() : document.addEventListener("DOMContentLoaded", act, { once: true });
  const started = () => document.documentElement.dataset.ready === "true";
  let cause = null;
  const failed = (detail) => {
    if (started() || cause !== null) return;
    cause = String(detail);
    whenThereIsABody(() => show("Glossator could not start", "Your work is still in this browser\u2019s storage.", cause));
  };

  const stopped = (detail) => {
    if (!started()) return failed(detail);
    show(
      "Glossator stopped because of a mistake in its program",
      "What you tagged before is in this browser\u2019s storage. Reload to go on.",
      detail,
    );
  };
  // Of a panic the program says where it was; of other ends, such as a full memory, WebAssembly does.
  const ended = (error, words) =>
    error instanceof WebAssembly.RuntimeError ? stopped(error.stack.split("\n", 8).join("\n")) : failed(words);
  addEventListener("glossator:failed", ({ detail }) => failed(detail));
  addEventListener("glossator:panicked", ({ detail }) => stopped(detail));
  addEventListener("error", ({ error, message }) => ended(error, message));
  addEventListener("unhandledrejection", ({ reason }) => ended(reason, reason));

  // Nothing is drawn where the page opens at once. The program takes out all that stands in the body.
  setTimeout(() => {
    if (cause === null && document.querySelector("noscript"))
      element("p", "Opening \u2026", document.body).className = "loading";
  }, 400);

  addEventListener("DOMContentLoaded", () => {
    if (!document.querySelector('script[type="module"]')) failed("This file is incomplete: its end is missing.");
  });

  const needed = ["WebAssembly", "DecompressionStream"].find((name) => typeof globalThis[name] === "undefined");
  if (needed) {
    failed(
      `This browser has no ${needed}, or it is switched off. Glossator needs Chromium 120, Firefox 128, Safari 18 or newer.`,
    );
  }
})();
