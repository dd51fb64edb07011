//! The annotations that are wanted, in the order that is wanted, and the card of the open one in its place among them.

use super::card::Card;
use super::filters::{Chips, Filters, ORDERS};
use super::listing::{Line, Lines};
use super::row::{Row, Standing, whereabouts};
use super::state::{Intent, State as List};
use crate::app::effect::{Effect, Target};
use crate::app::select::{Props, use_select};
use crate::app::session::Panel;
use crate::app::shared::Shared;
use crate::app::state::Subject;
use crate::app::store::Store;
use crate::widgets::choice;
use crate::widgets::icon::{LuListFilter, icon};
use crate::widgets::label::LabelButtons;
use crate::words::{annotations as words, articles};
use glossator_core::corpus::Corpus;
use glossator_core::corpus::lexicon::folded;
use glossator_core::model::annotation::{Annotation, AnnotationId};
use glossator_core::model::annotator::AnnotatorId;
use glossator_core::model::document::{Document, DocumentId};
use glossator_core::query::attribution::Attribution;
use glossator_core::query::stance::State;
use std::rc::Rc;
use yew::prelude::*;

/// The slice of the state that is drawn here.
#[derive(Clone, PartialEq)]
struct View {
    corpus: Shared<Corpus>,
    document: DocumentId,
    list: List,
    open: Option<AnnotationId>,
    me: AnnotatorId,
    /// True if the project makes use of entities or speakers.
    is_used: bool,
    /// True if keys are about what is picked.
    has_keys: bool,
    panel: Option<Panel>,
}

/// The panel with head, filters, rows and card.
#[component]
pub fn AnnotationList(Props { store }: &Props) -> Html {
    let view = use_select(store, |state| View {
        corpus: Shared::from(state.corpus()),
        document: state.session.document.clone(),
        list: state.annotations.clone(),
        open: state.open().map(|open| open.id),
        me: state.annotator(),
        is_used: state.used().any,
        has_keys: state.keys().single && state.subject() == Some(Subject::Rows),
        panel: state.session.panel,
    });
    let revealing = store.clone();
    // A list that was not there has forgotten how far it was scrolled.
    use_effect_with(view.panel, move |panel| {
        if panel.is_some() {
            revealing.send(Intent::ShowOpenRow);
        }
    });
    // Nobody said so: they are there if they narrow the list.
    let chosen = use_state(|| None);
    let is_narrowed = view.list.is_narrowed();
    let is_unfolded = chosen.unwrap_or(is_narrowed);
    let focusing = store.clone();
    use_effect_with(*chosen, move |chosen| {
        if *chosen == Some(true) {
            focusing.run(Effect::Focus(Target::Filter));
        }
    });
    let unfold = Callback::from(move |_: MouseEvent| chosen.set(Some(!is_unfolded)));
    let View { corpus, list, .. } = &view;
    let Some(document) = corpus.document(&view.document) else { return Html::default() };
    let state = match view.panel {
        Some(Panel::Annotations) => Some("open"),
        Some(Panel::Card) if view.open.is_some() => Some("card"),
        _ => None,
    };
    let of = (!list.everywhere).then_some(&view.document);
    let lines = Lines::of(corpus, of, list, view.open, store.environment().matcher);
    let count = lines.annotations();
    let all = if list.everywhere { corpus.annotation_count() } else { document.annotation_count() };
    let empty = match (all, count) {
        (0, _) => words::NOTHING_TAGGED,
        (_, 0) => words::NOTHING_LEFT,
        _ => "",
    };
    let number = if count < all { format!("{count} of {all}") } else { count.to_string() };
    html! {
        <aside role="region" aria-label="Annotations" class="panel annotations" data-state={state}>
            <div class="panel-head">
                <h2>{ "Annotations " }<span class="number">{ number }</span></h2>
                <span class="order">
                    { choice::select_of(Some("Order"), &ORDERS, list.query.order, store.callback(Intent::SetOrder)) }
                </span>
                <button class="quiet-button icon-button" aria-label={words::filter(is_narrowed)} title={words::filter(is_narrowed)}
                    aria-expanded={is_unfolded.to_string()} data-on={is_narrowed.then_some("true")} onclick={unfold}>
                    { icon(LuListFilter) }
                </button>
            </div>
            <div class="list-filters">
                <Chips store={store.clone()} corpus={corpus.clone()} document={of.cloned()} pressed={list.query.labels.clone()} />
                if is_unfolded {
                    <Filters store={store.clone()} corpus={corpus.clone()} document={of.cloned()} list={list.clone()} />
                }
            </div>
            <p class="quiet nothing" hidden={empty.is_empty()}>{ empty }</p>
            { rows(store, &view, &lines) }
            // Below the rows: those stay where they are.
            if !list.picked.is_empty() {
                { together(store, &view) }
            }
        </aside>
    }
}

fn rows(store: &Store, view: &View, lines: &Lines<'_>) -> Html {
    let View { corpus, list, open, me, is_used, .. } = view;
    let count = lines.count();
    let drawn = list.drawn(count);
    let (above, below) = (drawn.start, count - drawn.end);
    let rows = lines.part(drawn.clone());
    let at = rows.iter().position(|line| Some(line.annotation.id) == *open);
    let labels = Shared::from(corpus.labels());
    // Where all are of one person, the card says whose they are.
    let mut people = rows.iter().map(|line| line.annotation.annotator);
    let first = people.next();
    let are_several = people.any(|person| Some(person) != first);
    let row = |(index, line): (usize, &Line<'_>)| {
        let Line { document, annotation, alike, is_unfolded } = line;
        let standing = Standing {
            is_open: Some(annotation.id) == *open,
            is_picked: !list.picked.is_empty() && line.ids().iter().all(|id| list.picked.contains(id)),
            is_stop: index == at.unwrap_or_default(),
            is_unfolded: *is_unfolded,
            shown: open.filter(|open| alike.iter().any(|one| one.id == *open)),
            place: (drawn.len() < count).then_some((drawn.start + index + 1, count)),
        };
        let title = list.everywhere.then(|| articles::shortly(document));
        let author =
            (are_several && annotation.annotator != *me).then(|| corpus.annotator_name(annotation.annotator));
        let whereabouts = whereabouts(document, annotation, &labels);
        let attribution = Attribution::of(corpus, annotation);
        let attribution = attribution.filter(|it| *is_used || it.stance.state() != State::Asserts);
        let speaker = attribution.as_ref().filter(|it| it.who.is_some()).map(words::speaker);
        let voice = attribution.as_ref().map(words::voice);
        let means = meaning(corpus, document, annotation);
        html! {
            <Row key={annotation.id.to_string()} store={store.clone()} annotation={Shared::from(*annotation)}
                alike={alike.iter().map(|one| Shared::from(*one)).collect::<Vec<_>>()} text={Shared::from(&document.text)}
                labels={labels.clone()} {title} {author} {speaker} {voice} {means} whereabouts={AttrValue::from(whereabouts)} {standing} />
        }
    };
    // Room as high as the rows that are not drawn: the style sheet makes the height of a row an em. It has a key, like those: a list of
    // which some have none is compared by position.
    let room = |key: &str, rows: usize| html! { <li {key} class="room" hidden={rows == 0} aria-hidden="true"><svg width="1" height={format!("{rows}em")}></svg></li> };
    html! {
        <>
            <ul id="rows" class={if drawn.len() < count { "rows even" } else { "rows" }} data-open={at.map(|_| "true")}
                data-picking={(!list.picked.is_empty()).then_some("true")}>
                { room("above", above) }
                { for rows.iter().enumerate().map(row) }
                { room("below", below) }
            </ul>
            // The open one may be elsewhere: in another article, in a part that is not drawn, or filtered out.
            if open.is_some() && at.is_none() {
                <Card store={store.clone()} />
            }
        </>
    }
}

/// The name of the entity that an annotation means, unless its words are that name.
fn meaning(corpus: &Corpus, document: &Document, annotation: &Annotation) -> Option<Rc<str>> {
    let name = &corpus.entities().of(annotation)?.name;
    (folded(name) != folded(annotation.quote(&document.text))).then(|| name.clone())
}

/// Everything that can be done with all that are picked.
fn together(store: &Store, View { corpus, list, has_keys, .. }: &View) -> Html {
    let act = store.callback(
        |(label, adds)| {
            if adds { Intent::AddToPicked(label) } else { Intent::RelabelPicked(label) }
        },
    );
    let labels = Shared::from(corpus.labels());
    html! {
        <div class="together" role="group" aria-label="Picked annotations">
            <strong>{ words::picked(list.picked.len()) }</strong>
            <LabelButtons {labels} has_keys={*has_keys} {act} />
            <button class="delete" aria-label="Delete picked" aria-keyshortcuts={has_keys.then_some("Delete")}
                onclick={store.on(Intent::DeletePicked)}>{ "Delete" }</button>
            <button class="quiet-button" aria-keyshortcuts="Escape" onclick={store.on(Intent::PickNone)}>
                { "None" }<kbd aria-hidden="true">{ "Esc" }</kbd>
            </button>
        </div>
    }
}
