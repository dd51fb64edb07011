//! The cold start: from the navigation to the first article, drawn and answering; beside it an empty Yew page that is packed
//! in the same way.

use crate::driver;
use crate::figures::{Figures, Subject};
use crate::folder::Folder;
use crate::session::{Session, Setup};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs};

/// Time for the browser to do what it has to do by itself, once it was started and once a page was opened.
const REST: &str = "setTimeout(() => done(true), 2_000)";

/// Measures both, the first time and when the program is unpacked already.
pub fn measure(runs: usize, figures: &mut Figures) {
    let empty = PathBuf::from(env::var_os("GLOSSATOR_EMPTY").expect("GLOSSATOR_EMPTY names a page"));
    let page = driver::page();
    for (file, subject) in [(&page, Subject::Glossator), (&empty, Subject::Floor)] {
        let weight = fs::metadata(file).expect("the page is a file").len();
        #[expect(clippy::cast_precision_loss, reason = "a page is small")]
        figures.add("page", "weight, KB", subject, weight as f64 / 1_000.0);
    }
    for run in 0..runs {
        eprintln!("cold start: run {} of {runs}", run + 1);
        for (file, subject) in [(&page, Subject::Glossator), (&empty, Subject::Floor)] {
            let profile = Arc::<Folder>::default();
            for measure in ["first opening ever", "cold start"] {
                figures.add("page", measure, subject, once(file, &profile));
            }
        }
    }
}

/// In a browser that was just started, and has come to rest: it is the page that is measured.
fn once(file: &Path, profile: &Arc<Folder>) -> f64 {
    let session = Session::start(&Setup {
        before_load: vec![
            "const ready = () => document.documentElement.dataset.ready
               ? requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel();
                   port1.onmessage = () => { window.readyAt = performance.now(); }; port2.postMessage(0); })
               : requestAnimationFrame(ready);
             requestAnimationFrame(ready);"
                .to_owned(),
        ],
        profile: Some(profile.clone()),
        ..Setup::default()
    });
    session.call(REST);
    session.visit(&driver::address(file));
    // Looking at every frame would take the time of the page's own thread.
    session.call(REST);
    session.until("window.readyAt", &[]).as_f64().expect("a time")
}
