//! Mounts the page, nothing else.

use glossator::app::environment::Environment;
use glossator::app::seeds::SEEDS;
use glossator::app::select::Props;
use glossator::app::store::Store;
use glossator::ui::app::Page;

fn main() {
    glossator::web::alarm::install();
    let store = Store::start(SEEDS, Environment::browser());
    yew::Renderer::<Page>::with_props(Props { store }).render();
}
