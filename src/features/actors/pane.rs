//! The pane beside the table: the names of one row with their numbers, its quotes, and what it says.

use super::listing::Listed;
use super::state::{Intent, Shown, Thing};
use crate::app::intent;
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::widgets::button::button;
use crate::widgets::choice::tick_before;
use crate::widgets::field::{on_change, on_end, use_own_field};
use crate::widgets::icon::{LuPencil, LuX, icon_button};
use crate::widgets::text::{bidi, heading};
use crate::words::{actors as words, counted, cut};
use glossator_core::corpus::Corpus;
use glossator_core::model::annotation::{Annotation, AnnotationId};
use glossator_core::model::attribute::OUTLET;
use glossator_core::model::entity::{Entity, EntityId};
use glossator_core::model::relation_type::SAID_BY;
use glossator_core::query::naming::{Name, Row};
use glossator_core::query::stance::{Links, Stance};
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;

/// The properties of [`Pane`].
#[derive(Clone, PartialEq, Properties)]
pub struct PaneProps {
    /// The one store of the page.
    pub store: Store,
    /// The articles and all that is tagged in them.
    pub corpus: Shared<Corpus>,
    /// The rows of the table.
    pub listed: Shared<Listed>,
    /// The row, and the mentions of it that are meant.
    pub shown: Shown,
}

/// More quotes come when they are asked for.
const FEW: usize = 60;

/// With more outlets, names have no column for each.
const OUTLETS: usize = 5;

/// See the module.
#[component]
pub fn Pane(PaneProps { store, corpus, listed, shown }: &PaneProps) -> Html {
    let all = use_state(|| None::<Shown>);
    let writes = use_state(|| None::<Thing>);
    let split = use_state(BTreeSet::<Rc<str>>::new);
    let claims = {
        let of = shown.thing.clone();
        use_memo((corpus.clone(), of), |(corpus, of)| claims(corpus, of))
    };
    let Some(row) = listed.row(&shown.thing) else { return Html::default() };
    let names = names(row);
    let is_writing = writes.as_ref() == Some(&shown.thing);
    let write = {
        let (writes, of) = (writes.clone(), shown.thing.clone());
        Callback::from(move |_: MouseEvent| writes.set(Some(of.clone())))
    };
    let written = {
        let (writes, store, of, before) =
            (writes.clone(), store.clone(), shown.thing.clone(), row.name.clone());
        Callback::from(move |name: Option<Rc<str>>| {
            writes.set(None);
            if let Some(name) = name.filter(|name| !name.trim().is_empty() && *name.trim() != *before) {
                store.send(Intent::Name(of.clone(), name));
            }
        })
    };
    let quotes = quotes(row, listed, shown);
    let limit = if all.as_ref() == Some(shown) { usize::MAX } else { FEW };
    let more = {
        let (all, shown) = (all.clone(), shown.clone());
        Callback::from(move |_: MouseEvent| all.set(Some(shown.clone())))
    };
    let of_all = Shown::from(shown.thing.clone());
    html! {
        <aside class="about-row" aria-label={cut(&row.name).into_owned()}>
            <div class="pane-head">
                if is_writing {
                    <NameField name={row.name.clone()} ended={written} />
                } else {
                    <h2>{ bidi("", &row.name) }</h2>
                    { icon_button("Rename", Some("F2"), LuPencil, write) }
                }
                { icon_button("Close", Some("Esc"), LuX, store.on(Intent::Show(None))) }
                <p class="quiet">{ about(listed, row, names.len()) }</p>
            </div>
            <div class="pane-body">
                { heading("Names") }
                { names_table(store, listed, shown, &names, &split) }
                { splitting(store, row, &names, &split) }
                <h3>
                    { "Quotes" }{ " " }<span class="quiet">{ words::leads(shown.name.as_deref(), shown.outlet.as_deref(), quotes.len()) }</span>
                    if *shown != of_all { { " " }{ button("text-button", "All", store.on(Intent::Show(Some(of_all)))) } }
                </h3>
                <ul class="row-quotes">{ for quotes.iter().take(limit).filter_map(|id| quote(store, corpus, *id)) }</ul>
                if quotes.len() > limit { { button("text-button", &words::more(quotes.len() - limit), more) } }
                if !claims.is_empty() {
                    <h3>{ "Says" }{ " " }<span class="quiet">{ counted(claims.len(), "claim") }</span></h3>
                    <ul class="says">{ for claims.iter().filter_map(|id| claim(store, corpus, *id)) }</ul>
                }
                if let Some(entity) = &row.entity { { details(store, corpus, entity) } }
            </div>
        </aside>
    }
}

/// The properties of [`NameField`].
#[derive(Clone, PartialEq, Properties)]
struct NameProps {
    name: Rc<str>,
    ended: Callback<Option<Rc<str>>>,
}

/// The field for another name.
#[component]
fn NameField(NameProps { name, ended }: &NameProps) -> Html {
    use_own_field("entity-name", name.clone());
    let (onkeydown, onblur) = on_end(ended.clone());
    html! { <input id="entity-name" aria-label="Name" autocomplete="off" {onkeydown} {onblur} /> }
}

/// The values of a row, and its numbers.
fn about(listed: &Listed, row: &Row, names: usize) -> String {
    let values = listed.attributes.iter().filter_map(|attribute| {
        let value = row.entity.as_ref().map_or("", |entity| attribute.value_in(&entity.attributes));
        let name = attribute.value(value).map_or(value, |value| &value.name);
        (!value.is_empty()).then(|| format!("{}: {}. ", attribute.name, cut(name)))
    });
    format!("{}{}.", values.collect::<String>(), words::numbers(row.mentions.len(), names))
}

/// A name in all outlets.
struct Everywhere<'a> {
    words: &'a Rc<str>,
    /// By the outlets that use it.
    by: Vec<(usize, &'a Name)>,
    count: usize,
    is_quoted: bool,
}

impl Everywhere<'_> {
    fn mentions(&self) -> impl Iterator<Item = AnnotationId> {
        self.by.iter().flat_map(|(_, name)| name.mentions.iter().copied())
    }
}

/// The names of a row, the most frequent first.
fn names(row: &Row) -> Vec<Everywhere<'_>> {
    let mut found: Vec<Everywhere<'_>> = Vec::new();
    for cell in row.cells() {
        for name in &cell.names {
            let place = found.iter().position(|other| other.words == &name.words).unwrap_or_else(|| {
                found.push(Everywhere { words: &name.words, by: Vec::new(), count: 0, is_quoted: true });
                found.len() - 1
            });
            found[place].by.push((cell.outlet, name));
            found[place].count += name.mentions.len();
            found[place].is_quoted &= name.is_quoted;
        }
    }
    found.sort_by_key(|name| std::cmp::Reverse(name.count));
    found
}

fn names_table(
    store: &Store,
    listed: &Listed,
    shown: &Shown,
    names: &[Everywhere<'_>],
    split: &UseStateHandle<BTreeSet<Rc<str>>>,
) -> Html {
    let outlets: BTreeSet<usize> = names.iter().flat_map(|name| name.by.iter().map(|(at, _)| *at)).collect();
    let outlets: Vec<usize> =
        if outlets.len() > OUTLETS { Vec::new() } else { outlets.into_iter().collect() };
    let head = |outlet: &usize| {
        let name = words::called(&listed.outlets[*outlet].name);
        let full = cut(name).into_owned();
        html! { <th scope="col" class="number" aria-label={full.clone()}><abbr title={full}>{ letters(name) }</abbr></th> }
    };
    let number = |name: &Everywhere<'_>, outlet: Option<usize>| {
        let of =
            |at: usize| name.by.iter().find(|(other, _)| *other == at).map_or(0, |(_, it)| it.mentions.len());
        let count = outlet.map_or(name.count, of);
        let called = outlet.map(|outlet| listed.outlets[outlet].name.clone());
        if count == 0 {
            return html! { <td class="number"><span class="quiet">{ "0" }</span></td> };
        }
        let label = words::leads(Some(name.words), called.as_deref(), count);
        let next = Shown { outlet: called, name: Some(name.words.clone()), ..shown.clone() };
        let pressed = (next == *shown).to_string();
        html! {
            <td class="number">
                <button class="n" aria-label={label} aria-pressed={pressed} onclick={store.on(Intent::Show(Some(next)))}>{ count }</button>
            </td>
        }
    };
    let parts = matches!(shown.thing, Thing::Entity(_)) && names.len() > 1;
    let line = |name: &Everywhere<'_>| {
        let shown_words = bidi(if name.is_quoted { "said" } else { "" }, name.words);
        let box_of = {
            let (split, words) = (split.clone(), name.words.clone());
            let is_ticked = split.contains(&words);
            tick_before(
                shown_words.clone(),
                is_ticked,
                Callback::from(move |ticked: bool| {
                    let mut next = (*split).clone();
                    if ticked {
                        next.insert(words.clone())
                    } else {
                        next.remove(&words)
                    };
                    split.set(next);
                }),
            )
        };
        html! {
            <tr>
                <th scope="row" class="words">{ if parts { box_of } else { shown_words } }</th>
                { for outlets.iter().map(|outlet| number(name, Some(*outlet))) }
                { number(name, None) }
            </tr>
        }
    };
    html! {
        <table class="row-names" aria-label="Names">
            <thead><tr><th scope="col">{ "Name" }</th>{ for outlets.iter().map(head) }<th scope="col" class="number">{ "All" }</th></tr></thead>
            <tbody>{ for names.iter().map(line) }</tbody>
        </table>
    }
}

/// An outlet where there is no room for its name: the first letters of its words, without an article.
fn letters(name: &str) -> String {
    let words = name
        .split_whitespace()
        .filter(|word| !["the", "der", "die", "das", "le", "la"].contains(&&*word.to_lowercase()));
    let letters: String = words.filter_map(|word| word.chars().next()).take(2).collect();
    if letters.is_empty() { name.chars().take(2).collect() } else { letters }
}

/// The button that makes the ticked names an entity of their own.
fn splitting(
    store: &Store,
    row: &Row,
    names: &[Everywhere<'_>],
    split: &UseStateHandle<BTreeSet<Rc<str>>>,
) -> Html {
    let ticked: Vec<_> = names.iter().filter(|name| split.contains(name.words)).collect();
    let Some(first) = ticked.first().filter(|_| row.entity.is_some() && ticked.len() < names.len()) else {
        return Html::default();
    };
    let (name, mentions) =
        (first.words.clone(), ticked.iter().flat_map(|name| name.mentions()).collect::<Vec<_>>());
    let (store, split) = (store.clone(), split.clone());
    let words = format!("Split off {}", counted(ticked.len(), "name"));
    let onclick = Callback::from(move |_: MouseEvent| {
        split.set(BTreeSet::new());
        store.send(Intent::Split(name.clone(), mentions.clone()));
    });
    button("", &words, onclick)
}

/// The mentions that are meant.
fn quotes(row: &Row, listed: &Listed, shown: &Shown) -> Vec<AnnotationId> {
    if shown.outlet.is_none() && shown.name.is_none() {
        return row.ids();
    }
    let is_outlet = |at: usize| shown.outlet.as_ref().is_none_or(|name| listed.outlets[at].name == *name);
    let is_name = |name: &Name| shown.name.as_ref().is_none_or(|words| name.words == *words);
    let cells = row.cells().iter().filter(|cell| is_outlet(cell.outlet));
    let names = cells.flat_map(|cell| &cell.names).filter(|name| is_name(name));
    let meant: BTreeSet<_> = names.flat_map(|name| name.mentions.iter().copied()).collect();
    // The mentions stay in the order of the articles.
    row.ids().into_iter().filter(|id| meant.contains(id)).collect()
}

/// A mention within its sentence.
fn quote(store: &Store, corpus: &Corpus, id: AnnotationId) -> Option<Html> {
    const AROUND: usize = 45;
    let annotation = corpus.annotation(id)?;
    let document = corpus.document(&annotation.document)?;
    let [before, words, behind] = match annotation.span() {
        Some(span) => document.text.in_context(span, AROUND),
        None => ["", annotation.quote(&document.text), ""],
    };
    Some(html! {
        <li key={id.to_string()}>
            <button class="row-quote" onclick={store.on(intent::Annotations::Open(id))}>
                <bdi>{ before.to_owned() }<strong>{ cut(words).into_owned() }</strong>{ behind.to_owned() }</bdi>
                <span class="quiet">{ source(corpus, annotation) }</span>
            </button>
        </li>
    })
}

/// The outlet of an annotation, or the title of its article.
fn source(corpus: &Corpus, annotation: &Annotation) -> String {
    let document = corpus.document(&annotation.document);
    document.map_or(String::new(), |document| {
        let outlet = document.attributes.get(OUTLET);
        if outlet.is_empty() { cut(&document.title).into_owned() } else { outlet.to_owned() }
    })
}

/// The claims that an entity says, in the order of the articles.
fn claims(corpus: &Corpus, of: &Thing) -> Vec<AnnotationId> {
    let Thing::Entity(of) = of else { return Vec::new() };
    let said = corpus.relations().iter().filter(|relation| *relation.kind == *SAID_BY);
    let by = said.filter(|relation| {
        let mention = relation.to.annotation().and_then(|id| corpus.annotation(id));
        mention.and_then(|mention| corpus.entities().of(mention)).is_some_and(|entity| entity.id == *of)
    });
    let claims = by.filter_map(|relation| corpus.annotation(relation.from.annotation()?));
    let mut found: Vec<_> = claims.map(|claim| (claim.document.clone(), claim.span(), claim.id)).collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|(.., id)| id).collect()
}

fn claim(store: &Store, corpus: &Corpus, id: AnnotationId) -> Option<Html> {
    let claim = corpus.annotation(id)?;
    let document = corpus.document(&claim.document)?;
    let stance = Stance::of(corpus, claim, &Links::of(corpus, claim));
    let (sign, verb) = if stance.is_denial { ("⊘", "denies") } else { ("◐", "says") };
    let group = corpus.entities().of(claim).map(|group| group.name.clone());
    let words = group.unwrap_or_else(|| claim.quote(&document.text).into());
    Some(html! {
        <li key={id.to_string()}>
            <button class="row-quote" onclick={store.on(intent::Annotations::Open(id))}>
                <span><span aria-hidden="true">{ sign }</span><span class="unseen">{ verb }</span>{ " " }{ bidi("", &words) }</span>
                <span class="quiet">{ source(corpus, claim) }</span>
            </button>
        </li>
    })
}

/// Fields that people wrote about an entity, and the entities that were merged into it.
fn details(store: &Store, corpus: &Corpus, entity: &Entity) -> Html {
    let id = &entity.id;
    let aliases = {
        let (store, id) = (store.clone(), id.clone());
        on_change(Callback::from(move |lines| store.send(Intent::SetAliases(id.clone(), lines))))
    };
    let note = {
        let (store, id) = (store.clone(), id.clone());
        on_change(Callback::from(move |note| store.send(Intent::SetNote(id.clone(), note))))
    };
    let merged = corpus.entities().iter().filter(|other| {
        other.same.is_some()
            && other.id != *id
            && corpus.entities().resolve(&other.id).is_some_and(|it| it.id == *id)
    });
    let merged: Vec<(EntityId, Rc<str>)> =
        merged.map(|other| (other.id.clone(), other.name.clone())).collect();
    let one = |(other, name): &(EntityId, Rc<str>)| {
        html! { <li>{ bidi("", name) }{ " " }{ button("text-button", "Separate", store.on(Intent::Separate(other.clone()))) }</li> }
    };
    html! {
        <>
            { heading("Other names") }
            <textarea key={format!("aliases {id}")} class="aliases" rows="2" aria-label="Other names, one a line" placeholder="One a line" value={entity.aliases.join("\n")} onchange={aliases} />
            { heading("Note") }
            <textarea key={format!("note {id}")} class="aliases" rows="2" aria-label="Note" value={entity.note.to_string()} onchange={note} />
            if !merged.is_empty() {
                { heading("Merged into it") }
                <ul class="merged">{ for merged.iter().map(one) }</ul>
            }
            { button("delete", "Delete", store.on(Intent::Delete(vec![id.clone()]))) }
        </>
    }
}
