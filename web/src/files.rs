//! Files that a person hands over, alone or in folders.

use futures_channel::oneshot;
use js_sys::Array;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    DataTransfer, Event, File, FileList, FileSystemDirectoryEntry, FileSystemDirectoryReader,
    FileSystemEntry, FileSystemFileEntry, HtmlInputElement,
};

/// Files whose contents were not read yet.
#[derive(Default)]
pub struct Handed(Vec<Item>);

enum Item {
    /// A file, with the folders that it stands in.
    File(String, File),
    /// A folder that was not looked into yet.
    Folder(FileSystemDirectoryEntry),
}

/// A file's name, size and contents.
pub struct OpenedFile {
    /// Its name, with the folders inside of one that was handed over as a whole.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its contents; `None` when it is larger than was asked for, or the browser could not read it.
    pub bytes: Option<Vec<u8>>,
}

/// The files and folders that were dropped on the page, or pasted. They have to be asked for at once: the browser forgets them.
#[must_use]
pub fn transferred(transfer: &DataTransfer) -> Handed {
    let items = transfer.items();
    let entries = (0..items.length()).filter_map(|index| items.get(index));
    let folder = |entry: FileSystemEntry| entry.dyn_into().ok().map(Item::Folder);
    let found = entries.filter(|item| item.kind() == "file").filter_map(|item| {
        let entry = item.webkit_get_as_entry().ok().flatten();
        match entry.filter(FileSystemEntry::is_directory) {
            Some(entry) => folder(entry),
            None => item.get_as_file().ok().flatten().map(|file| Item::File(file.name(), file)),
        }
    });
    let found: Vec<_> = found.collect();
    Handed(if found.is_empty() { listed(transfer.files()) } else { found })
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

fn listed(files: Option<FileList>) -> Vec<Item> {
    let Some(files) = files else { return Vec::new() };
    let file = |file: File| {
        // Of a folder that was chosen, the browser says where in it a file stands.
        let path = js_sys::Reflect::get(&file, &"webkitRelativePath".into()).ok();
        let path = path.and_then(|path| path.as_string()).filter(|path| !path.is_empty());
        Item::File(path.unwrap_or_else(|| file.name()), file)
    };
    (0..files.length()).filter_map(|index| files.item(index)).map(file).collect()
}

/// Reads the files, and hands all of them on together. A file of more than `largest` bytes is not read, and of more than `most` files
/// none but these. `went` is told after each how many of how many are read; it says whether to go on.
pub fn read(
    Handed(items): Handed,
    Limits { largest, most }: Limits,
    went: impl Fn(usize, usize) -> bool + 'static,
    done: impl FnOnce(Vec<OpenedFile>) + 'static,
) {
    spawn_local(async move {
        let files = found(items, most).await;
        let (mut opened, count) = (Vec::new(), files.len());
        for (name, file) in files {
            opened.push(read_one(name, &file, largest).await);
            if !went(opened.len(), count) {
                return;
            }
        }
        done(opened);
    });
}

/// Limits of what is read, so that memory is not spent on more.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The bytes of a file at most.
    pub largest: u64,
    /// The number of files at most. One more is read, so that it shows.
    pub most: usize,
}

/// The files, and those in the folders, in the order of their names. Files that a system keeps for itself are none of them.
async fn found(items: Vec<Item>, most: usize) -> Vec<(String, File)> {
    let mut files = Vec::new();
    let mut folders = Vec::new();
    for item in items {
        match item {
            Item::File(name, file) => files.push((name, file)),
            Item::Folder(folder) => folders.push(folder),
        }
    }
    let mut in_folders = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in entries(&folder.create_reader()).await {
            if in_folders.len() > most {
                break;
            }
            let path = entry.full_path().trim_start_matches('/').to_owned();
            match entry.dyn_into::<FileSystemDirectoryEntry>() {
                Ok(folder) => folders.push(folder),
                Err(entry) => {
                    if let Some(file) = file_of(entry.unchecked_into()).await {
                        in_folders.push((path, file));
                    }
                }
            }
        }
    }
    in_folders.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    files.extend(in_folders);
    let is_own =
        |(path, _): &(String, File)| path.contains('/') && path.split('/').any(|part| part.starts_with('.'));
    files.retain(|file| !is_own(file));
    files.truncate(most.saturating_add(1));
    files
}

/// The entries of a folder, which a browser gives a hundred at a time.
async fn entries(reader: &FileSystemDirectoryReader) -> Vec<FileSystemEntry> {
    let mut all = Vec::new();
    loop {
        let some: Option<Array> = answer(|found, failed| {
            let _ = reader.read_entries_with_callback_and_callback(found, failed);
        })
        .await;
        let some = some.unwrap_or_default();
        if some.length() == 0 {
            return all;
        }
        all.extend(some.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
}

async fn file_of(entry: FileSystemFileEntry) -> Option<File> {
    answer(|found, failed| entry.file_with_callback_and_callback(found, failed)).await
}

/// Waits for one of two functions to be called: with the answer, or without.
async fn answer<T: JsCast + 'static>(ask: impl FnOnce(&js_sys::Function, &js_sys::Function)) -> Option<T> {
    let (sender, receiver) = oneshot::channel();
    let sender = Rc::new(RefCell::new(Some(sender)));
    let closure = |is_found: bool| {
        let sender = sender.clone();
        Closure::<dyn FnMut(wasm_bindgen::JsValue)>::new(move |value: wasm_bindgen::JsValue| {
            if let Some(sender) = sender.borrow_mut().take() {
                let _ = sender.send(is_found.then(|| value.unchecked_into::<T>()));
            }
        })
    };
    let (found, failed) = (closure(true), closure(false));
    ask(found.as_ref().unchecked_ref(), failed.as_ref().unchecked_ref());
    receiver.await.ok().flatten()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is a whole number")]
async fn read_one(name: String, file: &File, largest: u64) -> OpenedFile {
    let size = file.size() as u64;
    let mut bytes = None;
    if size <= largest {
        let read = JsFuture::from(file.array_buffer()).await;
        bytes = read.ok().map(|buffer| js_sys::Uint8Array::new(&buffer).to_vec());
    }
    OpenedFile { name, size, bytes }
}
