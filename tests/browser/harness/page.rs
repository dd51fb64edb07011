//! The page as a person meets it: words to select, keys to press, things to read. Finds everything by the page's
//! contract or by its name, never by how it is built.

use super::device::{chord, down, move_to, up};
use super::driver;
use super::folder::Folder;
use super::session::{Session, Setup};
use super::silence::Silence;
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::Path;
use std::rc::Rc;

/// The three articles of the page.
pub const ARTICLES: [&str; 3] = ["000_004251e0744beef0", "001_501a68fc815b2a88", "002_f93eef85ecef91a6"];

/// A page in a window. When the last one of a context ends, all must have stayed silent and asked nobody for anything.
pub struct Page {
    /// The window.
    pub session: Session,
    /// Address of the page.
    pub address: String,
    setup: Setup,
    pub(super) files: Folder,
    silence: Rc<Silence>,
}

/// An entry of the list of annotations.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Row {
    pub id: String,
    pub label: String,
    pub quote: String,
    pub note: String,
    pub open: bool,
}

/// A drawn piece of the article.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Piece {
    pub ids: Vec<String>,
    pub labels: Vec<String>,
    pub block: usize,
    pub text: String,
}

impl Page {
    /// In an empty context, ready.
    #[track_caller]
    pub fn open() -> Self {
        Self::with(&Setup::default())
    }

    /// In a context where something is different, ready.
    #[track_caller]
    pub fn with(setup: &Setup) -> Self {
        let page = Self::start(setup);
        page.wait_until_ready();
        page
    }

    /// In a context where it may not become ready.
    #[track_caller]
    pub fn start(setup: &Setup) -> Self {
        let session = Session::start(setup);
        let address = setup.address.clone();
        let address = address.unwrap_or_else(|| driver::address(&session.context().page()));
        let page = Self {
            session,
            silence: Rc::new(Silence::new(&address, setup.logs_requests)),
            address,
            setup: setup.clone(),
            files: Folder::default(),
        };
        page.session.visit(&page.address);
        page
    }

    /// In another window of the same context, ready.
    #[track_caller]
    pub fn another(&self) -> Self {
        let page = self.in_window(self.session.another(&self.setup));
        page.session.visit(&page.address);
        page.wait_until_ready();
        page
    }

    /// A window that this one opened, as the browser’s "Duplicate tab" does.
    #[track_caller]
    pub fn duplicate(&self) -> Self {
        let page = self.in_window(self.session.opened_by("open(location.href)", &self.setup));
        page.wait_until_ready();
        page
    }

    fn in_window(&self, session: Session) -> Self {
        Self {
            session,
            address: self.address.clone(),
            setup: self.setup.clone(),
            files: Folder::default(),
            silence: self.silence.clone(),
        }
    }

    /// Closes the window; another one of the same context must be open.
    #[track_caller]
    pub fn close(self) {
        self.session.close();
    }

    /// Ends the browser, which must be one of its own, and starts another one on what it left; ready.
    #[track_caller]
    pub fn start_again(self) -> Self {
        self.start_again_after(|_| ())
    }

    /// The same after something happened to the folder of the profile.
    #[track_caller]
    pub fn start_again_after(self, happens: impl FnOnce(&Path)) -> Self {
        let setup = self.setup.clone();
        let profile = setup.profile.clone().expect("what a shared browser leaves is gone with its context");
        drop(self);
        happens(&profile.path().join("profile"));
        Self::with(&setup)
    }

    #[track_caller]
    pub fn wait_until_ready(&self) {
        self.until("document.documentElement.dataset.ready === 'true'");
    }

    /// Waits for it to come true.
    #[track_caller]
    pub fn until(&self, condition: &str) {
        self.session.until(condition, &[]);
    }

    /// Runs a script; the value that it returns.
    #[track_caller]
    pub fn run(&self, script: &str) -> Value {
        self.session.run(script, &[])
    }

    #[track_caller]
    pub(super) fn texts(&self, script: &str) -> Vec<String> {
        serde_json::from_value(self.run(script)).expect("a list of texts")
    }

    #[track_caller]
    pub(super) fn text(&self, script: &str) -> String {
        self.run(script).as_str().unwrap_or_default().to_owned()
    }

    #[track_caller]
    pub fn reload(&self) {
        self.session.post("refresh", &json!({}));
        self.wait_until_ready();
    }

    // Reading the page.

    #[track_caller]
    pub fn rows(&self) -> Vec<Row> {
        serde_json::from_value(self.run("return page.rows()")).expect("rows")
    }

    #[track_caller]
    pub fn pieces(&self) -> Vec<Piece> {
        serde_json::from_value(self.run("return page.pieces()")).expect("pieces")
    }

    /// The words that are drawn as this annotation; paragraphs are joined by a blank line.
    #[track_caller]
    pub fn drawn(&self, id: &str) -> String {
        let mut words = String::new();
        let mut last = None;
        for piece in self.pieces().iter().filter(|piece| piece.ids.iter().any(|of| of == id)) {
            if last.is_some_and(|last| last != piece.block) {
                words.push_str("\n\n");
            }
            last = Some(piece.block);
            words.push_str(&piece.text);
        }
        words
    }

    #[track_caller]
    pub fn paragraphs(&self) -> Vec<String> {
        self.texts("return page.texts()")
    }

    /// The annotation whose card is open.
    #[track_caller]
    pub fn opened(&self) -> Option<String> {
        self.run("return page.open()").as_str().map(str::to_owned)
    }

    #[track_caller]
    pub fn alerts(&self) -> Vec<String> {
        self.texts("return page.alerts()")
    }

    #[track_caller]
    pub fn selected(&self) -> String {
        self.text("return getSelection().toString()")
    }

    #[track_caller]
    pub fn save_status(&self) -> String {
        self.text("return page.saved()")
    }

    #[track_caller]
    pub fn article(&self) -> String {
        self.text("return page.reader().dataset.document")
    }

    // A person’s deeds.

    #[track_caller]
    pub fn show(&self, article: &str) {
        let id = json!(article);
        self.click_element(&format!("document.querySelector(`[data-article=\"${{CSS.escape({id})}}\"]`)"));
        self.until(&format!("page.reader()?.dataset.document === {id}"));
    }

    /// Draws the mouse over the words, from their start to their end.
    #[track_caller]
    pub fn select(&self, words: &str) {
        self.drag("return page.drag(arguments[0])", words);
    }

    /// The same from their end to their start.
    #[track_caller]
    pub fn select_backwards(&self, words: &str) {
        self.drag("return page.drag(arguments[0]).reverse()", words);
    }

    #[track_caller]
    fn drag(&self, ends: &str, words: &str) {
        let ends = self.session.run(ends, &[json!(words)]);
        self.draw_between(&ends[0], &ends[1]);
        self.until("page.bar()");
    }

    #[track_caller]
    pub fn click_words(&self, words: &str) {
        self.click_times(words, 1);
    }

    #[track_caller]
    pub fn double_click(&self, words: &str) {
        self.click_times(words, 2);
    }

    #[track_caller]
    pub fn triple_click(&self, words: &str) {
        self.click_times(words, 3);
    }

    #[track_caller]
    fn click_times(&self, words: &str, times: usize) {
        let spot = self.spot(words);
        let mut actions = vec![move_to(&spot)];
        actions.extend([down(), up()].into_iter().cycle().take(2 * times));
        self.session.act("pointer", "mouse", &actions);
        self.session.frame();
    }

    #[track_caller]
    pub fn tap_words(&self, words: &str) {
        let spot = self.spot(words);
        self.session.act("pointer", "touch", &[move_to(&spot), down(), up()]);
        self.session.frame();
    }

    /// Clicks the button with that name, or whose name begins so.
    #[track_caller]
    pub fn click(&self, name: &str) {
        self.open_menu_of(name);
        let button = format!("page.buttons({})[0]", json!(name));
        self.until(&button);
        self.click_element(&button);
    }

    /// Opens the menu in which the button with that name stands, unless that is in view.
    #[track_caller]
    pub fn open_menu_of(&self, name: &str) {
        const MENUS: [(&str, &[&str]); 3] = [
            ("Project", &["Articles", "Codebook", "All projects", "Counts", "Backups", "Download JSON"]),
            ("More about this article", &["Rename article", "Print", "Remove article"]),
            ("More", &["Undo", "Redo", "Export", "Settings", "Help"]),
        ];
        let Some((menu, _)) = MENUS.iter().find(|(_, items)| items.contains(&name)) else { return };
        // The head of an article is drawn in the frame after its words, and anew: a menu that was opened
        // on the head before goes with it.
        self.session.frame();
        let script = "const [name, menu] = arguments;
            if (document.querySelector('dialog[open]') || page.buttons(name).length > 0) return 'there';
            return page.buttons(menu)[0]?.getAttribute('aria-expanded') === 'false' ? 'closed' : 'coming';";
        self.session.until_some(&format!("{name} in the menu {menu}"), || {
            let found = self.session.run(script, &[json!(name), json!(menu)]);
            if found == "closed" {
                self.click_element(&format!("page.buttons({})[0]", json!(menu)));
            }
            (found == "there").then_some(())
        });
    }

    /// Opens an annotation from its row, unless its card stands there already.
    #[track_caller]
    pub fn click_row(&self, id: &str) {
        if self.rows().iter().all(|row| row.id != id || !row.open) {
            self.click_element(&format!(
                "document.querySelector('[data-annotation=\"{id}\"] button, rect[data-annotation=\"{id}\"]')"
            ));
        }
    }

    /// Clicks what an expression of JavaScript names, if nothing lies over it.
    #[track_caller]
    pub fn click_element(&self, element: &str) {
        self.point_at(element, "mouse");
    }

    #[track_caller]
    pub fn tap_element(&self, element: &str) {
        self.point_at(element, "touch");
    }

    #[track_caller]
    fn point_at(&self, element: &str, with: &str) {
        let spot = self.run(&format!("return page.middle({element})"));
        assert_eq!(spot["free"], true, "{element} lies under {}", spot["hit"]);
        self.session.act("pointer", with, &[move_to(&spot), down(), up()]);
        self.session.frame();
    }

    /// Presses keys, with modifiers as in `Control+Shift+z`.
    #[track_caller]
    pub fn press(&self, keys: &str) {
        self.session.act("key", "keys", &chord(keys));
        self.session.frame();
    }

    #[track_caller]
    pub fn type_text(&self, text: &str) {
        for character in text.chars() {
            self.press(&character.to_string());
        }
    }

    /// Selects the words by mouse, tags them by key; the new annotation's id.
    #[track_caller]
    pub fn tag(&self, words: &str, key: &str) -> String {
        self.select(words);
        self.press_to_tag(key)
    }

    /// Presses a key that makes an annotation; its id.
    #[track_caller]
    pub fn press_to_tag(&self, key: &str) -> String {
        let before: Vec<_> = self.rows().into_iter().map(|row| row.id).collect();
        self.press(key);
        self.session.until("page.rows().length > arguments[0]", &[json!(before.len())]);
        let new = self.rows().into_iter().find(|row| !before.contains(&row.id));
        new.expect("a row that was not there before").id
    }

    /// Tags words, which are numbered, and presses more keys on each, as fast as a script can.
    #[track_caller]
    pub fn edit(&self, edits: &[Vec<String>]) {
        self.begin_to_edit(edits);
        self.end_editing(edits.len());
    }

    /// Begins with that.
    #[track_caller]
    pub fn begin_to_edit(&self, edits: &[Vec<String>]) {
        self.session.run("page.edit(arguments[0])", &[json!(edits)]);
    }

    /// Waits for the end of so many.
    #[track_caller]
    pub fn end_editing(&self, count: usize) {
        for edited in (0..count).step_by(10).chain([count]) {
            self.session.until("window.edited >= arguments[0]", &[json!(edited)]);
        }
    }

    /// Makes so many steps on a few words: each is tagged, and then said to be this or that.
    #[track_caller]
    pub fn make_steps(&self, words: usize, steps: usize) {
        let keys = ["1", "2"].into_iter().cycle().take(steps / words).map(str::to_owned);
        let edit = |word: usize| [word.to_string()].into_iter().chain(keys.clone()).collect();
        self.edit(&(0..words).map(edit).collect::<Vec<_>>());
    }

    /// Waits for the polite message.
    #[track_caller]
    pub fn expect_status(&self, words: &str) {
        self.session.until("page.status().includes(arguments[0])", &[json!(words)]);
    }

    /// Waits for an alert with these words.
    #[track_caller]
    pub fn expect_alert(&self, words: &str) {
        self.session.until("page.alerts().some((alert) => alert.includes(arguments[0]))", &[json!(words)]);
    }

    /// Closes the alert with these words.
    #[track_caller]
    pub fn answer_alert(&self, words: &str, button: &str) {
        self.expect_alert(words);
        let alerts = "[...document.querySelectorAll('[role=\"alert\"]')]";
        let alert = format!("{alerts}.find((alert) => alert.textContent.includes({}))", json!(words));
        let button = json!(button);
        self.click_element(&format!(
            "[...{alert}.querySelectorAll('button')].find((button) => page.name(button) === {button})"
        ));
    }

    /// Waits for the question about a file; what it says.
    #[track_caller]
    pub fn expect_question(&self) -> String {
        self.until("page.dialog()");
        self.text("return page.dialog()")
    }

    // Errors and requests.

    /// Errors in the console and refused requests that the test is about.
    pub fn tolerate(&self, words: &[&'static str]) {
        self.silence.tolerate(words);
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if self.session.is_last() && self.session.context().is_running() {
            self.silence.check(&self.session);
        }
    }
}
