
// Starts the program that stands in the page: wasm-bindgen's own glue is above this.
try {
  try {
    new DecompressionStream("gzip");
  } catch (cause) {
    const needed = "Glossator needs Chromium 120, Firefox 128, Safari 18 or newer.";
    throw new Error(`This browser cannot unpack the program (DecompressionStream). ${needed}`, { cause });
  }
  const embedded = document.getElementById("glossator-wasm").textContent;
  const inflated = () => {
    const bytes = Uint8Array.fromBase64?.(embedded) ?? Uint8Array.from(atob(embedded), (one) => one.charCodeAt(0));
    const stream = new Response(bytes).body.pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream, { headers: { "Content-Type": "application/wasm" } });
  };
  try {
    await __wbg_init({ module_or_path: inflated() });
  } catch (cause) {
    // It compiles while it is inflated, so only inflating it once more tells which of both went wrong.
    try {
      await inflated().arrayBuffer();
    } catch {
      throw new Error("This file is damaged: the program in it cannot be read.", { cause });
    }
    throw cause;
  }
  // A browser draws an icon in the page's own thread: first the article.
  setTimeout(() => (document.getElementById("glossator-icon").rel = "icon"), 1_000);
} catch (error) {
  console.error(error);
  // The guard, a script of its own, says so and offers what is stored.
  window.dispatchEvent(new CustomEvent("glossator:failed", { detail: String(error) }));
}
