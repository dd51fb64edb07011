//! One backup: what is in it, what going back to it would change, and the way there.

use super::{dialog, lane, piece};
use crate::app::describe::counted;
use crate::app::intent;
use crate::app::session::Dialog;
use crate::app::storage::{self, LookedAt};
use crate::app::store::Store;
use glossator_web::clock;
use yew::prelude::*;

/// See the module.
pub fn view(store: &Store, looked_at: &LookedAt) -> Html {
    /// A longer list helps nobody to decide; the rest is counted.
    const MOST_SHOWN: usize = 500;
    let LookedAt { backup, then, differences } = looked_at;
    let row = |document: &glossator_core::model::document::Document,
               annotation: &glossator_core::model::annotation::Annotation| {
        let label = then.labels().name(&annotation.label);
        html! {
            <li key={annotation.id.to_string()} data-lane={lane(then.labels().rank(&annotation.label))}>
                { piece::label_name(label) }
                { piece::brought("quote", annotation.quote(&document.text)) }
            </li>
        }
    };
    let rows = then
        .documents()
        .flat_map(|document| document.annotations().map(|annotation| row(document, annotation)));
    let more = backup.annotations.saturating_sub(MOST_SHOWN);
    let body = html! {
        <>
            { piece::paragraph("", &format!("{} in it. Going back {}.", counted(backup.annotations, "annotation"), differences.as_deref().unwrap_or("changes nothing"))) }
            <ul class="findings" tabindex="0" aria-label="Annotations in this backup">{ for rows.take(MOST_SHOWN) }</ul>
            if more > 0 {
                { piece::paragraph("quiet", &format!("… and {more} more.")) }
            }
        </>
    };
    let buttons = html! {
        <>
            { piece::button(store, "", "Cancel", |store| intent::show(store, Some(Dialog::Settings))) }
            <button class="main" disabled={differences.is_none()} onclick={piece::acting(store, storage::go_back)}>{ "Go back to it" }</button>
        </>
    };
    dialog::view(store, "backup", &format!("Backup of {}", clock::local(backup.time.millis())), body, buttons)
}
