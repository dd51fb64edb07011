//! The fields of a label, with the attributes that its annotations and what they mean have; and those of articles.

use super::attribute::attributes;
use super::looks::looks;
use super::state::{Intent, LabelChange, Open};
use super::view::View;
use crate::app::store::Store;
use crate::widgets::choice;
use crate::widgets::field::on_change;
use crate::widgets::icon::{LuGitMerge, LuTrash2, icon};
use crate::widgets::text::paragraph;
use crate::words::{codebook as words, help};
use glossator_core::model::attribute::{DOCUMENT, of_entity};
use glossator_core::model::label::{Label, LabelId};
use std::rc::Rc;
use yew::prelude::*;

/// The fields of that label.
pub fn editor(store: &Store, view: &View, id: &LabelId) -> Html {
    let labels = view.corpus.labels();
    let Some(label) = labels.get(id) else { return Html::default() };
    let change = |change: fn(Rc<str>) -> LabelChange| {
        let id = id.clone();
        on_change(store.callback(move |written| Intent::SetLabel(id.clone(), change(written))))
    };
    let parents = {
        let others = labels.iter().filter(|other| other.id != *id);
        let others = others.map(|other| (Some(other.id.clone()), AttrValue::from(other.name.clone())));
        let all = std::iter::once((None, AttrValue::from("No other label"))).chain(others).collect();
        let id = id.clone();
        let changed = store.callback(move |parent| Intent::SetLabel(id.clone(), LabelChange::Parent(parent)));
        choice::select(Some("Under"), all, &label.parent, changed)
    };
    let taken = taken(store, label);
    let count = view.count(id);
    let guidance = label.guidance();
    // An empty part is there for whoever fills it.
    let has = |of: &str| view.refusal.is_none() || view.corpus.attributes_of(of).next().is_some();
    html! {
        <section key={format!("label {id}")} class="editor" aria-label={label.name.to_string()}>
            <fieldset class="form" disabled={view.refusal.is_some()}>
                <label for="label-name">{ "Name" }</label>
                <div class="inline">
                    <input id="label-name" dir="auto" autocomplete="off" value={label.name.to_string()} onchange={change(LabelChange::Name)} />
                    <label for="label-key">{ "Key" }</label>
                    <input id="label-key" class="key" autocomplete="off" maxlength="1" value={label.key.to_string()} onchange={change(LabelChange::Key)} />
                </div>
                if let Some(taken) = taken { <span></span>{ paragraph("trouble", &taken) } }
                if view.refusal.is_none() {
                    <span class="title">{ "Colour and line" }</span>
                    <div>{ looks(store, view, id) }</div>
                }
                <label for="label-definition">{ "Definition" }</label>
                <textarea id="label-definition" rows="2" dir="auto" placeholder={words::DEFINITION} value={label.definition.to_string()}
                    onchange={change(LabelChange::Definition)} />
                <label for="label-examples">{ "Examples" }</label>
                <div>
                    <textarea id="label-examples" rows="3" dir="auto" placeholder={words::EXAMPLES} value={label.examples.join("\n")}
                        onchange={change(LabelChange::Examples)} />
                    { for guidance.iter().map(|line| html! { <p class="quiet">{ *line }</p> }) }
                </div>
                <span class="title">{ "Under" }</span>
                <div>{ parents }</div>
            </fieldset>
            <div class="form">
                if has(&id.0) {
                    <span class="title">{ "Asks for" }</span>
                    <div>{ attributes(store, view, &id.0, &words::attributes_of(&label.name)) }</div>
                }
                if has(&of_entity(&id.0)) {
                    <span class="title">{ "Of the thing itself" }</span>
                    <div>{ attributes(store, view, &of_entity(&id.0), &words::attributes_of_things(&label.name)) }</div>
                }
            </div>
            if view.refusal.is_none() {
                <div class="editor-foot">
                    <span class="quiet">{ words::carried(count) }</span>
                    <button class="quiet-button" disabled={labels.iter().count() < 2} onclick={store.on(Intent::AskMerge(id.clone()))}>
                        { icon(LuGitMerge) }{ "Merge into …" }
                    </button>
                    <button class="quiet-button delete" onclick={store.on(Intent::AskDelete(id.clone()))}>{ icon(LuTrash2) }{ if count > 0 { "Delete …" } else { "Delete" } }</button>
                </div>
            }
        </section>
    }
}

/// The reason why the key of a label does not tag, as a file may bring one that the page itself has.
pub fn taken(store: &Store, label: &Label) -> Option<String> {
    let act = store.read(|state| state.keys().act_of(&label.key))?;
    Some(words::key_of_page(&label.key, help::act(act)))
}

/// The attributes of articles.
pub fn articles(store: &Store, view: &View) -> Html {
    html! {
        <section key="articles" class="editor" aria-label="What each article has">
            <div class="form">
                <span class="title">{ "Each article has" }</span>
                <div>{ attributes(store, view, DOCUMENT, words::ATTRIBUTES_OF_ARTICLES) }</div>
            </div>
        </section>
    }
}

/// The name of the things that have an attribute, or stand at an end of a relation.
pub fn things(view: &View, of: &str) -> String {
    words::things(view.corpus.labels(), of)
}

/// All things that can have attributes, with their names: those of labels, then the things that these mean, then articles.
pub fn all_things(view: &View) -> Vec<(Rc<str>, AttrValue)> {
    let labels = || view.corpus.labels().iter();
    let of_labels = labels().map(|label: &Label| label.id.0.clone());
    let of_entities = labels().map(|label| of_entity(&label.id.0));
    let all = of_labels.chain(of_entities).chain([DOCUMENT.into()]);
    all.map(|of| (of.clone(), AttrValue::from(things(view, &of)))).collect()
}

/// The place to go back to from an attribute of those things.
pub fn back(view: &View, of: &str) -> (Open, String) {
    let id = LabelId::from(glossator_core::model::attribute::entity_label(of).unwrap_or(of));
    match view.corpus.labels().get(&id) {
        Some(label) => (Open::Label(id), label.name.to_string()),
        None => (Open::Articles, "Articles".to_owned()),
    }
}
