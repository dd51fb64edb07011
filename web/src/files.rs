//! Files that a person hands over.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, Event, File, FileList, HtmlInputElement};

/// Files whose contents were not read yet.
#[derive(Default)]
pub struct Handed(Vec<File>);

/// A file's name, size and contents.
pub struct OpenedFile {
    /// Its name, without a path.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its contents; `None` when it is larger than was asked for, or the browser could not read it.
    pub bytes: Option<Vec<u8>>,
}

/// The files that were dropped on the page, or pasted.
#[must_use]
pub fn transferred(transfer: &DataTransfer) -> Handed {
    Handed(listed(transfer.files()))
}

/// The files that were chosen in a field for files, if the event is about one; it is emptied, so that the same file can be
/// chosen again.
#[must_use]
pub fn chosen(event: &Event) -> Option<Handed> {
    let input =
        event.target()?.dyn_into::<HtmlInputElement>().ok().filter(|input| input.type_() == "file")?;
    let files = Handed(listed(input.files()));
    input.set_value("");
    Some(files)
}

fn listed(files: Option<FileList>) -> Vec<File> {
    files.map(|files| (0..files.length()).filter_map(|index| files.item(index)).collect()).unwrap_or_default()
}

/// Reads the files, and hands all of them on together. A file of more than `largest` bytes is not read.
pub fn read(Handed(files): Handed, largest: u64, done: impl FnOnce(Vec<OpenedFile>) + 'static) {
    wasm_bindgen_futures::spawn_local(async move {
        let mut opened = Vec::new();
        for file in files {
            opened.push(read_one(&file, largest).await);
        }
        done(opened);
    });
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is a whole number")]
async fn read_one(file: &File, largest: u64) -> OpenedFile {
    let size = file.size() as u64;
    let mut bytes = None;
    if size <= largest {
        let read = JsFuture::from(file.array_buffer()).await;
        bytes = read.ok().map(|buffer| js_sys::Uint8Array::new(&buffer).to_vec());
    }
    OpenedFile { name: file.name(), size, bytes }
}
