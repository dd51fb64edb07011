//! The list of definitions: labels in their order, relation types, and what articles are asked for.

use super::state::{Begun, Intent, Open};
use super::view::View;
use crate::app::store::Store;
use crate::widgets::field::{on_end, use_own_field};
use crate::widgets::icon::{LuArrowRight, LuNewspaper, LuPlus, icon};
use crate::widgets::label::{key_sign, sign};
use crate::widgets::order;
use crate::widgets::text::bidi;
use crate::words::codebook as words;
use glossator_core::model::attribute::{DOCUMENT, entity_label};
use glossator_core::model::label::{Label, LabelId, LabelSet};
use glossator_core::model::relation_type::RelationType;
use std::rc::Rc;
use yew::prelude::*;

/// A sort of definitions.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Definitions {
    /// Labels.
    Labels,
    /// Relation types.
    RelationTypes,
    /// The attributes of articles, as one entry.
    Articles,
}

/// The properties of [`List`].
#[derive(Clone, PartialEq, Properties)]
pub struct ListProps {
    /// The one store of the page.
    pub store: Store,
    /// The slice of the state.
    pub view: View,
    /// The sort.
    pub of: Definitions,
}

/// See the module.
#[component]
pub fn List(ListProps { store, view, of }: &ListProps) -> Html {
    let (title, id, new, begun) = match of {
        Definitions::Labels => ("Labels", "labels-of-codebook", "New label", Some(Begun::Label)),
        Definitions::RelationTypes => {
            ("What joins them", "relation-types", "New relation", Some(Begun::RelationType))
        }
        Definitions::Articles => ("Articles", "attributes-of-articles", "", None),
    };
    let is_begun = begun.is_some() && view.begun == begun;
    let begin = begun.filter(|_| view.refusal.is_none());
    let begin = begin.filter(|_| view.corpus.labels().iter().next().is_some() || *of == Definitions::Labels);
    let rows = match of {
        Definitions::Labels => labels(store, view),
        Definitions::RelationTypes => {
            view.corpus.relation_types().iter().map(|it| relation_type(store, view, it)).collect()
        }
        Definitions::Articles => articles(store, view),
    };
    html! {
        <section aria-labelledby={id}>
            <div class="sub-head">
                <h2 {id}>{ title }</h2>
                if let Some(begun) = begin {
                    <button class="quiet-button" onclick={store.on(Intent::Begin(begun))}>{ icon(LuPlus) }{ new }</button>
                }
            </div>
            <ul class={if *of == Definitions::RelationTypes { "relation-rows" } else { "label-rows" }}>{ rows }</ul>
            if is_begun {
                <NewName store={store.clone()} name={new} />
            }
        </section>
    }
}

fn labels(store: &Store, view: &View) -> Html {
    let labels = view.corpus.labels();
    let ids: Rc<[LabelId]> = labels.iter().map(|label| label.id.clone()).collect();
    let moved = store.callback({
        let ids = ids.clone();
        move |(from, to): (usize, usize)| Intent::MoveLabel(ids.get(from).cloned().unwrap_or("".into()), to)
    });
    let moved = view.refusal.is_none().then_some(moved);
    let row = |(place, label): (usize, &Label)| {
        let open = Open::Label(label.id.clone());
        let is_current = view.open.as_ref() == Some(&open);
        let parent = label.parent.as_ref().map(|parent| words::under(labels.name(parent)));
        let key = Some(&*label.key).filter(|key| !key.is_empty());
        let content = html! {
            <>
                { sign(labels, &label.id) }
                <button class="plain" onclick={store.on(Intent::Open(open))} aria-keyshortcuts={moved.as_ref().map(|_| "Alt+ArrowUp Alt+ArrowDown")}>
                    <strong>{ bidi("", &label.name) }</strong>
                    if let Some(parent) = parent { { " " }<small class="quiet">{ parent }</small> }
                    <span class="number">{ view.count(&label.id).to_string() }<span class="unseen">{ " annotations" }</span></span>
                </button>
                { key_sign(key) }
            </>
        };
        order::row(&label.id.0, ("label", place, ids.len()), is_current, moved.clone(), content)
    };
    html! { { for labels.iter().enumerate().map(row) } }
}

fn relation_type(store: &Store, view: &View, kind: &RelationType) -> Html {
    let labels = view.corpus.labels();
    let open = Open::RelationType(kind.id.clone());
    let is_current = (view.open.as_ref() == Some(&open)).then_some("true");
    let key = Some(&*kind.key).filter(|key| !key.is_empty());
    html! {
        <li key={kind.id.to_string()} aria-current={is_current}>
            { end(labels, &kind.from) }
            <button class="plain" onclick={store.on(Intent::Open(open))}>
                <strong>{ bidi("", &kind.name) }</strong>{ " " }{ icon(LuArrowRight) }
                <span class="unseen">{ words::between(labels, &kind.from, &kind.to) }</span>
                { end(labels, &kind.to) }
                <small class="quiet">{ words::how_many(kind.many) }{ " " }{ bidi("", &kind.definition) }</small>
            </button>
            { key_sign(key) }
        </li>
    }
}

/// The sign of the things at an end of a relation.
pub fn end(labels: &LabelSet, of: &str) -> Html {
    if of == DOCUMENT {
        return icon(LuNewspaper);
    }
    let id = LabelId::from(entity_label(of).unwrap_or(of));
    if labels.get(&id).is_some() { sign(labels, &id) } else { Html::default() }
}

fn articles(store: &Store, view: &View) -> Html {
    let count = view.corpus.attributes_of(DOCUMENT).count();
    let is_of_articles = |open: &Open| {
        matches!(open, Open::Articles) || matches!(open, Open::Attribute(of, _) if **of == *DOCUMENT)
    };
    let is_current = view.open.as_ref().is_some_and(is_of_articles).then_some("true");
    html! {
        <li aria-current={is_current}>
            { icon(LuNewspaper) }
            <button class="plain" onclick={store.on(Intent::Open(Open::Articles))}>
                <strong>{ "Outlet, date and more" }</strong><span class="number">{ count.to_string() }<span class="unseen">{ " attributes" }</span></span>
            </button>
        </li>
    }
}

/// The properties of [`NewName`].
#[derive(Clone, PartialEq, Properties)]
pub struct NameProps {
    /// The one store of the page.
    pub store: Store,
    /// The thing that is named.
    pub name: &'static str,
}

/// A field for the name of something new.
#[component]
pub fn NewName(NameProps { store, name }: &NameProps) -> Html {
    use_own_field("new-name", "".into());
    let (onkeydown, onblur) = on_end(store.callback(Intent::Name));
    html! {
        <input id="new-name" class="new-name" aria-label={*name} placeholder="Its name, then Enter" autocomplete="off" {onkeydown} {onblur} />
    }
}
