//! Mounts the page, nothing else.

use glossator::app::environment::Environment;
use glossator::app::seeds::SEEDS;
use glossator::app::select::Props;
use glossator::app::store::Store;
use glossator::ui::app::Page;
use glossator::web::alarm;

fn main() {
    yew::set_custom_panic_hook(Box::new(|panic| alarm::raise(&panic.to_string())));
    let store = Store::start(SEEDS, Environment::browser());
    yew::Renderer::<Page>::with_props(Props { store }).render();
}
