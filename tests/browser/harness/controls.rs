//! Fields, boxes and lists to choose from, by their names; and fingers.

use super::device::{down, move_to, up};
use super::page::Page;
use serde_json::{Value, json};

/// The fields in view with that name, or whose name begins so.
const FIELD: &str = "[...(document.querySelector('dialog[open]') ?? document).querySelectorAll('input, select, textarea')]
    .filter(page.isShown)
    .find((field) => (field.getAttribute('aria-label') ?? field.labels[0]?.textContent ?? '').replace(/\\s+/g, ' ').trim().startsWith(NAME))";

/// An expression of JavaScript for the field with that name, or whose name begins so.
fn field(name: &str) -> String {
    FIELD.replace("NAME", &json!(name).to_string())
}

impl Page {
    /// Tags words of the article in view as a claim of a group. Its card stays open.
    #[track_caller]
    pub fn tag_claim(&self, words: &str, group: &str) {
        self.tag(words, "2");
        self.press("i");
        self.until("page.focus() === 'Claim group'");
        self.type_text(group);
        self.press("Enter");
        let group = json!(group);
        self.until(&format!(
            "page.card().textContent.includes({group}) && !document.querySelector('#picker')"
        ));
    }

    /// The value of that field as it is written or chosen; of a box, true if it is ticked.
    #[track_caller]
    pub fn in_field(&self, name: &str) -> Value {
        let field = field(name);
        self.run(&format!(
            "const field = {field}; return field.type === 'checkbox' ? field.checked : field.value"
        ))
    }

    /// Clicks into the field, or on the box.
    #[track_caller]
    pub fn click_field(&self, name: &str) {
        let field = field(name);
        self.until(&field);
        // Where nothing that stays in view can lie over it.
        self.run(&format!("{field}.scrollIntoView({{ block: 'center', behavior: 'instant' }})"));
        self.click_element(&field);
    }

    /// Writes that instead of what stands in the field.
    #[track_caller]
    pub fn write_into(&self, name: &str, text: &str) {
        self.click_field(name);
        self.press("Control+a");
        self.press("Delete");
        self.type_text(text);
    }

    /// Chooses one of a list.
    #[track_caller]
    pub fn choose(&self, name: &str, option: &str) {
        self.choose_of(name, &field(name), option);
    }

    /// The same of the list that a selector finds.
    #[track_caller]
    pub fn choose_in(&self, list: &str, option: &str) {
        self.choose_of(list, &format!("document.querySelector({})", json!(list)), option);
    }

    #[track_caller]
    fn choose_of(&self, name: &str, field: &str, option: &str) {
        self.until(field);
        let option = json!(option);
        let found = self.run(&format!("return [...{field}.options].find(({{ text }}) => text === {option})"));
        let id = found.as_object().and_then(|found| found.values().next()?.as_str());
        let id = id.unwrap_or_else(|| panic!("“{name}” offers no {option}: {found}"));
        self.session.post(&format!("element/{id}/click"), &json!({}));
        self.session.frame();
    }

    /// Clicks what folds something out or in.
    #[track_caller]
    pub fn unfold(&self, name: &str) {
        let summaries = "[...document.querySelectorAll('summary')].filter(page.isShown)";
        self.click_element(&format!("{summaries}.find((summary) => page.name(summary) === {})", json!(name)));
    }

    /// Selects words as the handles of a telephone do: no pointer goes down in the page.
    #[track_caller]
    pub fn select_as_telephones_do(&self, words: &str) {
        let script = "const { start, end } = page.find(arguments[0]);
            const point = ({ block, at }) => page.point(page.blocks()[block], at);
            getSelection().setBaseAndExtent(...point(start), ...point(end));";
        self.session.run(script, &[words.into()]);
        self.until("page.bar()");
    }

    /// Place of the first character of the words, with room for a panel below it.
    #[track_caller]
    pub fn high_spot(&self, words: &str) -> Value {
        let script = "page.spot(arguments[0]);
            const { start } = page.find(arguments[0]);
            window.scrollBy({ top: page.drawn(start, false).top - 170, behavior: 'instant' });
            const { left, right, top, bottom } = page.drawn(start, false);
            return { x: Math.round((left + right) / 2), y: Math.round((top + bottom) / 2) };";
        self.session.run(script, &[words.into()])
    }

    /// A finger goes down there, stays for so many milliseconds, and goes up.
    #[track_caller]
    pub fn touch(&self, spot: &Value, milliseconds: u32) {
        let stay = json!({ "type": "pause", "duration": milliseconds });
        self.session.act("pointer", "touch", &[move_to(spot), down(), stay, up()]);
        self.session.frame();
    }

    /// No finger does anything for so many milliseconds.
    #[track_caller]
    pub fn lift_for(&self, milliseconds: u32) {
        let stay = json!({ "type": "pause", "duration": milliseconds });
        self.session.act("pointer", "touch", &[stay]);
    }

    /// A finger goes down at the first spot, along the others, and up at the last.
    #[track_caller]
    pub fn swipe(&self, spots: &[Value]) {
        let mut actions: Vec<_> = spots.iter().map(move_to).collect();
        actions.insert(1, down());
        actions.push(up());
        self.session.act("pointer", "touch", &actions);
        self.session.frame();
    }

    /// Everything that the polite region says while something is done, in order.
    #[track_caller]
    pub fn said_while(&self, act: impl FnOnce(&Self)) -> Vec<String> {
        self.run(
            "window.heard = [];
            let last = page.status();
            window.hearing?.disconnect();
            window.hearing = new MutationObserver(() => {
              const now = page.status();
              if (now !== last && now !== '') window.heard.push(now);
              last = now;
            });
            window.hearing.observe(document.body, { childList: true, characterData: true, subtree: true });",
        );
        act(self);
        self.until("window.heard.length > 0");
        self.session.frame();
        serde_json::from_value(
            self.run("return window.heard.map((words) => words.replace(/[\\u2068\\u2069]/g, ''))"),
        )
        .expect("a list of texts")
    }
}
