//! Glossator: the page.
use yew::prelude::*;
/// The app.
#[component]
pub fn App() -> Html { html!{ <main>{"Glossator"}</main> } }
