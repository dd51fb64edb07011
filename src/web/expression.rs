//! Regular expressions: the browser's own, in a worker, because an expression may take for ever and only a worker can be
//! stopped then.

use super::language::ranges;
use super::timer::{self, Timer};
use js_sys::Array;
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, Url};

// Smaller than web-sys’s own.
#[wasm_bindgen]
extern "C" {
    type Worker;

    #[wasm_bindgen(constructor, catch)]
    fn new(address: &str) -> Result<Worker, JsValue>;

    #[wasm_bindgen(method, setter, js_name = onmessage)]
    fn set_on_message(this: &Worker, callback: &JsValue);

    #[wasm_bindgen(method, js_name = postMessage)]
    fn post(this: &Worker, message: &JsValue);

    #[wasm_bindgen(method)]
    fn terminate(this: &Worker);

    type Message;

    #[wasm_bindgen(method, getter)]
    fn data(this: &Message) -> JsValue;
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It is no expression; in the browser's words.
    Invalid(String),
    /// It took longer than [`LONGEST`].
    Slow,
    /// This browser gives the page no worker.
    NoWorker,
}

/// Where it was found in each text, in bytes.
pub type Answer = Result<Vec<Vec<Range<usize>>>, Trouble>;

/// Milliseconds that an expression may take.
pub const LONGEST: u32 = 1_000;

/// What is called with the answer, as long as there was none.
type Waiting = Rc<RefCell<Option<Box<dyn FnOnce(Answer)>>>>;

/// A search that goes on until it is dropped.
pub struct Running {
    worker: Option<(Worker, String)>,
    _clock: Timer,
}

/// Looks for the expression in the texts, for the first `most` occurrences. The answer comes later, once.
#[must_use = "a search that is dropped finds nothing"]
pub fn find(
    source: &str,
    as_written: bool,
    texts: Vec<Rc<str>>,
    most: u32,
    answer: impl FnOnce(Answer) + 'static,
) -> Running {
    let answer: Waiting = Rc::new(RefCell::new(Some(Box::new(answer))));
    let late = answer.clone();
    let worker = worker();
    let (limit, trouble) = if worker.is_some() { (LONGEST, Trouble::Slow) } else { (0, Trouble::NoWorker) };
    if let Some((worker, _)) = &worker {
        let flags = if as_written { "gmu" } else { "gimu" };
        let all: Array = texts.iter().map(|text| JsValue::from_str(text)).collect();
        let message = [source.into(), flags.into(), JsValue::from(all), most.into()];
        let message = message.iter().collect::<Array>();
        let heard = move |message: JsValue| {
            let data = message.unchecked_ref::<Message>().data();
            say(
                &answer,
                match data.as_string() {
                    Some(error) => Err(Trouble::Invalid(error)),
                    None => Ok(texts.iter().zip(data.unchecked_ref::<Array>().iter()).map(found).collect()),
                },
            );
        };
        worker.set_on_message(&Closure::<dyn FnMut(JsValue)>::once(heard).into_js_value());
        worker.post(&message);
    }
    Running { worker, _clock: timer::after(limit, move || say(&late, Err(trouble))) }
}

fn say(waiting: &Waiting, what: Answer) {
    let waiting = waiting.borrow_mut().take();
    if let Some(answer) = waiting {
        answer(what);
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "they are places in a text")]
fn found((text, ends): (&Rc<str>, JsValue)) -> Vec<Range<usize>> {
    let ends = ends.unchecked_into::<Array>();
    ranges(text, ends.iter().filter_map(|end| end.as_f64()).map(|end| end as usize))
}

/// A worker, and the address of its program.
fn worker() -> Option<(Worker, String)> {
    let properties = BlobPropertyBag::new();
    properties.set_type("text/javascript");
    let parts = Array::of1(&include_str!("expression.js").into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &properties).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    Worker::new(&url).ok().map(|worker| (worker, url))
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some((worker, url)) = &self.worker {
            worker.terminate();
            let _ = Url::revoke_object_url(url);
        }
    }
}
