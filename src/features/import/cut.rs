//! Articles as they were cut out of files, before they are taken in: what was recognised and from where, in a table or one by
//! one, with the ways to correct it.

mod columns;
mod single;
mod table;

use self::columns::Columns;
use self::single::Single;
use self::table::CutTable;
use super::cutting::Source;
use super::state::{Intent, Pending};
use crate::app::select::use_select;
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::widgets::choice;
use crate::words::cuts::{self as words, Counts};
use glossator_core::import::{Cut, EncodingFrom};
use glossator_core::model::attribute::{DATE, OUTLET};
use glossator_core::model::document::DocumentId;
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;
use yew::prelude::*;

/// An import, compared as the one that was read at that time.
#[derive(Clone)]
pub struct Same(pub Pending);

impl PartialEq for Same {
    fn eq(&self, other: &Self) -> bool {
        self.0.is(&other.0)
    }
}

/// The properties of what shows articles that were cut out.
#[derive(Clone, PartialEq, Properties)]
pub struct CutProps {
    /// The one store of the page.
    pub store: Store,
    /// The import.
    pub pending: Same,
}

/// An article that was cut out.
#[derive(Clone, PartialEq)]
pub struct Article {
    /// The way in which it was cut.
    pub cut: Rc<Cut>,
    /// Its text.
    pub text: Rc<str>,
    /// The article here that it is, if it is here already.
    pub known: Option<DocumentId>,
    /// The title of an article here with the same text, which another outlet may have printed.
    pub same: Option<Rc<str>>,
}

/// The articles that were cut out, each with what it is here.
pub fn articles(pending: &Pending, here: &HashMap<u64, Rc<str>>) -> Rc<[Article]> {
    let known: HashMap<_, _> = pending.report.known.iter().map(|(file, here)| (file, here)).collect();
    let documents = pending.source.read.documents.iter();
    let article = documents.filter_map(|document| {
        let cut = document.cut.clone()?;
        let known = known.get(&document.id).map(|here| (*here).clone());
        let text = document.text.clone().unwrap_or_default();
        let same = here.get(&sense(&text)).filter(|_| known.is_none()).cloned();
        Some(Article { cut, text, known, same })
    });
    article.collect()
}

/// A number that two texts share if they differ in white space alone, such as line ends.
fn sense(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.split_whitespace().for_each(|word| word.hash(&mut hasher));
    hasher.finish()
}

fn counts(source: &Source, articles: &[Article]) -> Counts {
    let mut counts = Counts { articles: articles.len(), ..Counts::default() };
    for Article { cut, known, same, .. } in articles {
        counts.dated += usize::from(!source.value(cut, DATE).is_empty());
        counts.with_outlet += usize::from(!source.value(cut, OUTLET).is_empty());
        counts.known += usize::from(known.is_some());
        counts.same += usize::from(same.is_some());
        counts.left_out += usize::from(!source.takes(cut));
    }
    counts
}

/// See the module.
#[component]
pub fn Cuts(CutProps { store, pending }: &CutProps) -> Html {
    let corpus = use_select(store, |state| Shared::from(state.corpus()));
    let here = use_memo(corpus, |corpus| {
        corpus.documents().map(|it| (sense(it.text.content()), it.title.clone())).collect::<HashMap<_, _>>()
    });
    let all = use_memo((pending.clone(), Shared(here)), |(pending, here)| articles(&pending.0, here));
    let shows_table = use_state(|| None::<bool>);
    let at = use_state(|| 0_usize);
    let source = &pending.0.source;
    if all.is_empty() && source.read.tables.is_empty() {
        return Html::default();
    }
    // One by one is how a few are looked through.
    let in_table = shows_table.unwrap_or(all.len() > FEW);
    let way = |words: &'static str, table: bool| {
        let shows_table = shows_table.clone();
        let onclick = Callback::from(move |_: MouseEvent| shows_table.set(Some(table)));
        html! { <button aria-pressed={(in_table == table).to_string()} {onclick}>{ words }</button> }
    };
    let chosen = {
        let (at, shows_table) = (at.clone(), shows_table.clone());
        Callback::from(move |place: usize| {
            at.set(place);
            shows_table.set(Some(false));
        })
    };
    html! {
        <section class="cuts" aria-label="Articles">
            <div class="cut-head">
                <p role="status">{ words::summary(&pending.0.called, counts(source, &all)) }</p>
                if all.len() > 1 {
                    <div class="switch" role="group" aria-label="How they are shown">
                        { way("One by one", false) }{ way("Table", true) }
                    </div>
                }
            </div>
            // Lists that were refused what a person chose are made anew, and show what is.
            <div key={pending.0.trouble.as_ref().map_or_else(String::new, |it| format!("{:p}", Rc::as_ptr(it)))}>
                { encodings(store, source) }
                { for source.read.tables.iter().map(|table| html! { <Columns store={store.clone()} table={table.clone()} /> }) }
            </div>
            if all.is_empty() {
            } else if in_table {
                <CutTable store={store.clone()} pending={pending.clone()} articles={(*all).clone()} {chosen} />
            } else {
                <Single store={store.clone()} pending={pending.clone()} articles={(*all).clone()} at={(*at).min(all.len() - 1)} {chosen} />
            }
        </section>
    }
}

/// Largest number of articles that are looked through one by one.
const FEW: usize = 12;

/// The files whose encoding was guessed, or chosen, each with the others that there are. Of a single file it can always be
/// chosen.
fn encodings(store: &Store, source: &Source) -> Html {
    let mut files = BTreeMap::new();
    for cut in source.cuts() {
        if let Some(encoding) = &cut.encoding {
            files.entry(cut.file.clone()).or_insert_with(|| encoding.clone());
        }
    }
    let is_only = files.len() == 1;
    files.retain(|_, encoding| {
        encoding.is_doubtful()
            || encoding.because == EncodingFrom::Choice
            || is_only && encoding.because != EncodingFrom::Mark
    });
    let line = |(file, encoding): (Rc<str>, glossator_core::import::Encoding)| {
        let mut choices: Vec<(Rc<str>, AttrValue)> =
            words::ENCODINGS.iter().map(|(label, name)| (Rc::from(*label), AttrValue::from(*name))).collect();
        let label: Rc<str> = encoding.label.to_lowercase().into();
        if !choices.iter().any(|(other, _)| *other == label) {
            choices.push((label.clone(), encoding.label.to_string().into()));
        }
        let changed = {
            let file = file.clone();
            store.callback(move |label: Rc<str>| Intent::Decode(file.clone(), label))
        };
        html! {
            <li><label class="import-choice">
                <span><bdi>{ file.to_string() }</bdi>{ " " }{ words::encoding(encoding.because) }</span>
                { choice::select(None, choices, &label, changed) }
            </label></li>
        }
    };
    if files.is_empty() {
        return Html::default();
    }
    html! { <ul class="encodings" aria-label="Encodings">{ for files.into_iter().map(line) }</ul> }
}
