//! The page as a person meets it: words to select, keys to press, things to read. Finds everything by the page's
//! contract or by its name, never by how it is built.

use super::device::{chord, down, move_to, up};
use super::download::Download;
use super::driver;
use super::folder::Folder;
use super::session::{Session, Setup};
use serde::Deserialize;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::thread;

/// The three articles of the page.
pub const ARTICLES: [&str; 3] = ["000_004251e0744beef0", "001_501a68fc815b2a88", "002_f93eef85ecef91a6"];

/// A page in a browser of its own. When it ends, it must have stayed silent and asked nobody for anything.
pub struct Page {
    /// The browser.
    pub session: Session,
    address: String,
    files: Folder,
    tolerated: RefCell<Vec<&'static str>>,
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
    /// In an empty browser, ready.
    #[track_caller]
    pub fn open() -> Self {
        Self::with(&Setup::default())
    }

    /// In a browser where something is different, ready.
    #[track_caller]
    pub fn with(setup: &Setup) -> Self {
        let page = Self::start(setup);
        page.wait_until_ready();
        page
    }

    /// In a browser where it may not become ready.
    #[track_caller]
    pub fn start(setup: &Setup) -> Self {
        let page = Self {
            session: Session::start(setup),
            address: driver::address(&driver::page()),
            files: Folder::new(),
            tolerated: RefCell::default(),
        };
        page.session.visit(&page.address);
        page
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

    /// What a script returns.
    #[track_caller]
    pub fn run(&self, script: &str) -> Value {
        self.session.run(script, &[])
    }

    #[track_caller]
    fn texts(&self, script: &str) -> Vec<String> {
        serde_json::from_value(self.run(script)).expect("a list of texts")
    }

    #[track_caller]
    fn text(&self, script: &str) -> String {
        self.run(script).as_str().unwrap_or_default().to_owned()
    }

    #[track_caller]
    pub fn reload(&self) {
        self.session.post("refresh", &json!({}));
        self.wait_until_ready();
    }

    // What stands there.

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

    /// Everything in the browser's store, also what is not ours.
    #[track_caller]
    pub fn stored(&self) -> BTreeMap<String, String> {
        serde_json::from_value(self.run("return page.stored()")).expect("keys and values")
    }

    #[track_caller]
    pub fn article(&self) -> String {
        self.text("return page.reader().dataset.document")
    }

    // What a person does.

    #[track_caller]
    pub fn show(&self, article: &str) {
        let id = json!(article);
        self.click_element(&format!("document.querySelector(`[data-article=\"${{CSS.escape({id})}}\"]`)"));
        self.until(&format!("page.reader().dataset.document === {id}"));
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
        let [from, to] = [&ends[0]["x"], &ends[1]["x"]].map(|x| x.as_i64().expect("a whole number"));
        let between = json!({ "x": i64::midpoint(from, to), "y": ends[1]["y"] });
        self.session.act(
            "pointer",
            "mouse",
            &[move_to(&ends[0]), down(), move_to(&between), move_to(&ends[1]), up()],
        );
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
        let spot = self.session.run("return page.spot(arguments[0])", &[json!(words)]);
        let mut actions = vec![move_to(&spot)];
        actions.extend([down(), up()].into_iter().cycle().take(2 * times));
        self.session.act("pointer", "mouse", &actions);
        self.session.frame();
    }

    #[track_caller]
    pub fn tap_words(&self, words: &str) {
        let spot = self.session.run("return page.spot(arguments[0])", &[json!(words)]);
        self.session.act("pointer", "touch", &[move_to(&spot), down(), up()]);
        self.session.frame();
    }

    /// Clicks the button with that name, or whose name begins so.
    #[track_caller]
    pub fn click(&self, name: &str) {
        let button = format!("page.buttons({})[0]", json!(name));
        self.until(&button);
        self.click_element(&button);
    }

    #[track_caller]
    pub fn click_row(&self, id: &str) {
        self.click_element(&format!("document.querySelector('[data-annotation=\"{id}\"] button')"));
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

    /// Waits for the question about a file; what it says.
    #[track_caller]
    pub fn expect_question(&self) -> String {
        self.until("page.dialog()");
        self.text("return page.dialog()")
    }

    // Files.

    /// Presses "Download JSON"; the file.
    #[track_caller]
    pub fn download(&self) -> Download {
        self.click("Download JSON");
        let (name, text) = self.downloaded();
        Download::new(name, text)
    }

    /// Waits for the one file that is being downloaded; its name and what is in it.
    #[track_caller]
    pub fn downloaded(&self) -> (String, String) {
        let folder = self.session.downloads();
        let file = self.session.until_some("a download", || {
            let mut entries = fs::read_dir(&folder).ok()?.filter_map(Result::ok);
            // The browser keeps the name with an empty file until all is there.
            let is_whole = |entry: &fs::DirEntry| entry.metadata().is_ok_and(|file| file.len() > 0);
            let is_named = |path: &Path| path.extension().is_some_and(|kind| kind == "json");
            entries.find(|entry| is_named(&entry.path()) && is_whole(entry)).map(|entry| entry.path())
        });
        let text = fs::read_to_string(&file).expect("a file in UTF-8");
        fs::remove_file(&file).expect("the file was ours");
        (file.file_name().unwrap_or_default().to_string_lossy().into_owned(), text)
    }

    /// Gives a file with that content to "Open files".
    #[track_caller]
    pub fn open_file(&self, name: &str, content: impl AsRef<[u8]>) {
        self.open_path(&self.files.file(name, content));
    }

    #[track_caller]
    pub fn open_path(&self, path: &Path) {
        let input = self.run("return page.buttons('Open files')[0].querySelector('input[type=file]')");
        let id = input.as_object().and_then(|input| input.values().next()?.as_str());
        let id = id.unwrap_or_else(|| panic!("\"Open files\" has no input: {input}"));
        self.session.post(&format!("element/{id}/value"), &json!({ "text": path }));
    }

    /// Drops a file on the page, as the browser reports it.
    #[track_caller]
    pub fn drop_file(&self, name: &str, content: &str) {
        let script = "const [name, content] = arguments;
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([content], name));
            for (const type of ['dragenter', 'dragover', 'drop'])
              page.reader().dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));";
        self.session.run(script, &[json!(name), json!(content)]);
    }

    // What nobody may ever see.

    /// Errors in the console and refused requests that the test is about.
    pub fn tolerate(&self, words: &[&'static str]) {
        self.tolerated.borrow_mut().extend(words);
    }

    #[track_caller]
    fn check_console(&self) {
        let tolerated = self.tolerated.borrow();
        let entries = self.session.log("browser").into_iter();
        let messages = entries.filter(|entry| entry["level"] != "INFO" && entry["level"] != "DEBUG");
        let errors: Vec<_> = messages
            .map(|entry| entry["message"].as_str().unwrap_or_default().to_owned())
            .filter(|message| !tolerated.iter().any(|words| message.contains(words)))
            .collect();
        assert!(errors.is_empty(), "in the console: {errors:#?}");
    }

    #[track_caller]
    fn check_network(&self) {
        let asked: Vec<_> = self
            .session
            .log("performance")
            .iter()
            .filter_map(|entry| serde_json::from_str::<Value>(entry["message"].as_str()?).ok())
            .filter(|entry| entry["message"]["method"] == "Network.requestWillBeSent")
            .map(|entry| entry["message"]["params"].clone())
            // The browser's own first tab, before the page was opened.
            .filter(|asked| !asked["documentURL"].as_str().unwrap_or_default().starts_with("chrome:"))
            .map(|asked| asked["request"]["url"].as_str().unwrap_or_default().to_owned())
            .collect();
        assert!(asked.contains(&self.address), "the log is not kept: {asked:?}");
        let tolerated = self.tolerated.borrow();
        let foreign: Vec<_> = asked
            .iter()
            .filter(|url| **url != self.address && !["data:", "blob:"].iter().any(|own| url.starts_with(own)))
            .filter(|url| !tolerated.iter().any(|words| url.contains(words)))
            .collect();
        assert!(foreign.is_empty(), "the page asked for {foreign:?}");
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if !thread::panicking() {
            self.check_console();
            self.check_network();
        }
    }
}
