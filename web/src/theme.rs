//! Light or dark, whatever the system says. The first style sheet has the dark colours in one place, its first media rule;
//! the condition of that rule is changed here.

use super::element;
use wasm_bindgen::JsCast;
use web_sys::{CssMediaRule, CssRuleList, CssStyleSheet};

/// Takes the `light` or the `dark` colours, or those of the system.
pub fn choose(theme: &str) {
    if element::is_marked("data-theme", theme) {
        return;
    }
    element::mark_page("data-theme", theme);
    let media = match theme {
        "dark" => "screen",
        "light" => "not all",
        _ => "screen and (prefers-color-scheme: dark)",
    };
    let Some(rules) = rules() else { return };
    let mut rules = (0..rules.length()).filter_map(|at| rules.item(at)?.dyn_into::<CssMediaRule>().ok());
    if let Some(dark) = rules.next() {
        dark.media().set_media_text(media);
    }
}

/// The rules of the page’s first style sheet.
fn rules() -> Option<CssRuleList> {
    let sheet = web_sys::window()?.document()?.style_sheets().item(0)?;
    sheet.dyn_into::<CssStyleSheet>().ok()?.css_rules().ok()
}
