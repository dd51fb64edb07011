//! The rows of the card that say who or what the open annotation is, and of a claim who said it, by which words and where. The
//! question that is open stands in its row.

use super::choices::{is_at_start, quote};
use super::picker;
use super::state::{Intent, Question};
use crate::app::state::State;
use crate::app::store::Store;
use crate::features::annotations::state::Intent as Annotations;
use crate::widgets::icon::{LuCrosshair, LuGripVertical, icon, icon_button};
use crate::widgets::label::key_sign;
use crate::widgets::text::bidi;
use crate::words::{attribution as words, cut};
use glossator_core::corpus::Corpus;
use glossator_core::model::annotation::{Annotation, AnnotationId};
use glossator_core::model::attribute::{NOBODY, YES};
use glossator_core::model::relation_type::{CUE, SAID_BY};
use glossator_core::query::stance::{Links, Stance, Voice};
use std::rc::Rc;
use yew::prelude::*;

/// The things that the rows say.
#[derive(Clone, PartialEq)]
pub struct Facts {
    /// The name of the row, and the name of the entity; `None` where the label has none.
    means: Option<(&'static str, Option<Rc<str>>)>,
    /// The links of a claim; `None` for what is no claim.
    said: Option<Said>,
    /// The form that the quotation marks show, where none is stored.
    pub guess: Option<&'static str>,
    /// The question that is open.
    asked: Option<Question>,
    keys: [Option<String>; 3],
}

/// The links of a claim.
#[derive(Clone, PartialEq)]
struct Said {
    by: Option<End>,
    via: Option<End>,
    cues: Vec<End>,
    places: Vec<End>,
    is_nobody: bool,
    /// True if the article says it itself.
    is_own: bool,
}

/// An annotation at the end of a link, and the name of its entity, or else its words.
type End = (AnnotationId, Rc<str>);

impl Facts {
    /// Facts about the open annotation.
    #[must_use]
    pub fn of(state: &State, open: &Annotation) -> Self {
        let corpus = state.corpus();
        let is_cue = corpus.relation_types().iter().any(|it| *it.id.0 == *CUE && it.to == open.label.0);
        let entity = corpus.entities().of(open).map(|entity| entity.name.clone());
        let links = is_at_start(corpus, SAID_BY, open).then(|| Links::of(corpus, open));
        let links = links.map(|links| (Stance::of(corpus, open, &links), links));
        let guess = links.as_ref().map(|(stance, _)| stance).filter(|stance| stance.is_guessed);
        let asked = state.attribution.asked.as_ref().filter(|asked| asked.annotations == [open.id]);
        Self {
            means: (!is_cue).then(|| (words::row(&open.label.0), entity)),
            guess: guess.map(|stance| stance.form.word()),
            said: links.map(|(stance, links)| Said {
                by: links.said_by.map(|it| end(corpus, it)),
                via: links.via.map(|it| end(corpus, it)),
                cues: links.cues.iter().map(|it| end(corpus, it)).collect(),
                places: links.places.iter().map(|it| end(corpus, it)).collect(),
                is_nobody: open.attributes.get(NOBODY) == YES,
                is_own: stance.voice == Voice::Own,
            }),
            asked: asked.map(|asked| asked.question),
            keys: ['i', 'w', 'p'].map(|key| state.keys().name(key)),
        }
    }
}

fn end(corpus: &Corpus, annotation: &Annotation) -> End {
    let entity = corpus.entities().of(annotation).map(|entity| entity.name.clone());
    (annotation.id, entity.unwrap_or_else(|| quote(corpus, annotation).into()))
}

/// See the module.
pub fn rows(store: &Store, facts: &Facts) -> Html {
    let Facts { means, said, asked, keys: [entity_key, speaker_key, place_key], .. } = facts;
    let row = |question: Question, name: &'static str, key: &Option<String>, answer: Html, beside: Html| {
        let is_asked = *asked == Some(question);
        let turn = if is_asked { Intent::Stop } else { Intent::AskInCard(question) };
        let id = match question {
            Question::Entity => "fact-entity",
            Question::Speaker => "fact-speaker",
            Question::Place => "fact-place",
        };
        html! {
            <div class="fact">
                <span id={format!("{id}-name")} class="quiet">{ name }</span>
                <div class="fact-said">
                    <button {id} class="answer" aria-labelledby={format!("{id}-name {id}")} aria-expanded={is_asked.to_string()}
                        aria-keyshortcuts={key.clone()} onclick={store.on(turn)}>{ answer }</button>
                    { beside }
                </div>
                { key_sign(key.as_deref()) }
                if is_asked { { picker::of_card(store) } }
            </div>
        }
    };
    let open = html! { <span class="quiet">{ words::OPEN }</span> };
    let means = means.as_ref().map(|(name, entity)| {
        let answer = entity.as_ref().map_or_else(|| open.clone(), |name| bidi("", name));
        row(Question::Entity, name, entity_key, answer, Html::default())
    });
    let said = said.as_ref().map(|Said { by, via, cues, places, is_nobody, is_own }| {
        let speaker = match by {
            Some((_, name)) => bidi("", name),
            None if *is_nobody => html! { { words::NOBODY } },
            None if *is_own => html! { <span class="quiet">{ words::OWN_VOICE }</span> },
            None => open.clone(),
        };
        let beside = html! {
            <>
                // By keyboard it is the answer itself that is pressed.
                <span class="link-grip" data-link="said by" title="Drag to who said it" aria-hidden="true">{ icon(LuGripVertical) }</span>
                { for by.iter().map(|end| show(store, end)) }
                { for cues.iter().map(|(_, cue)| bidi("quiet", &words::by_cue(cue))) }
                { for via.iter().map(|(_, name)| bidi("quiet", &words::via(name))) }
            </>
        };
        let place = match &**places {
            [] => html! { <span class="quiet">{ words::NO_PLACE }</span> },
            places => html! { { for places.iter().map(|(_, name)| bidi("place", name)) } },
        };
        html! {
            <>
                { row(Question::Speaker, "Said by", speaker_key, speaker, beside) }
                { row(Question::Place, "Where", place_key, place, Html::default()) }
            </>
        }
    });
    html! { <div class="attribution">{ means.unwrap_or_default() }{ said.unwrap_or_default() }</div> }
}

/// The way to a mention in the text.
fn show(store: &Store, (id, name): &End) -> Html {
    icon_button(&words::show(&cut(name)), None, LuCrosshair, store.on(Annotations::Open(*id)))
}
