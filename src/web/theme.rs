//! Light or dark, whatever the system says. The style sheet has its dark colours in one place, its first media rule; what
//! that one asks for is changed here.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    type Styled;

    #[wasm_bindgen(method, getter, js_name = styleSheets)]
    fn sheets(this: &Styled) -> List;

    type List;

    #[wasm_bindgen(method)]
    fn item(this: &List, at: u32) -> Option<Rule>;

    /// A style sheet, which has rules, or a rule, which may have media.
    type Rule;

    #[wasm_bindgen(method, getter, js_name = cssRules)]
    fn rules(this: &Rule) -> Option<List>;

    #[wasm_bindgen(method, getter)]
    fn media(this: &Rule) -> Option<Media>;

    type Media;

    #[wasm_bindgen(method, setter, js_name = mediaText)]
    fn set_text(this: &Media, text: &str);
}

/// Takes the `light` or the `dark` colours, or those of the system.
pub fn choose(theme: &str) {
    let media = match theme {
        "dark" => "all",
        "light" => "not all",
        _ => "(prefers-color-scheme: dark)",
    };
    let document = web_sys::window().and_then(|window| window.document());
    let rules = document.and_then(|document| document.unchecked_ref::<Styled>().sheets().item(0)?.rules());
    let Some(rules) = rules else { return };
    let of_rule = |at| Some(rules.item(at)?.media());
    if let Some(found) = (0..).map_while(of_rule).flatten().next() {
        found.set_text(media);
    }
}
