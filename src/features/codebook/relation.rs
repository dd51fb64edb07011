//! The fields of a relation type.

use super::label::{all_things, things};
use super::state::{Intent, RelationChange};
use super::view::View;
use crate::app::store::Store;
use crate::widgets::choice;
use crate::widgets::field::on_change;
use crate::widgets::icon::{LuTrash2, icon};
use crate::words::codebook as words;
use glossator_core::model::relation_type::RelationTypeId;
use std::rc::Rc;
use yew::prelude::*;

/// See the module.
pub fn editor(store: &Store, view: &View, id: &RelationTypeId) -> Html {
    let Some(kind) = view.corpus.relation_types().iter().find(|kind| kind.id == *id) else {
        return Html::default();
    };
    let change = |change: fn(Rc<str>) -> RelationChange| {
        let id = id.clone();
        store.callback(move |written| Intent::SetRelationType(id.clone(), change(written)))
    };
    let end = |name: &'static str, now: &Rc<str>, changed: Callback<Rc<str>>| {
        let mut all = all_things(view);
        if all.iter().all(|(of, _)| of != now) {
            all.insert(0, (now.clone(), AttrValue::from(things(view, now))));
        }
        choice::select(Some(name), all, now, changed)
    };
    let many = {
        let id = id.clone();
        let changed =
            store.callback(move |at| Intent::SetRelationType(id.clone(), RelationChange::Many(at == 1)));
        choice::switch("How many", &["One at most", "Several"], kind.many.into(), &changed)
    };
    html! {
        <section key={format!("relation {id}")} class="editor" aria-label={kind.name.to_string()}>
            <fieldset class="form" disabled={view.refusal.is_some()}>
                <label for="relation-name">{ "Name" }</label>
                <div class="inline">
                    <input id="relation-name" dir="auto" autocomplete="off" value={kind.name.to_string()} onchange={on_change(change(RelationChange::Name))} />
                    <label for="relation-key">{ "Key" }</label>
                    <input id="relation-key" class="key" maxlength="1" autocomplete="off" value={kind.key.to_string()} onchange={on_change(change(RelationChange::Key))} />
                </div>
                <span class="title">{ "From" }</span>
                <div>{ end("From", &kind.from, change(RelationChange::From)) }</div>
                <span class="title">{ "To" }</span>
                <div>{ end("To", &kind.to, change(RelationChange::To)) }</div>
                <span class="title">{ "How many" }</span>
                <div>{ many }</div>
                <label for="relation-definition">{ "Definition" }</label>
                <textarea id="relation-definition" rows="2" dir="auto" value={kind.definition.to_string()}
                    onchange={on_change(change(RelationChange::Definition))} />
            </fieldset>
            if view.refusal.is_none() {
                <div class="editor-foot">
                    <span class="quiet">{ words::RELATIONS_STAY }</span>
                    <button class="quiet-button delete" onclick={store.on(Intent::DeleteRelationType(id.clone()))}>{ icon(LuTrash2) }{ "Delete" }</button>
                </div>
            }
        </section>
    }
}
