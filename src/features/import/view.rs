//! Files with something to be said about them: what would come in, what differs, what is wrong, and the choices. And the sign
//! under files that are dragged over the page.

use super::cut::{Cuts, Same};
use super::state::{Intent, Pending};
use crate::app::select::{Props, use_select};
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::widgets::button::button;
use crate::widgets::choice;
use crate::widgets::icon::{LuCheck, LuGitCompare, LuMinus, LuPlus, icon};
use crate::widgets::modal::Modal;
use crate::widgets::text::{bidi, heading, paragraph};
use crate::words::remarks::{self, Remark};
use crate::words::{articles, cut, cuts, differences as differing, files as words, quoted, shortened};
use glossator_core::import::{ArticleChoice, Change, Difference, Doubt, Finding, LabelChoice, Sort, Version};
use glossator_core::model::label::{LabelId, LabelSet};
use std::rc::Rc;
use yew::prelude::*;

/// The question about the first import that waits.
#[component]
pub fn ImportDialog(Props { store }: &Props) -> Html {
    let pending = use_select(store, |state| {
        let labels = Shared::from(state.corpus().labels());
        let again = state.import.again.as_ref().map(|reading| reading.progress());
        state.import.pending.first().map(|pending| (Same(pending.clone()), labels, again))
    });
    pending.map_or_else(Html::default, |(Same(pending), labels, again)| {
        question(store, &pending, &labels, again)
    })
}

#[inline(never)] // See the crate's documentation.
fn question(store: &Store, pending: &Pending, here: &LabelSet, again: Option<(usize, usize)>) -> Html {
    // New labels have lists to choose from.
    let is_remark = |finding: &&Finding| !matches!(finding, Finding::NewLabel(_));
    let remarks = remarks::remarks(pending.report.findings.iter().filter(is_remark));
    let (absent, differing): (Vec<_>, Vec<_>) =
        pending.report.differences.iter().partition(|it| it.sort == Sort::Absent);
    let key = format!("{:p}", Rc::as_ptr(&pending.source.files));
    let has_cuts = pending.source.is_to_be_seen();
    let is_nothing_else =
        has_cuts && remarks.is_empty() && pending.report.added == 0 && pending.report.doubts.is_empty();
    let (class, title) = if has_cuts {
        ("import articles-in", "Add articles".to_owned())
    } else {
        ("import", words::open(&pending.called))
    };
    let oncancel = store.callback(|()| Intent::Answer(false));
    let foot = html! {
        <>
            if let Some((done, count)) = again {
                <p role="status">{ words::reads(done, count) }</p>
                <button onclick={store.on(Intent::Stop)}>{ "Stop" }</button>
            } else if let Some(trouble) = &pending.trouble {
                <p role="alert" class="trouble">{ &**trouble }</p>
            } else {
                <p>{ if has_cuts { cuts::NOT_KEPT } else { words::NOT_YET } }</p>
            }
            <button onclick={store.on(Intent::Answer(false))}>{ "Cancel" }</button>
            <button class="main" autofocus=true disabled={again.is_some()} onclick={store.on(Intent::Answer(true))}>{ words::take_in(&pending.report) }</button>
        </>
    };
    html! {
        <Modal {key} {class} {title} {oncancel} {foot}>
            if has_cuts { <Cuts store={store.clone()} pending={Same(pending.clone())} /> }
            <ul hidden={is_nothing_else} class="report" aria-label="What is in it">{ for words::report(&pending.report).iter().map(line) }</ul>
            { labels(store, pending, here) }
            if !pending.report.doubts.is_empty() { { doubts(store, &pending.report.doubts) } }
            if !differing.is_empty() { { differences(store, here, &differing) } }
            if !absent.is_empty() { { differences(store, here, &absent) } }
            if !remarks.is_empty() {
                { heading(&words::look_at(remarks.len())) }
                <ul class="findings" tabindex="0" aria-label="Remarks">
                    { for remarks.iter().map(remark) }
                </ul>
            }
        </Modal>
    }
}

/// One line of the report, with the sign of its sort.
fn line((sort, words): &(words::Sort, String)) -> Html {
    let sign = match sort {
        words::Sort::Same => LuCheck,
        words::Sort::New => LuPlus,
        words::Sort::Differs => LuGitCompare,
        words::Sort::Ours => LuMinus,
    };
    html! { <li>{ icon(sign) }<span>{ words.clone() }</span></li> }
}

/// A longer list helps nobody to decide; the rest is counted.
const MOST_SHOWN: usize = 200;

/// Each label that is new here, with what may become of it.
fn labels(store: &Store, pending: &Pending, here: &LabelSet) -> Html {
    let mut choices: Vec<(LabelChoice, AttrValue)> =
        vec![(LabelChoice::Add, "Add it".into()), (LabelChoice::LeaveOut, "Leave out what has it".into())];
    choices.extend(
        here.iter()
            .map(|label| (LabelChoice::Take(label.id.clone()), format!("It is {}", label.name).into())),
    );
    let label = |(place, (id, chosen)): (usize, &(LabelId, LabelChoice))| {
        let changed = store.callback(move |choice| Intent::ChooseLabel(place, choice));
        let select = choice::select(None, choices.clone(), chosen, changed);
        html! {
            <label class="import-choice">
                <span>{ "The label “" }{ bidi("", &shortened(&id.0)) }{ "” is new here" }</span>{ select }
            </label>
        }
    };
    html! { <>{ for pending.choices.labels.iter().enumerate().map(label) }</> }
}

/// Each article that may be here already, with what it may be.
fn doubts(store: &Store, doubts: &[Doubt]) -> Html {
    let all = [ArticleChoice::Here, ArticleChoice::NewVersion, ArticleChoice::Apart];
    let all =
        all.into_iter().filter(|choice| doubts.iter().filter(|it| it.choices.contains(choice)).count() > 1);
    let all = all.map(|choice| {
        button("small", differing::all_articles(choice), store.on(Intent::ChooseArticles(choice)))
    });
    let doubt = |doubt: &Doubt| {
        let id = doubt.id.clone();
        let changed = store.callback(move |choice| Intent::ChooseArticle(id.clone(), choice));
        let choices: Vec<_> = doubt
            .choices
            .iter()
            .map(|choice| (*choice, AttrValue::from(differing::article_choice(doubt, *choice))))
            .collect();
        html! {
            <li><label class="import-choice">
                <span>{ differing::doubt(doubt) }</span>{ choice::select(None, choices, &doubt.chosen, changed) }
            </label></li>
        }
    };
    let title = differing::doubts(doubts.len());
    list(&title, all.collect(), doubts.iter().map(doubt))
}

/// Records that differ, or those that are not in the files, each with the versions that may stand.
fn differences(store: &Store, here: &LabelSet, differences: &[&Difference]) -> Html {
    let are_absent = differences.iter().any(|it| it.sort == Sort::Absent);
    let title = if are_absent {
        differing::absent(differences.len())
    } else {
        differing::differing(differences.len())
    };
    let mut all: Vec<(Version, &'static str)> = if are_absent {
        vec![(Version::Ours, "Keep all"), (Version::Files, "Delete all")]
    } else {
        vec![(Version::Ours, "All yours"), (Version::Files, "All the file’s")]
    };
    if differences.iter().any(|it| matches!(it.sort, Sort::Resembles(_))) {
        all.push((Version::Both, "Both where they may be two"));
    }
    let all = all.into_iter().map(|(version, words)| {
        button("small", words, store.on(Intent::ChooseVersions(!are_absent, version)))
    });
    list(&title, all.collect(), differences.iter().map(|it| versions(store, here, it)))
}

/// The versions of a record side by side, the one that is to stand pressed.
fn versions(store: &Store, here: &LabelSet, difference: &Difference) -> Html {
    let changes = match &difference.sort {
        Sort::Changed(changes) | Sort::Resembles(changes) => &changes[..],
        Sort::Absent => &[],
    };
    let field = |version: Version, it: &Change| {
        let [ours, files] = differing::contents(it, here);
        let content = if version == Version::Ours { ours } else { files };
        html! { <span class="field">{ differing::name(&it.field) }{ " " }{ bidi("", &content) }</span> }
    };
    let button = |(version, words): &(Version, &'static str)| {
        let version = *version;
        let chosen = store.on::<MouseEvent>(Intent::ChooseVersion(difference.record.clone(), version));
        let fields = if version == Version::Both { &[] } else { changes };
        html! {
            <button aria-pressed={(difference.stands == version).to_string()} onclick={chosen}>
                <strong>{ *words }</strong>{ for fields.iter().map(|it| field(version, it)) }
            </button>
        }
    };
    html! {
        <li class="versions">
            { bidi("words", &quoted(&difference.words)) }
            <div class="versus" role="group" aria-label={cut(&difference.words).into_owned()}>
                { for differing::versions(difference).iter().map(button) }
            </div>
        </li>
    }
}

/// A list with a title, and buttons for all that is in it.
fn list(title: &str, all: Vec<Html>, rows: impl ExactSizeIterator<Item = Html>) -> Html {
    let more = rows.len().saturating_sub(MOST_SHOWN);
    html! {
        <>
            { heading(title) }
            if rows.len() > 1 && !all.is_empty() {
                <div class="all" role="group" aria-label={title.to_owned()}>{ for all }</div>
            }
            <ul class="import-choices">
                { for rows.take(MOST_SHOWN) }
                if more > 0 { <li>{ differing::rest(more) }</li> }
            </ul>
        </>
    }
}

/// The line about findings of one kind, and each of them behind it.
fn remark(Remark { line, each }: &Remark) -> Html {
    if each.is_empty() {
        return html! { <li>{ bidi("", line) }</li> };
    }
    let more = each.len().saturating_sub(MOST_SHOWN);
    html! {
        <li><details>
            <summary>{ bidi("", line) }</summary>
            <ul>
                { for each.iter().take(MOST_SHOWN).map(|it| html! { <li>{ bidi("", it) }</li> }) }
                if more > 0 { <li>{ format!("… and {more} more of this kind.") }</li> }
            </ul>
        </details></li>
    }
}

/// The sign under files that are dragged over the page.
#[component]
pub fn DropSign(Props { store }: &Props) -> Html {
    if !use_select(store, |state| state.import.dragging) {
        return Html::default();
    }
    html! { <div class="drop-sign" aria-hidden="true">{ paragraph("", articles::DROP) }</div> }
}
