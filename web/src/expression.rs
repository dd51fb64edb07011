//! Regular expressions: the browser's own, in a worker, because an expression may take for ever and only a worker can be
//! stopped then.

use super::blob::BlobUrl;
use super::language::ranges;
use futures_channel::oneshot;
use futures_util::future::{Either, select};
use gloo_events::EventListener;
use gloo_timers::future::TimeoutFuture;
use std::ops::Range;
use std::pin::pin;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker};

/// The reason why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It is no expression; in the browser's words.
    Invalid(String),
    /// It took longer than [`LONGEST`].
    Slow,
    /// This browser gives the page no worker.
    NoWorker,
}

/// The places in each text, in bytes.
pub type Answer = Result<Vec<Vec<Range<usize>>>, Trouble>;

/// Milliseconds that an expression may take.
pub const LONGEST: u32 = 1_000;

/// Looks for the expression in the texts, for the first `most` occurrences. Dropped, it stops.
///
/// # Errors
/// The reason why there is no answer.
pub async fn find(source: &str, as_written: bool, texts: &[Rc<str>], most: u32) -> Answer {
    let program = Program::start().ok_or(Trouble::NoWorker)?;
    let flags = if as_written { "gmu" } else { "gimu" };
    let question = (source, flags, texts.iter().map(|text| &**text).collect::<Vec<_>>(), most);
    let question = serde_wasm_bindgen::to_value(&question).unwrap_or_default();
    let answer = pin!(program.ask(&question));
    let Either::Left((Ok(answer), _)) = select(answer, TimeoutFuture::new(LONGEST)).await else {
        return Err(Trouble::Slow);
    };
    // Places in each text, in UTF-16 units; or the browser’s words about the expression.
    let answer: Result<Vec<Vec<usize>>, String> =
        serde_wasm_bindgen::from_value(answer).map_err(|error| Trouble::Invalid(error.to_string()))?;
    let found = answer.map_err(Trouble::Invalid)?;
    Ok(texts.iter().zip(found).map(|(text, ends)| ranges(text, ends)).collect())
}

/// A worker with the program that looks for expressions.
struct Program {
    worker: Worker,
    /// The address at which the worker finds it.
    _url: BlobUrl,
}

impl Program {
    fn start() -> Option<Self> {
        let url = BlobUrl::new("text/javascript", include_bytes!("expression.js"))?;
        let worker = Worker::new(&url).ok()?;
        Some(Self { worker, _url: url })
    }

    /// The answer of the program.
    async fn ask(&self, question: &JsValue) -> Result<JsValue, oneshot::Canceled> {
        let (answer, answered) = oneshot::channel();
        let _listener = EventListener::once(&self.worker, "message", move |event| {
            let _ = answer.send(event.unchecked_ref::<MessageEvent>().data());
        });
        // A question that cannot be asked is never answered.
        let _ = self.worker.post_message(question);
        answered.await
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}
