try {
  if (typeof WebAssembly === "undefined") throw new Error("This browser has no WebAssembly.");
  const packed = document.getElementById("glossator-wasm");
  // From blank to "~" without "<": 34 characters stand for six bits each, the other 60 for seven.
  const embedded = ({ textContent }) => {
    const bytes = [];
    let bits = 0;
    let count = 0;
    for (const character of textContent) {
      const number = character.charCodeAt(0) - (character > "<" ? 33 : 32);
      const isShort = number < 34;
      bits = (bits << (isShort ? 6 : 7)) | (isShort ? number : number + 34);
      count += isShort ? 6 : 7;
      if (count >= 8) {
        count -= 8;
        bytes.push(bits >> count);
      }
    }
    return Uint8Array.from(bytes);
  };
  const answer = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  // Unpacking takes a moment: what came out is kept for the next time, and believed only if it is what was packed.
  const keep = async (mode, act) => {
    const opening = indexedDB.open("glossator/program");
    opening.onupgradeneeded = () => opening.result.createObjectStore("programs");
    const database = await answer(opening);
    try {
      return await answer(act(database.transaction("programs", mode).objectStore("programs")));
    } finally {
      database.close();
    }
  };
  const isIt = async (program) => {
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", program));
    return btoa(String.fromCharCode(...hash)) === packed.dataset.sha256;
  };
  const kept = async () => {
    const program = await keep("readonly", (programs) => programs.get("latest"));
    return program && (await isIt(program)) ? program : undefined;
  };
  const late = new Promise((resolve) => setTimeout(resolve, 300));

  let program = await Promise.race([kept(), late]).catch(() => undefined);
  if (!program) {
    try {
      // What the packer packed, unpacked by the same code: a module of its own, which the browser can unpack.
      const deflated = new Blob([embedded(document.getElementById("glossator-unpacker"))]).stream();
      const unpacker = await new Response(
        deflated.pipeThrough(new DecompressionStream("deflate-raw")),
      ).arrayBuffer();
      const { memory, room, unpack } = (await WebAssembly.instantiate(unpacker)).instance.exports;
      const bytes = embedded(packed);
      const at = room(bytes.length);
      new Uint8Array(memory.buffer).set(bytes, at);
      const start = unpack(at, bytes.length);
      if (start === 0) throw new Error("Its checksum is wrong.");
      // How long it is stands in the first four bytes.
      program = new Uint8Array(memory.buffer, start, new DataView(bytes.buffer).getUint32(0, true)).slice();
    } catch (cause) {
      throw new Error("This file is damaged: the program in it cannot be unpacked.", { cause });
    }
    // Where it cannot be kept, it is unpacked again.
    keep("readwrite", (programs) => programs.put(program, "latest")).catch(() => {});
  }
  const module = await WebAssembly.compile(program);
  // What was packed with it: the look, and the script that gives it what it imports. The policy knows both by hash.
  for (const element of ["style", "script"]) {
    for (const content of WebAssembly.Module.customSections(module, element)) {
      document.head.append(
        Object.assign(document.createElement(element), { textContent: new TextDecoder().decode(content) }),
      );
    }
  }
  __wbg_finalize_init(await WebAssembly.instantiate(module, __wbg_get_imports()), module);
} catch (error) {
  console.error(error);
  // The guard, a script of its own, says so and offers what is stored.
  window.dispatchEvent(new CustomEvent("glossator:failed", { detail: String(error) }));
}
