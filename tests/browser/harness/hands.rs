//! Hands that do one thing after another: a mouse that stays down, a key that is held, the tab key from control to control.

use super::device::{chord, down, key_down, key_up, move_to, up};
use super::engine::Engine;
use super::page::Page;
use serde_json::{Value, json};

/// More tabs than any page has controls, more words than any way has.
const MANY: usize = 200;

impl Page {
    /// The middle of the first character of the words, scrolled into view.
    #[track_caller]
    pub fn spot(&self, words: &str) -> Value {
        self.session.run("return page.spot(arguments[0])", &[json!(words)])
    }

    /// Places at which a mouse is pressed and let go of to select the words, scrolled into view.
    #[track_caller]
    pub fn ends(&self, words: &str) -> [Value; 2] {
        let ends = self.session.run("return page.drag(arguments[0])", &[json!(words)]);
        serde_json::from_value(ends).expect("two points")
    }

    /// Lets the mouse do one thing after another.
    #[track_caller]
    pub fn mouse(&self, actions: &[Value]) {
        self.session.act("pointer", "mouse", actions);
        self.session.frame();
    }

    /// Draws the mouse from one point to another, whatever comes of it.
    #[track_caller]
    pub fn draw_between(&self, from: &Value, to: &Value) {
        let [left, right] = [&from["x"], &to["x"]].map(|x| x.as_i64().expect("a whole number"));
        let between = json!({ "x": i64::midpoint(left, right), "y": to["y"] });
        self.mouse(&[move_to(from), down(), move_to(&between), move_to(to), up()]);
    }

    /// Draws the mouse over the words, whatever comes of it.
    #[track_caller]
    pub fn draw(&self, words: &str) {
        let [from, to] = self.ends(words);
        self.draw_between(&from, &to);
    }

    /// Presses the mouse. The selection follows a mouse only while one and the same command moves it, or this does.
    #[track_caller]
    pub fn mouse_down(&self, spot: &Value) {
        self.point("mouseMoved", spot, 0);
        self.point("mousePressed", spot, 1);
    }

    /// Moves the mouse that was pressed.
    #[track_caller]
    pub fn mouse_move(&self, spot: &Value) {
        self.point("mouseMoved", spot, 1);
    }

    /// Moves it once more, and lets go of it.
    #[track_caller]
    pub fn mouse_up(&self, spot: &Value) {
        self.point("mouseMoved", spot, 1);
        self.point("mouseReleased", spot, 0);
    }

    #[track_caller]
    fn point(&self, kind: &str, spot: &Value, buttons: u8) {
        if self.session.engine() == Engine::Firefox {
            let action = match kind {
                "mousePressed" => down(),
                "mouseReleased" => up(),
                _ => move_to(spot),
            };
            return self.mouse(&[action]);
        }
        let is_free = kind == "mouseMoved" && buttons == 0;
        let button = if is_free { "none" } else { "left" };
        let event = json!({ "type": kind, "x": spot["x"], "y": spot["y"], "button": button, "buttons": buttons,
            "clickCount": u8::from(!is_free), "pointerType": "mouse" });
        self.session.devtools("Input.dispatchMouseEvent", &event);
        self.session.frame();
    }

    /// Presses a key and keeps it down.
    #[track_caller]
    pub fn hold(&self, key: &str) {
        self.session.act("key", "keys", &[key_down(key)]);
    }

    /// Lets go of that key.
    #[track_caller]
    pub fn release(&self, key: &str) {
        self.session.act("key", "keys", &[key_up(key)]);
        self.session.frame();
    }

    /// Takes hold of a handle of the open annotation with the mouse.
    #[track_caller]
    pub fn grasp(&self, handle: &str) {
        self.until(&format!("page.handle('{handle}')"));
        let spot = self.run(&format!("return page.grip(page.handle('{handle}'))"));
        assert!(spot.is_object(), "nothing of the handle can be pressed");
        self.mouse(&[move_to(&spot), down()]);
    }

    /// Tags “Istanbul” with a note, and a word of an article of one's own, which stays in view; the first one's id.
    #[track_caller]
    pub fn tag_in_two_articles(&self) -> String {
        let first = self.tag("Istanbul", "3");
        self.press("n");
        self.type_text("Why");
        self.press("Escape");
        self.open_own("An article of my own.");
        self.tag("article", "2");
        first
    }

    /// Drags a handle of the open annotation to the first character of the words.
    #[track_caller]
    pub fn drag_handle(&self, handle: &str, words: &str) {
        self.spot(words);
        self.grasp(handle);
        let spot = self.spot(words);
        self.mouse(&[move_to(&spot), up()]);
    }

    /// Presses keys several times.
    #[track_caller]
    pub fn press_times(&self, keys: &str, times: usize) {
        (0..times).for_each(|_| self.press(keys));
    }

    /// The same, faster than anything is drawn. Keys that are held with another one stay down.
    #[track_caller]
    pub fn press_at_once(&self, keys: &str, times: usize) {
        let (held, key) = keys.rsplit_once('+').map_or((None, keys), |(held, key)| (Some(held), key));
        let [down, up] =
            [key_down, key_up].map(|turn| held.into_iter().flat_map(|it| it.split('+')).map(turn).collect());
        let presses = std::iter::repeat_n(chord(key), times).flatten().collect();
        self.act_at_once(&[down, presses, up]);
    }

    /// Types, faster than anything is drawn.
    #[track_caller]
    pub fn type_at_once(&self, text: &str) {
        self.act_at_once(&[text.chars().flat_map(|character| chord(&character.to_string())).collect()]);
    }

    #[track_caller]
    fn act_at_once(&self, parts: &[Vec<Value>]) {
        self.session.act("key", "keys", &parts.concat());
        self.session.frame();
    }

    /// Presses keys until that is so.
    #[track_caller]
    pub fn press_until(&self, keys: &str, condition: &str) {
        let is_so = |page: &Self| page.run(&format!("return Boolean({condition})")) == true;
        let found = (0..MANY).any(|_| {
            let found = is_so(self);
            if !found {
                self.press(keys);
            }
            found
        });
        assert!(found, "{keys} never led to {condition}; the focus is on “{}”", self.focused());
    }

    /// Presses the tab key until what has the focus has that name.
    #[track_caller]
    pub fn tab_to(&self, name: &str) {
        self.press_until("Tab", &format!("page.focus() === {}", json!(name)));
    }

    /// Presses keys until the caret stands where ‸ stands in the words.
    #[track_caller]
    pub fn go_to(&self, keys: &str, words: &str) {
        self.press_until(keys, &format!("page.caret()?.includes({})", json!(words)));
    }

    /// Waits until the caret stands where ‸ stands in the words.
    #[track_caller]
    pub fn expect_caret(&self, words: &str) {
        let found = self.run("return page.caret()");
        assert!(found.as_str().is_some_and(|found| found.contains(words)), "not {words}: {found}");
    }

    /// The name of the element that has the focus.
    #[track_caller]
    pub fn focused(&self) -> String {
        self.text("return page.focus()")
    }

    /// The selected text, to the character; nothing stands between paragraphs.
    #[track_caller]
    pub fn selected_exactly(&self) -> String {
        self.text("return page.selected()")
    }

    /// True while a label tags every selection at once.
    #[track_caller]
    pub fn stays(&self) -> bool {
        self.run("return document.querySelector('[role=\"group\"][aria-label=\"A label stays\"]') !== null")
            == true
    }

    /// Waits until the project with that name is open.
    #[track_caller]
    pub fn until_project(&self, name: &str) {
        let button = "document.querySelector('#project-button')";
        let is_ready = "document.documentElement.dataset.ready === 'true'";
        let name = json!(name);
        self.until(&format!("{is_ready} && {button} && page.name({button}).includes({name})"));
    }
}
