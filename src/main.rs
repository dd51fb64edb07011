//! Mounts the page and lets its guard hear of panics, nothing else.

use glossator::app::environment::Environment;
use glossator::app::intent;
use glossator::app::seeds::SEEDS;
use glossator::app::select::Props;
use glossator::app::store::Store;
use glossator::ui::app::Page;
use glossator::ui::watch;
use glossator_core::model::document::DocumentId;
use glossator_web::{address, alarm};

fn main() {
    yew::set_custom_panic_hook(Box::new(|panic| alarm::panicked(&panic.to_string())));
    let store = Store::start(SEEDS, Environment::browser());
    if let Some(document) = address::remembered() {
        intent::open_document(&store, &DocumentId::from(document.as_str()));
    }
    watch::dress(&store);
    yew::Renderer::<Page>::with_props(Props { store }).render();
}
