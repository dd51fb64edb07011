//! Mounts the app.
fn main() { yew::Renderer::<glossator::App>::new().render(); }
