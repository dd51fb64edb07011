try {
  if (typeof WebAssembly === "undefined") throw new Error("This browser has no WebAssembly.");
  let program;
  try {
    const packed = atob(document.getElementById("glossator-wasm").textContent);
    const bytes = new Uint8Array(packed.length);
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = packed.charCodeAt(at);
    program = join(unlzma(bytes));
  } catch (cause) {
    throw new Error("This file is damaged: the program in it cannot be unpacked.", { cause });
  }
  await __wbg_init({ module_or_path: program });
} catch (error) {
  console.error(error);
  // The guard, a script of its own, says so and offers what is stored.
  window.dispatchEvent(new CustomEvent("glossator:failed", { detail: String(error) }));
}
