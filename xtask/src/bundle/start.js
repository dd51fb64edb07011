try {
  if (typeof WebAssembly === "undefined") throw new Error("This browser has no WebAssembly.");
  if (typeof DecompressionStream === "undefined") throw new Error("This browser is too old: it has no DecompressionStream.");
  const packed = atob(document.getElementById("glossator-wasm").textContent);
  const stream = new Blob([Uint8Array.from(packed, (unit) => unit.charCodeAt(0))]).stream();
  const unpacked = new Response(stream.pipeThrough(new DecompressionStream("gzip")));
  const bytes = await unpacked.arrayBuffer().catch(() => {
    throw new Error("This file is damaged: the program in it cannot be unpacked.");
  });
  await __wbg_init({ module_or_path: bytes });
} catch (error) {
  console.error(error);
  // The guard, a script of its own, says so and offers what is stored.
  window.dispatchEvent(new CustomEvent("glossator:failed", { detail: String(error) }));
}
