//! A folder of the disk that somebody chose: its files are listed, read and written, and changes in it are noticed. The meaning of
//! the files is decided elsewhere. Only Chromium has all of it.

use super::timer;
use futures_channel::oneshot::{Sender, channel};
use futures_util::future::select;
use glossator_core::sync::folder::Stat;
use js_sys::{Function, JsString, Promise, Reflect, Uint8Array};
use serde::Serialize;
use std::cell::RefCell;
use std::pin::pin;
use std::rc::Rc;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, File, FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetFileOptions,
    FileSystemWritableFileStream,
};

/// The name of the function by which somebody chooses a folder.
const PICKER: &str = "showDirectoryPicker";

/// The time after which changes are looked for where nobody tells of them, in milliseconds.
const LOOKED_FOR: u32 = 5_000;

/// Both are wanted at once: whoever reads a folder writes into it.
const ACCESS: Access = Access { mode: "readwrite" };

// web-sys has these behind its flag for unstable interfaces, or not at all.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = showDirectoryPicker)]
    fn show_directory_picker(options: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(extends = FileSystemDirectoryHandle)]
    type Handle;

    #[wasm_bindgen(method, catch, js_name = queryPermission)]
    fn query_permission(this: &Handle, access: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch, js_name = requestPermission)]
    fn request_permission(this: &Handle, access: &JsValue) -> Result<Promise, JsValue>;

    type FileSystemObserver;

    #[wasm_bindgen(constructor, catch)]
    fn new(changed: &Function) -> Result<FileSystemObserver, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn observe(this: &FileSystemObserver, handle: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method)]
    fn disconnect(this: &FileSystemObserver);
}

#[derive(Serialize)]
struct Access {
    mode: &'static str,
}

/// See the module.
#[derive(Clone)]
pub struct Directory(pub(super) FileSystemDirectoryHandle);

/// A file as it was when it was looked at.
pub struct Found {
    /// Its state.
    pub stat: Stat,
    file: File,
}

/// True if folders can be chosen in this browser.
#[must_use]
pub fn can_choose() -> bool {
    web_sys::window().is_some_and(|window| Reflect::has(&window, &PICKER.into()).unwrap_or_default())
}

/// Lets somebody choose a folder; `None` if nobody does. It has to come soon after a press of a key or a button.
pub async fn choose() -> Option<Directory> {
    let handle = JsFuture::from(show_directory_picker(&options()).ok()?).await.ok()?;
    Some(Directory(handle.unchecked_into()))
}

fn options() -> JsValue {
    serde_wasm_bindgen::to_value(&ACCESS).unwrap_or_default()
}

impl Directory {
    /// True if the folder may be read and written now.
    pub async fn is_allowed(&self) -> bool {
        is_granted(self.0.unchecked_ref::<Handle>().query_permission(&options())).await
    }

    /// Asks if the folder may be read and written. It has to come soon after a press of a key or a button.
    pub async fn ask(&self) -> bool {
        is_granted(self.0.unchecked_ref::<Handle>().request_permission(&options())).await
    }

    /// The names of everything in it; `None` if it is not there any more, or cannot be read.
    pub async fn names(&self) -> Option<Vec<String>> {
        let keys = self.0.keys();
        let mut names = Vec::new();
        loop {
            let next = JsFuture::from(keys.next().ok()?).await.ok()?;
            if Reflect::get(&next, &"done".into()).ok()?.is_truthy() {
                return Some(names);
            }
            names.extend(Reflect::get(&next, &"value".into()).ok()?.as_string());
        }
    }

    /// The file of that name; `None` if there is none.
    pub async fn find(&self, name: &str) -> Option<Found> {
        self.try_find(name).await.ok()
    }

    async fn try_find(&self, name: &str) -> Result<Found, JsValue> {
        let handle = JsFuture::from(self.0.get_file_handle(name)).await?;
        let file = JsFuture::from(handle.unchecked_into::<FileSystemFileHandle>().get_file()).await?;
        let file: File = file.unchecked_into();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "both are whole numbers")]
        let stat = Stat { size: file.size() as u64, modified: file.last_modified() as u64 };
        Ok(Found { stat, file })
    }

    /// The contents of the file of that name, empty if there is none; `None` if it cannot be read.
    pub async fn read(&self, name: &str) -> Option<Vec<u8>> {
        match self.try_find(name).await {
            Ok(found) => found.bytes().await,
            Err(why) => is_missing(&why).then(Vec::new),
        }
    }

    /// Writes a file anew: others see what it was or what it is then, and nothing in between. Returns true once it is there.
    pub async fn write(&self, name: &str, content: &[u8]) -> bool {
        self.try_write(name, content).await.is_ok()
    }

    async fn try_write(&self, name: &str, content: &[u8]) -> Result<(), JsValue> {
        let create = FileSystemGetFileOptions::new();
        create.set_create(true);
        let handle = JsFuture::from(self.0.get_file_handle_with_options(name, &create)).await?;
        let stream =
            JsFuture::from(handle.unchecked_into::<FileSystemFileHandle>().create_writable()).await?;
        let stream: FileSystemWritableFileStream = stream.unchecked_into();
        JsFuture::from(stream.write_with_js_u8_array(&Uint8Array::from(content))?).await?;
        JsFuture::from(stream.close()).await.map(drop)
    }

    /// Removes a file. Returns true if it is not there.
    pub async fn remove(&self, name: &str) -> bool {
        JsFuture::from(self.0.remove_entry(name)).await.map_or_else(|why| is_missing(&why), |_| true)
    }
}

/// True if something failed as there is no such file.
fn is_missing(why: &JsValue) -> bool {
    why.dyn_ref::<DomException>().is_some_and(|why| why.name() == "NotFoundError")
}

async fn is_granted(asked: Result<Promise, JsValue>) -> bool {
    let Ok(asked) = asked else { return false };
    JsFuture::from(asked)
        .await
        .is_ok_and(|answer| answer.dyn_ref::<JsString>().is_some_and(|it| *it == "granted"))
}

impl Found {
    /// The contents; `None` if it was written since it was found.
    pub async fn bytes(&self) -> Option<Vec<u8>> {
        let buffer = JsFuture::from(self.file.array_buffer()).await.ok()?;
        Some(Uint8Array::new(&buffer).to_vec())
    }
}

/// Waits for changes in a folder, until it is dropped.
pub struct Watch {
    /// Sender to the one who waits.
    waiting: Rc<RefCell<Option<Sender<()>>>>,
    observer: Option<FileSystemObserver>,
    _told: Closure<dyn Fn()>,
}

impl Watch {
    /// Begins to watch. Where nobody tells of changes, they are looked for.
    pub async fn begin(directory: &Directory) -> Self {
        let waiting: Rc<RefCell<Option<Sender<()>>>> = Rc::default();
        let telling = waiting.clone();
        let told: Closure<dyn Fn()> = Closure::new(move || {
            let _ = telling.take().map(|waiting| waiting.send(()));
        });
        let observer = async {
            let observer = FileSystemObserver::new(told.as_ref().unchecked_ref()).ok()?;
            JsFuture::from(observer.observe(&directory.0).ok()?).await.ok()?;
            Some(observer)
        };
        Self { waiting, observer: observer.await, _told: told }
    }

    /// Waits until something may have changed.
    pub async fn next(&self) {
        let (change, changed) = channel();
        self.waiting.replace(Some(change));
        // Not every change of a drive in the network is told.
        select(changed, pin!(timer::after(LOOKED_FOR))).await;
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
