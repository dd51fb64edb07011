//! Intents: what a key, a click or a button asks for, done on the store, with what is to be said about it.

use super::describe::{self, quoted};
use super::message::WayOn;
use super::session::{Panel, Session};
use super::shortcuts::Shortcut;
use super::store::{Later, State, Store};
use super::{storage, sync};
use crate::web::{address, clock, download, element, selection};
use glossator_core::annotation::{Annotation, AnnotationId};
use glossator_core::command::{Command, Rejection};
use glossator_core::conflict::Lost;
use glossator_core::document::{Document, DocumentId};
use glossator_core::format::native;
use glossator_core::history::Revert;
use glossator_core::label::LabelId;
use glossator_core::offset::ByteOffset;
use glossator_core::record::Value;
use std::rc::Rc;

/// Matches the element that shows the article.
pub const READER: &str = "main [data-document]";

const SELECT_FIRST: &str = "Select some words of the article first.";
const OPEN_FIRST: &str = "Open an annotation first: click it, or press J.";

/// Matches the field for the open annotation's note.
pub const NOTE_FIELD: &str = "#note";

/// Does what the key asks for; `false` when it asks for nothing that can be done now, and the browser may have it.
#[must_use]
pub fn press(store: &Store, shortcut: Shortcut) -> bool {
    let (open, selecting) = store.read(|state| (state.session.annotation, state.session.selection.is_some()));
    match shortcut {
        Shortcut::Label(label) | Shortcut::AddLabel(label) if selecting => tag(store, &label),
        Shortcut::Label(_) | Shortcut::AddLabel(_) | Shortcut::Delete | Shortcut::Note if open.is_none() => {
            let first =
                if matches!(shortcut, Shortcut::Delete | Shortcut::Note) { OPEN_FIRST } else { SELECT_FIRST };
            store.say(first, None);
        }
        Shortcut::Label(label) => return open.map(|id| relabel(store, id, label)).is_some(),
        Shortcut::AddLabel(label) => return open.map(|id| add_label(store, id, &label)).is_some(),
        Shortcut::Delete => return open.map(|id| delete(store, id)).is_some(),
        Shortcut::Undo => undo(store),
        Shortcut::Redo => redo(store),
        Shortcut::Note => store.update(|session| {
            session.panel = session.panel.or(Some(Panel::Card));
            session.write_note += 1;
        }),
        Shortcut::Escape => return escape(store),
        Shortcut::NextAnnotation => step_annotation(store, true),
        Shortcut::PreviousAnnotation => step_annotation(store, false),
        Shortcut::NextArticle => step_article(store, true),
        Shortcut::PreviousArticle => step_article(store, false),
    }
    true
}

/// Tags the selected words. Afterwards nothing is selected but the new annotation.
pub fn tag(store: &Store, label: &LabelId) {
    let Some((document, span)) =
        store.read(|state| Some((state.session.document.clone(), state.session.selection?)))
    else {
        return;
    };
    flush_draft(store);
    let before = store.read(|state| state.corpus.document(&document).map(|document| document.text.clone()));
    let words = before.map(|text| quoted(span.of(text.content()))).unwrap_or_default();
    let tagged = store.dispatch(&Command::Tag { document, span, label: label.clone() });
    match tagged {
        Ok(transaction) => {
            let id = describe::annotations_of(&transaction).next();
            clear_selection(store);
            store.update(|session| {
                session.annotation = id;
                session.close_card();
            });
            remember_place(store);
            store.say(format!("Tagged {words} as {}.", label_name(store, label)), None);
        }
        Err(Rejection::AlreadyTagged(id)) => {
            clear_selection(store);
            open_annotation(store, id);
            store.say(format!("{words} is tagged as {} already.", label_name(store, label)), None);
        }
        Err(why) => store.say(why.to_string(), None),
    }
}

/// Says that the annotation is something else.
pub fn relabel(store: &Store, annotation: AnnotationId, label: LabelId) {
    flush_draft(store);
    let name = label_name(store, &label);
    match store.dispatch(&Command::Relabel { annotation, label }) {
        Ok(_) => store.say(format!("{} is tagged as {name} now.", words(store, annotation)), None),
        Err(Rejection::NothingToDo) => {}
        Err(Rejection::AlreadyTagged(_)) => {
            store.say(format!("{} is tagged as {name} already.", words(store, annotation)), None);
        }
        Err(why) => store.say(why.to_string(), None),
    }
}

/// Tags the annotation's words once more.
pub fn add_label(store: &Store, annotation: AnnotationId, label: &LabelId) {
    let found = store.read(|state| {
        let annotation = state.corpus.annotation(annotation)?;
        Some((annotation.document.clone(), annotation.span()?))
    });
    let Some((document, span)) = found else { return };
    open_document(store, &document);
    store.update(|session| session.selection = Some(span));
    tag(store, label);
}

/// Deletes the annotation.
pub fn delete(store: &Store, annotation: AnnotationId) {
    flush_draft(store);
    let words = words(store, annotation);
    match store.dispatch(&Command::Delete { annotations: vec![annotation] }) {
        Ok(_) => {
            store.say(format!("Deleted {words}."), Some(WayOn::Undo));
            focus_reader();
        }
        Err(why) => store.say(why.to_string(), None),
    }
}

/// Takes the last step back, opens what it changed and says what that was.
pub fn undo(store: &Store) {
    flush_draft(store);
    match store.undo() {
        Some(revert) => show_revert(store, &revert, "Undone"),
        None => store.say("Nothing to undo.", None),
    }
}

/// Does the last step that was taken back again, opens what it changed and says what that was.
pub fn redo(store: &Store) {
    flush_draft(store);
    match store.redo() {
        Some(revert) => show_revert(store, &revert, "Done again"),
        None => store.say("Nothing to redo.", None),
    }
}

fn show_revert(store: &Store, revert: &Revert, done: &str) {
    let corpus = store.corpus();
    let touched = describe::annotations_of(&revert.step).find_map(|id| corpus.annotation(id).cloned());
    if let Some(annotation) = touched {
        open_annotation(store, annotation.id);
    } else if let Some(document) = documents_of(revert).find(|id| corpus.document(id).is_some()) {
        open_document(store, &document);
    }
    let step = describe::step(&corpus, &revert.step);
    let left = match revert.left.len() {
        0 => String::new(),
        left => format!(" {} changed elsewhere since; that stays.", describe::counted(left, "part")),
    };
    store.say(format!("{done}: {step}.{left}"), None);
}

/// The articles that a step is about: those that it writes, and those of the annotations that it writes.
fn documents_of(revert: &Revert) -> impl Iterator<Item = DocumentId> {
    use glossator_core::record::{Field, Kind, Value};
    revert.step.operations.iter().filter_map(|operation| {
        if operation.record.kind == Kind::Document {
            return Some(DocumentId(operation.record.id.clone()));
        }
        operation.writes.iter().find_map(|write| match (&write.field, &write.after) {
            (Field::Document, Some(Value::Text(id))) => Some(DocumentId(id.clone())),
            _ => None,
        })
    })
}

/// Opens the annotation's card, its article if it is another one, and scrolls to it.
pub fn open_annotation(store: &Store, id: AnnotationId) {
    let Some(annotation) = store.corpus().annotation(id).cloned() else { return };
    if store.read(|state| state.session.annotation != Some(id)) {
        flush_draft(store);
    }
    open_document(store, &annotation.document);
    let (row, rows) = store
        .read(|state| {
            let document = state.document()?;
            Some((document.annotations().position(|row| row.id == id)?, document.annotation_count()))
        })
        .unwrap_or_default();
    store.update(|session| {
        session.show_row(row, rows);
        session.annotation = Some(id);
        session.reveal += 1;
        // On a narrow screen the card must be asked for; where there is room it stands there anyway.
        session.panel = session.panel.or(Some(Panel::Card));
    });
    remember_place(store);
}

/// Shows the article.
pub fn open_document(store: &Store, id: &DocumentId) {
    if store.read(|state| state.session.document == *id || state.corpus.document(id).is_none()) {
        return;
    }
    flush_draft(store);
    selection::clear();
    store.update(|session| {
        *session = Session {
            document: id.clone(),
            annotation: None,
            selection: None,
            place: ByteOffset::default(),
            renaming: false,
            first_row: 0,
            panel: session.panel.filter(|panel| *panel != Panel::Articles),
            ..session.clone()
        };
    });
    element::scroll_to_start();
    address::remember(&id.0);
}

fn step_annotation(store: &Store, forward: bool) {
    let found = store.read(|state| next_annotation(state, forward));
    match found {
        Some(id) => open_annotation(store, id),
        None if forward => store.say("This was the last annotation of the article.", None),
        None => store.say("This was the first annotation of the article.", None),
    }
}

/// The one behind (or in front of) the open annotation; if none is open, of the place where the last one was.
fn next_annotation(state: &State, forward: bool) -> Option<AnnotationId> {
    let document = state.document()?;
    let all: Vec<&Rc<Annotation>> = document.annotations().collect();
    let open = state.session.annotation.and_then(|id| all.iter().position(|annotation| annotation.id == id));
    let place = state.session.place;
    let behind =
        || all.partition_point(|annotation| annotation.span().is_some_and(|span| span.start() < place));
    let index = match (open, forward) {
        (Some(open), true) => open.checked_add(1),
        (Some(open), false) => open.checked_sub(1),
        (None, true) => Some(behind()),
        (None, false) => behind().checked_sub(1),
    };
    all.get(index?).map(|annotation| annotation.id)
}

fn step_article(store: &Store, forward: bool) {
    let next = store.read(|state| {
        let ids: Vec<_> = state.corpus.documents().map(|document| document.id.clone()).collect();
        let here = ids.iter().position(|id| *id == state.session.document)?;
        ids.get(if forward { here.checked_add(1) } else { here.checked_sub(1) }?).cloned()
    });
    match next {
        Some(id) => {
            open_document(store, &id);
            let title = store.read(|state| state.document().map(|document| document.title.clone()));
            store.say(quoted(&title.unwrap_or_default()), None);
            focus_reader();
        }
        None if forward => store.say("This was the last article.", None),
        None => store.say("This was the first article.", None),
    }
}

fn escape(store: &Store) -> bool {
    if element::find(NOTE_FIELD).is_some_and(|field| element::has_focus(&field)) {
        focus_reader();
        return true;
    }
    let session = store.read(|state| state.session.clone());
    if session.panel.is_some_and(|panel| panel != Panel::Card) {
        store.update(|session| session.panel = None);
    } else if session.selection.is_some() {
        clear_selection(store);
    } else if session.annotation.is_some() {
        close_annotation(store);
    } else if session.message.is_some() {
        store.update(|session| session.message = None);
    } else {
        return false;
    }
    true
}

/// Closes the open annotation's card.
pub fn close_annotation(store: &Store) {
    flush_draft(store);
    store.update(|session| {
        session.annotation = None;
        session.close_card();
    });
    focus_reader();
}

/// Keeps what is being typed as a note, to be stored soon.
pub fn type_note(store: &Store, annotation: AnnotationId, note: &str) {
    let is_waiting = store.read(|state| state.session.draft.is_some());
    store.update(|session| session.draft = Some((annotation, note.into())));
    // Whoever types on and on does not put it off.
    if !is_waiting {
        store.later(Later::NoteIsStored, flush_draft);
    }
}

/// Stores the note that is being typed.
pub fn flush_draft(store: &Store) {
    let Some((annotation, note)) = store.read(|state| state.session.draft.clone()) else { return };
    match store.dispatch(&Command::SetNote { annotation, note }) {
        Ok(_) | Err(Rejection::NothingToDo) => {}
        Err(why) => store.say(why.to_string(), None),
    }
    store.update(|session| session.draft = None);
}

/// Gives everything to the user as one file.
pub fn download(store: &Store) {
    flush_draft(store);
    let json = native::write(&store.corpus(), store.moment().time);
    let name = format!("glossator-{}.json", clock::today());
    if download::text(&name, "application/json", &json) {
        let count = store.read(|state| state.corpus.annotation_count());
        store.say(format!("Downloaded {name} with {}.", describe::counted(count, "annotation")), None);
    } else {
        store.alert("The browser refused the download.", Vec::new());
    }
}

/// Does what the button on a message says.
pub fn go_on(store: &Store, way_on: &WayOn) {
    match way_on {
        WayOn::Undo => undo(store),
        WayOn::Download => download(store),
        WayOn::StoreAnew => store.store_anew(),
        WayOn::Undelete(annotation) => match store.dispatch(&Command::Undelete { annotation: *annotation }) {
            Ok(_) => open_annotation(store, *annotation),
            Err(why) => store.say(why.to_string(), None),
        },
        WayOn::Take(lost) => settle(store, lost, lost.value.clone()),
        WayOn::Leave(lost) => {
            let corpus = store.corpus();
            let here = corpus.record(&lost.record).and_then(|record| record.value(&lost.field)).cloned();
            settle(store, lost, here);
        }
        WayOn::RestoreFound => sync::answer_found(store, true),
        WayOn::ForgetFound => sync::answer_found(store, false),
        WayOn::UndoClear => store.undo_clear(),
        WayOn::Settings => storage::open_settings(store),
    }
}

/// Decides between two values of one field, for every page that will ever read it.
fn settle(store: &Store, lost: &Lost, value: Option<Value>) {
    let (record, field) = (lost.record.clone(), lost.field.clone());
    if let Err(why) = store.dispatch(&Command::Settle { record, field, value }) {
        store.say(why.to_string(), None);
    }
}

/// Says that the open annotation belongs to the selected words.
pub fn place(store: &Store, annotation: AnnotationId) {
    let Some(span) = store.read(|state| state.session.selection) else {
        return store.say(SELECT_FIRST, None);
    };
    match store.dispatch(&Command::Place { annotation, span }) {
        Ok(_) => {
            clear_selection(store);
            remember_place(store);
            store.say(format!("Placed {}.", words(store, annotation)), Some(WayOn::Undo));
        }
        Err(why) => store.say(why.to_string(), None),
    }
}

fn clear_selection(store: &Store) {
    selection::clear();
    store.update(|session| session.selection = None);
}

/// Gives the keyboard back to the article.
pub fn focus_reader() {
    if let Some(reader) = element::find(READER) {
        element::focus(&reader);
    }
}

fn remember_place(store: &Store) {
    let start = store.read(|state| Some(state.corpus.annotation(state.session.annotation?)?.span()?.start()));
    if let Some(start) = start {
        store.update(|session| session.place = start);
    }
}

fn words(store: &Store, annotation: AnnotationId) -> String {
    describe::words(&store.corpus(), annotation)
}

fn label_name(store: &Store, label: &LabelId) -> String {
    store.read(|state| state.corpus.labels().name(label).to_owned())
}

impl State {
    /// The article in view.
    #[must_use]
    pub fn document(&self) -> Option<&Rc<Document>> {
        self.corpus.document(&self.session.document)
    }
}
