//! The legend of the views that compare outlets: the meaning of every sign in them, beside the button that opens it.

use crate::widgets::icon::{LuCircleHelp, icon};
use crate::widgets::menu::Panel;
use crate::widgets::sign::sign;
use crate::words::claims::{LEGEND, LEGEND_NAME, TIMES};
use crate::words::cut;
use crate::words::passages::{LEGEND as SAME, badge};
use glossator_core::corpus::Corpus;
use glossator_core::model::attribute::Holds;
use glossator_core::model::label::CLAIM;
use yew::prelude::*;

/// The signs, those of one view alone, and the small words beside them as the codebook defines them.
pub fn legend(corpus: &Corpus, own: Html) -> Html {
    let choices = corpus.attributes_of(CLAIM).filter(|it| it.holds == Holds::Choice);
    let defined = choices.filter(|it| !it.definition.is_empty());
    let button = html! { <>{ icon(LuCircleHelp) }<span>{ LEGEND_NAME }</span></> };
    html! {
        <Panel id="legend" class="quiet-button" name={LEGEND_NAME} {button}>
            <dl tabindex="0">
                { for LEGEND.iter().map(|(of, name, means)| meaning(sign(*of), name, means)) }
                { meaning(Html::default(), "×2", TIMES) }
                { meaning(html! { <span class="badge same">{ badge(22) }</span> }, SAME.0, SAME.1) }
                { own }
                { for defined.map(|it| meaning(Html::default(), &cut(&it.name), &cut(&it.definition))) }
            </dl>
        </Panel>
    }
}

/// A row of the legend: a sign, its name, its meaning.
pub fn meaning(sign: Html, name: &str, meaning: &str) -> Html {
    html! { <div><dt>{ sign }{ name.to_owned() }</dt><dd>{ meaning.to_owned() }</dd></div> }
}
