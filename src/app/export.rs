//! Exporting: files for other tools, of what the dialog says.

use super::describe::counted;
use super::intent;
use super::store::{State, Store};
use crate::words;
use glossator_core::export::{Choice, Contents};
use glossator_core::formats::{Format, zip};
use glossator_core::model::label::LabelId;
use glossator_web::clock;

/// What the dialog says.
#[must_use]
pub fn choice(state: &State) -> Choice {
    let exporting = &state.session.exporting;
    let document = exporting.here.then(|| state.session.document.clone());
    Choice { document, without: exporting.without.clone() }
}

/// Takes over what was changed in the dialog: a label by its id, or else where.
pub fn change(store: &Store, name: &str, value: &str) {
    store.update(|session| {
        let exporting = &mut session.exporting;
        match name.strip_prefix("label-") {
            Some(label) => {
                let label = LabelId::from(label);
                exporting.without.retain(|other| *other != label);
                if value == "off" {
                    exporting.without.push(label);
                }
            }
            None => exporting.here = value == "here",
        }
    });
}

/// Gives the file to the user; several that belong together as one.
pub fn export(store: &Store, format: &'static Format) {
    intent::flush_draft(store);
    let (corpus, choice) = (store.corpus(), store.read(choice));
    let contents = Contents::of(&corpus, &choice, store.moment().time, store.segmenter());
    let files = (format.write)(&contents);
    let count: usize = contents.articles.iter().map(|article| article.spans.len()).sum();
    let count = counted(count, "annotation");
    let left_out = format.left_out(&contents);
    let with = match &*left_out {
        [] => format!(" with {count}"),
        left_out => format!(" of {count}, without {}", words::export::all_left_out(left_out)),
    };
    let name = |ending: &str| format!("glossator-{}-{}.{ending}", format.id, clock::today());
    match &*files {
        [only] if format.ending != "zip" => intent::hand_over(
            store,
            &name(format.ending),
            "text/plain;charset=utf-8",
            only.content.as_bytes(),
            &with,
        ),
        files => match zip::write(files) {
            Ok(archive) => intent::hand_over(store, &name("zip"), "application/zip", &archive, &with),
            Err(why) => store.alert(format!("Could not make the archive: {why}."), Vec::new()),
        },
    }
}
