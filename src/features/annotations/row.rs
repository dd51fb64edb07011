//! One annotation in the list: sign, words, note, where it has no place any more; its equals as ticks along the article; and in
//! words what the drawing shows beside. The card of an open one stands in its place.

use super::card::Card;
use super::state::Intent;
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::widgets::icon::{LuMapPinOff, icon};
use crate::widgets::label::{look, sign};
use crate::widgets::text::bidi;
use crate::words::{annotations as words, quoted};
use glossator_core::model::annotation::{Annotation, AnnotationId};
use glossator_core::model::document::Document;
use glossator_core::model::label::LabelSet;
use glossator_core::query;
use glossator_core::text::Text;
use std::rc::Rc;
use yew::prelude::*;

/// The standing of a row in the list.
#[derive(Clone, Copy, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "a row has that many states")]
pub struct Standing {
    /// Its card is open.
    pub is_open: bool,
    /// It is picked, with all that it stands for.
    pub is_picked: bool,
    /// The tab key stops here.
    pub is_stop: bool,
    /// Its equals have rows of their own.
    pub is_unfolded: bool,
    /// The one of its equals that is open, and has a row of its own.
    pub shown: Option<AnnotationId>,
    /// Its place among so many, where not all are drawn.
    pub place: Option<(usize, usize)>,
}

/// The properties of [`Row`].
#[derive(Clone, PartialEq, Properties)]
pub struct RowProps {
    /// The one store of the page.
    pub store: Store,
    /// The annotation.
    pub annotation: Shared<Annotation>,
    /// All that say the same, itself included, where it is the first of several.
    pub alike: Vec<Shared<Annotation>>,
    /// The text of its article.
    pub text: Shared<Text>,
    /// The labels in use.
    pub labels: Shared<LabelSet>,
    /// The title of its article, where rows of several are listed.
    pub title: Option<Rc<str>>,
    /// The person who tagged it, if that is somebody else.
    pub author: Option<Rc<str>>,
    /// The one who says it, if it is a claim of somebody who is named: “Sharif:”.
    pub speaker: Option<AttrValue>,
    /// The voice in which it stands, if it is a claim: “own voice”, “Sharif”.
    pub voice: Option<AttrValue>,
    /// The entity that it means, if that is called otherwise.
    pub means: Option<Rc<str>>,
    /// The whereabouts of its words.
    pub whereabouts: AttrValue,
    /// Its standing in the list.
    pub standing: Standing,
}

/// See the module.
#[component]
pub fn Row(props: &RowProps) -> Html {
    let RowProps { store, annotation, text, labels, title, author, whereabouts, standing, .. } = props;
    let RowProps { speaker, voice, means, .. } = props;
    let Standing { is_open, is_picked, is_stop, place, .. } = *standing;
    let id = annotation.id;
    let pick = store.callback(
        move |event: MouseEvent| {
            if event.shift_key() { Intent::PickTo(id) } else { Intent::Pick(id) }
        },
    );
    let quote = annotation.quote(text);
    let note = Some(&annotation.note).filter(|note| !note.is_empty());
    // The group of a claim stands behind its voice; all else is told of its entity at once.
    let (group, means) = if voice.is_some() { (means.as_ref(), None) } else { (None, means.as_ref()) };
    let gloss = [("group", group), ("note", note), ("of-article", title.as_ref()), ("who", author.as_ref())];
    let gloss = gloss.into_iter().filter_map(|(class, words)| Some((class, words?)));
    let gloss = gloss.filter(|(_, words)| !words.is_empty());
    // A speaker is told of before the words.
    let is_told = speaker.is_some().then_some("true");
    html! {
        <li class={classes!("entry", is_open.then_some("open"), is_picked.then_some("picked"))} data-annotation={id.to_string()}
            aria-posinset={place.map(|(place, _)| place.to_string())} aria-setsize={place.map(|(_, size)| size.to_string())}
            data-look={look(labels, &annotation.label)}>
            <label class="pick">
                { sign(labels, &annotation.label) }
                <input type="checkbox" tabindex="-1" checked={is_picked} onclick={pick}
                    title="Pick" aria-label={format!("Pick {}", quoted(quote))} />
            </label>
            <button class="row" tabindex={if is_stop { "0" } else { "-1" }} aria-current={is_open.then_some("true")}
                onclick={store.on(Intent::Open(id))}>
                <span class="unseen name">
                    { labels.name(&annotation.label).to_owned() }
                    if let Some(speaker) = speaker { { " " }<bdi>{ speaker.clone() }</bdi> }
                </span>
                if let Some(means) = means {
                    <span class="phrase named">
                        { bidi("quote", quote) }
                        <span class="means"><span class="unseen is">{ " is " }</span>{ bidi("", means) }</span>
                    </span>
                } else {
                    <span class="phrase">
                        { bidi("quote", quote) }
                        <bdi class="context" aria-hidden="true">{ context(annotation, text) }</bdi>
                    </span>
                }
                if annotation.span().is_none() {
                    <span class="unplaced">{ icon(LuMapPinOff) }{ words::UNPLACED }</span>
                }
                if voice.is_some() || gloss.clone().next().is_some() {
                    <span class="gloss">
                        if let Some(voice) = voice { <bdi class="voice" aria-hidden={is_told}>{ voice.clone() }</bdi> }
                        { for gloss.map(|(class, words)| bidi(class, words)) }
                    </span>
                }
                <span class="unseen">{ whereabouts.clone() }</span>
            </button>
            if is_open {
                <Card store={store.clone()}>{ equals(props, quote) }</Card>
            } else {
                { equals(props, quote) }
            }
        </li>
    }
}

/// The places where the same words have the same label, and their number, which unfolds them.
fn equals(RowProps { store, annotation, alike, text, standing, .. }: &RowProps, quote: &str) -> Html {
    let (id, is_unfolded) = (annotation.id, standing.is_unfolded);
    if alike.is_empty() {
        return Html::default();
    }
    let tick = |one: &Shared<Annotation>| {
        let is_here = !is_unfolded && one.id != id && standing.shown != Some(one.id);
        let entry = is_here.then(|| one.id.to_string());
        let start = one.span().map_or(0, |span| span.start().0);
        html! {
            <rect data-annotation={entry} x={words::tick(start, text.content().len())} y="1" width="2" height="8" rx="1"
                onclick={store.on(Intent::Open(one.id))} />
        }
    };
    html! {
        <>
            <svg class="ticks" viewBox="0 0 44 10" aria-hidden="true">
                <line x1="0" x2="44" y1="9.5" y2="9.5" />
                { for alike.iter().map(tick) }
            </svg>
            <button class="times" tabindex="-1" aria-expanded={is_unfolded.to_string()} aria-label={words::times(quote, alike.len())}
                title={words::unfold(is_unfolded)} onclick={store.on(Intent::Unfold(id, !is_unfolded))}>
                { format!("×{}", alike.len()) }
            </button>
        </>
    }
}

/// A few words behind the tagged ones, up to the end of their paragraph.
fn context(annotation: &Annotation, text: &Text) -> String {
    const LONGEST: usize = 40;
    let Some(span) = annotation.span() else { return String::new() };
    let paragraph = &text.blocks()[*text.blocks_of(span).end()];
    let behind = text.content().get(span.end().0..paragraph.end().0).unwrap_or_default();
    behind.chars().take(LONGEST).collect()
}

/// The paragraph of an annotation, and those that share characters with it.
#[must_use]
pub fn whereabouts(document: &Document, annotation: &Annotation, labels: &LabelSet) -> String {
    let Some(span) = annotation.span() else { return String::new() };
    let others = query::overlapping(document, annotation);
    let words = |other: &&Rc<Annotation>| {
        format!("{} {}", labels.name(&other.label), quoted(other.quote(&document.text)))
    };
    let named: Vec<_> = others.iter().take(3).map(words).collect();
    let more = others.len() - named.len();
    words::whereabouts(document.text.blocks_of(span).start() + 1, &named, more)
}
