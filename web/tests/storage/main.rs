//! The adapters of `web` for what is kept and what pages share, inside a browser: also in one that lacks it.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

mod harness;
mod locks;
mod mirror;
mod page;
mod texts;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
