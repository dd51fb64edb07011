//! Icons: drawings of Lucide, by the names that they have there. They have no name for assistive technology: what they stand in
//! has one.

pub use icondata_core::Icon;
pub use icondata_lu::*;

use yew::prelude::*;

/// An icon as large as a line of words.
pub fn icon(icon: Icon) -> Html {
    let view = icon.view_box.unwrap_or("0 0 24 24");
    let drawing = icon.data;
    Html::from_html_unchecked(AttrValue::from(format!(
        "<svg class=\"icon\" viewBox=\"{view}\" aria-hidden=\"true\">{drawing}</svg>"
    )))
}

/// A button that an icon stands for alone, with its name and the sign of its key in a tip.
pub fn icon_button(name: &str, key: Option<&str>, drawing: Icon, onclick: Callback<MouseEvent>) -> Html {
    let title = key.map_or_else(|| name.to_owned(), |key| format!("{name} ({key})"));
    html! {
        <button class="quiet-button icon-button" aria-label={name.to_owned()} {title} aria-keyshortcuts={key.map(str::to_owned)}
            {onclick}>{ icon(drawing) }</button>
    }
}
