//! Mounts the page and lets its guard hear of panics, nothing else.

use glossator::app::effect::Effect;
use glossator::app::effects::{Browser, texts};
use glossator::app::environment::Environment;
use glossator::app::intent;
use glossator::app::page::{Page, Props};
use glossator::app::seeds::SEEDS;
use glossator::app::store::Store;
use glossator_web::{alarm, texts as kept};
use std::rc::Rc;
use yew::platform::spawn_local;

fn main() {
    yew::set_custom_panic_hook(Box::new(|panic| alarm::panicked(&panic.to_string())));
    let browser = Rc::new(Browser::default());
    let environment = Environment::browser();
    if environment.keeps_texts_elsewhere() {
        kept::prepare();
    }
    let store = Store::start(SEEDS, environment, browser.clone());
    let remembered = store.environment().article.clone();
    if let Some(article) = remembered.filter(|it| store.read(|state| state.session.document != *it)) {
        store.send(intent::Articles::Open(article));
    }
    // Before anything is drawn: later the browser would lay out everything twice.
    store.run(Effect::Dress);
    let first = store.read(|state| state.editor().wanted_by(&state.session.document));
    let joining = browser.clone();
    let draw = move |store| drop(yew::Renderer::<Page>::with_props(Props { store, browser }).render());
    if store.environment().project.is_shared() {
        // Writes of others belong to it.
        return spawn_local(async move {
            joining.join(&store).await;
            draw(store);
        });
    }
    match first {
        None => draw(store),
        // An article without its text is not worth drawing, and the text comes at once.
        Some(first) => spawn_local(async move {
            texts::read(store.clone(), [first].into()).await;
            draw(store);
        }),
    }
}
