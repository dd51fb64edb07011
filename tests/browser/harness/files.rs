//! Files that the page gives, and that it is given.

use super::download::Download;
use super::driver;
use super::page::Page;
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

impl Page {
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
        let (name, bytes) = self.downloaded_bytes();
        (name, String::from_utf8(bytes).expect("a file in UTF-8"))
    }

    /// The same for a file that may be no text.
    #[track_caller]
    pub fn downloaded_bytes(&self) -> (String, Vec<u8>) {
        let folder = self.session.context().downloads();
        let file = self.session.until_some("a download", || {
            let mut entries = fs::read_dir(&folder).ok()?.filter_map(Result::ok);
            // The browser keeps the name with an empty file until all is there.
            let is_whole = |entry: &fs::DirEntry| entry.metadata().is_ok_and(|file| file.len() > 0);
            // While it comes it has another ending.
            let is_named = |path: &Path| {
                path.extension().is_some_and(|kind| kind != "crdownload" && kind != "tmp" && kind != "part")
            };
            entries.find(|entry| is_named(&entry.path()) && is_whole(entry)).map(|entry| entry.path())
        });
        let bytes = fs::read(&file).expect("a file");
        fs::remove_file(&file).expect("the file was ours");
        (file.file_name().unwrap_or_default().to_string_lossy().into_owned(), bytes)
    }

    /// Gives a file with that content to "Open files".
    #[track_caller]
    pub fn open_file(&self, name: &str, content: impl AsRef<[u8]>) {
        self.open_path(&self.files.file(name, content));
    }

    /// Opens an article of one's own with that text, and waits until it is in view.
    #[track_caller]
    pub fn open_own(&self, text: &str) {
        self.open_file("own.txt", text);
        self.until("page.reader()?.dataset.document === 'own'");
    }

    /// The address of another file.
    #[track_caller]
    pub fn beside(&self, name: &str, content: &str) -> String {
        driver::address(&self.files.file(name, content))
    }

    #[track_caller]
    pub fn open_path(&self, path: &Path) {
        self.give("Open files", path);
    }

    /// Gives a folder to "Add a folder".
    #[track_caller]
    pub fn add_folder(&self, path: &Path) {
        self.give("Add a folder", path);
    }

    #[track_caller]
    fn give(&self, label: &str, path: &Path) {
        let script = "return [...document.querySelectorAll('label.button')].find((label) => page.name(label) === arguments[0]).querySelector('input[type=file]')";
        let input = self.session.run(script, &[json!(label)]);
        let id = input.as_object().and_then(|input| input.values().next()?.as_str());
        let id = id.unwrap_or_else(|| panic!("“{label}” has no input: {input}"));
        self.session.post(&format!("element/{id}/value"), &json!({ "text": path }));
    }

    /// An empty folder of that name.
    #[track_caller]
    pub fn folder(&self, name: &str) -> PathBuf {
        let folder = self.files.path().join(name);
        fs::create_dir_all(&folder).expect("a folder");
        folder
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
}
