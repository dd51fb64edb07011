//! The head of the article in view: what is known of it, its headline, and what can be done with it as a whole.
//!
//! An article without a headline of its own is called by its first words elsewhere; here they stand right below, and are not
//! said twice.

use super::listing::has_headline;
use super::state::{Intent, Writing};
use super::unfinished::ToDo;
use crate::app::intent;
use crate::app::select::{Props, use_select};
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::widgets::button::button;
use crate::widgets::field::{on_end, use_own_field};
use crate::widgets::icon::{
    Icon, LuCheck, LuEllipsis, LuEqual, LuMessageSquareQuote, LuPencil, LuPrinter, LuTextCursor, LuTrash2,
    icon,
};
use crate::widgets::label::key_sign;
use crate::widgets::menu::{Item, Menu, item, line};
use crate::widgets::text::bidi;
use crate::words::passages::{ELSEWHERE, elsewhere};
use crate::words::{articles as words, cut, dates};
use glossator_core::edit::rejection::Rejection;
use glossator_core::model::attribute::{Attribute, DATE, DOCUMENT, HEADLINE, Holds, OUTLET};
use glossator_core::model::document::{Document, State};
use glossator_core::model::record::Kind;
use std::rc::Rc;
use yew::prelude::*;

/// The slice of the state that is drawn here.
#[derive(Clone, PartialEq)]
struct View {
    document: Shared<Document>,
    attributes: Vec<(Rc<str>, Rc<str>, Holds)>,
    is_renaming: bool,
    writing: Option<Writing>,
    /// The number of passages that other articles have as well.
    passages: usize,
    /// The reason why the person changes nothing of it.
    refusal: Option<Rejection>,
}

/// The attributes that stand above the headline.
const SHOWN: [&str; 4] = [OUTLET, DATE, "author", "section"];

/// See the module.
#[component]
pub fn ArticleHeader(Props { store }: &Props) -> Html {
    let view = use_select(store, |state| {
        let document = Shared::from(state.document()?);
        let attribute = |it: &Attribute| (it.id.0.clone(), it.name.clone(), it.holds);
        let attributes = state.corpus().attributes_of(DOCUMENT).map(attribute).collect();
        let articles = &state.articles;
        let found = state.passages.found.as_ref();
        let passages = found.map_or(0, |found| found.of(&document.id).count());
        Some(View {
            document,
            attributes,
            is_renaming: articles.is_renaming,
            writing: articles.writing.clone(),
            passages,
            refusal: state.refusal(Kind::Document),
        })
    });
    let text = view.as_ref().map(|view| Shared::from(&view.document.text));
    let length = use_memo(text, |text| text.as_ref().map(|text| words::length(text.content())));
    let Some(view) = view else { return Html::default() };
    let document = &view.document;
    let (title, has_headline) = (document.title.clone(), has_headline(document));
    let has_outlet = !document.attributes.get(OUTLET).is_empty();
    html! {
        <header key={document.id.to_string()} class="article-header">
            <div class="over">
                if !has_outlet { { bidi("id", &document.id.0) } }
                { for SHOWN.iter().map(|id| fact(store, &view, id)) }
                <span>{ (*length).clone() }</span>
                { address(document) }
                if !has_headline && document.attributes.get(HEADLINE).is_empty() && !view.is_renaming && view.refusal.is_none() {
                    { button("text-button", "Add a headline", store.on(Intent::Rename)) }
                }
                <Leads store={store.clone()} />
                if view.passages > 0 {
                    <button class="chip shared" aria-label={elsewhere(view.passages)} title={ELSEWHERE} onclick={same_words(store, document)}>
                        { icon(LuEqual) }<span class="number">{ view.passages }</span>
                    </button>
                }
                <ToDo store={store.clone()} />
                { menu(store, &view) }
            </div>
            if view.is_renaming {
                <h1><TitleField store={store.clone()} {title} /></h1>
            } else {
                <h1 dir="auto" class={(!has_headline).then_some("unseen")}>{ cut(&title).into_owned() }</h1>
            }
            { note(store, &view) }
        </header>
    }
}

/// An attribute: its value, which is written anew when it is pressed; of outlet and date, the way to say it.
fn fact(store: &Store, view: &View, id: &str) -> Html {
    let value = view.document.attributes.get(id);
    let Some((id, name, holds)) = view.attributes.iter().find(|(of, ..)| **of == *id) else {
        return Html::default();
    };
    let shown = if *holds == Holds::Date { dates::date(value) } else { cut(value) };
    if view.writing.as_ref() == Some(&Writing::Attribute(id.clone())) {
        let value = Rc::from(&*shown);
        return html! { <span class="writing"><ValueField store={store.clone()} name={name.to_string()} {value} /></span> };
    }
    if view.refusal.is_some() {
        let class = if &**id == OUTLET { "outlet" } else { "" };
        return if value.is_empty() {
            Html::default()
        } else {
            html! { <bdi {class}>{ shown.into_owned() }</bdi> }
        };
    }
    let write = store.on::<MouseEvent>(Intent::Write(Writing::Attribute(id.clone())));
    if !value.is_empty() {
        let class = if &**id == OUTLET { "text-button fact outlet" } else { "text-button fact" };
        let title = format!("{name}: change");
        return html! { <button {class} {title} onclick={write}><bdi>{ shown.into_owned() }</bdi></button> };
    }
    if [OUTLET, DATE].contains(&&**id) {
        button("text-button", &words::add(name), write)
    } else {
        Html::default()
    }
}

fn same_words(store: &Store, document: &Document) -> Callback<MouseEvent> {
    store.on(intent::Passages::List(Some(document.id.clone())))
}

fn menu(store: &Store, View { document, attributes, passages, refusal, .. }: &View) -> Html {
    let is_done = document.state == State::Done;
    let (next, words) =
        if is_done { (State::Open, "Open again") } else { (State::Done, "Done with this article") };
    let attribute = |(id, name, holds): &(Rc<str>, Rc<str>, Holds)| {
        let is_written = SHOWN.contains(&&**id) && !matches!(holds, Holds::Choice | Holds::Flag);
        let verb = if document.attributes.get(id).is_empty() { "Add" } else { "Change" };
        is_written.then(|| {
            let words = format!("{verb} {}", name.to_lowercase());
            item(Item::new(LuPencil, &words), store.on(Intent::Write(Writing::Attribute(id.clone()))))
        })
    };
    let of = |drawing: Icon, words, intent: Intent| item(Item::new(drawing, words), store.on(intent));
    let note = if document.note.is_empty() { "Add a note" } else { "Change the note" };
    html! {
        <Menu id="article" class="quiet-button icon-button" name="More about this article" title="More about this article"
            button={icon(LuEllipsis)}>
            if refusal.is_none() {
                { of(LuCheck, words, Intent::SetState(vec![document.id.clone()], next)) }
                { line("") }
                { of(LuPencil, "Rename article", Intent::Rename) }
                { for attributes.iter().filter_map(attribute) }
                { of(LuMessageSquareQuote, note, Intent::Write(Writing::Note)) }
            }
            if *passages > 0 {
                { item(Item::new(LuEqual, &elsewhere(*passages)), same_words(store, document)) }
            }
            { of(LuPrinter, "Print", Intent::Print) }
            if refusal.is_none() {
                { line("") }
                { item(Item { class: "delete", ..Item::new(LuTrash2, "Remove article") }, store.on(Intent::Remove)) }
            }
        </Menu>
    }
}

/// The address of an article, to be followed on the screen and read on paper. Its host is enough beside the other facts.
fn address(document: &Document) -> Html {
    let address = document.attributes.get("address");
    let host = words::host(address);
    match (host, address.is_empty()) {
        (_, true) => Html::default(),
        (None, _) => html! { <span class="address">{ bidi("", address) }</span> },
        (Some(host), _) => html! {
            <a class="address" href={address.to_owned()} title={address.to_owned()} target="_blank" rel="noopener noreferrer">
                <bdi>{ host.to_owned() }</bdi>
            </a>
        },
    }
}

/// The note and the state of the work, where there are any.
fn note(store: &Store, View { document, writing, refusal, .. }: &View) -> Html {
    let is_done = document.state == State::Done;
    let is_writing = *writing == Some(Writing::Note);
    let write = store.on::<MouseEvent>(Intent::Write(Writing::Note));
    let again = store.on::<MouseEvent>(Intent::SetState(vec![document.id.clone()], State::Open));
    html! {
        <>
            if is_done {
                <p class="article-state">
                    { icon(LuCheck) }{ "Done" }
                    if refusal.is_none() { { " " }{ button("text-button", "Open again", again) } }
                </p>
            }
            if is_writing {
                <ValueField store={store.clone()} name="Note on this article" value={document.note.clone()} />
            } else if !document.note.is_empty() {
                <p class="article-note">
                    { bidi("", &document.note) }
                    if refusal.is_none() { { " " }{ button("text-button", "Change", write) } }
                </p>
            }
        </>
    }
}

/// Chips that lead on. There is room for them before they are known: nothing moves.
#[component]
fn Leads(Props { store }: &Props) -> Html {
    let (hints, key) = use_select(store, |state| {
        let strips = state.hints.strips.iter();
        (strips.filter(|strip| strip.is_first).count(), state.keys().name('h'))
    });
    if hints == 0 {
        return Html::default();
    }
    html! {
        <button class="chip" title="Words in view that are tagged elsewhere: select the next" aria-keyshortcuts={key.clone()}
            onclick={store.on(intent::Hints::Step(true))}>
            { words::hints(hints) }{ key_sign(key.as_deref()) }
        </button>
    }
}

/// The way to select words by taps, where there are fingers.
#[component]
pub fn SelectText(Props { store }: &Props) -> Html {
    let (is_there, is_on) =
        use_select(store, |state| (state.document().is_some(), state.reader.taking_words));
    if !is_there {
        return Html::default();
    }
    html! {
        <button class="for-touch select-text" aria-pressed={is_on.to_string()} onclick={store.on(intent::Reader::TakeWords)}>
            { icon(LuTextCursor) }{ "Select text" }
        </button>
    }
}

/// The properties of [`TitleField`].
#[derive(Clone, PartialEq, Properties)]
struct TitleProps {
    store: Store,
    title: Rc<str>,
}

/// The field for the headline.
#[component]
fn TitleField(TitleProps { store, title }: &TitleProps) -> Html {
    use_own_field("title", title.clone());
    let (onkeydown, onblur) = on_end(store.callback(Intent::EndRename));
    html! {
        <input id="title" aria-label="Title" autocomplete="off" {onkeydown} {onblur} />
    }
}

/// The properties of [`ValueField`].
#[derive(Clone, PartialEq, Properties)]
struct ValueProps {
    store: Store,
    name: AttrValue,
    value: Rc<str>,
}

/// The field for something else about the article.
#[component]
fn ValueField(ValueProps { store, name, value }: &ValueProps) -> Html {
    use_own_field("article-value", value.clone());
    let (onkeydown, onblur) = on_end(store.callback(Intent::EndWrite));
    html! {
        <input id="article-value" aria-label={name.clone()} autocomplete="off" {onkeydown} {onblur} />
    }
}
