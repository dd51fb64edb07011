//! Intents: what a key, a click or a button asks for, done on the store, with what is to be said about it.

use super::describe::{self, quoted};
use super::drawing::Drawing;
use super::message::WayOn;
use super::preferences;
use super::session::{Dialog, Panel, Session};
use super::shortcuts;
use super::store::{Later, State, Store};
use super::{caret, drawing, files, hints, listing, others, storage, sync};
use glossator_core::edit::command::{Command, Rejection};
use glossator_core::edit::conflict::Overwritten;
use glossator_core::edit::history::Revert;
use glossator_core::formats::{csv, native};
use glossator_core::model::annotation::{Annotation, AnnotationId};
use glossator_core::model::document::{Document, DocumentId};
use glossator_core::model::label::LabelId;
use glossator_core::model::record::Value;
use glossator_core::query::counts;
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::span::Span;
use glossator_web::{address, clock, download, element, selection};
use std::rc::Rc;

/// Matches the element that shows the article.
pub const READER: &str = "main [data-document]";

/// What to do before that.
pub const SELECT_FIRST: &str = "Select some words of the article first.";
/// Matches the field for the open annotation's note.
pub const NOTE_FIELD: &str = "#note";

/// Another dialog, or none. It says only what happens while it is open.
pub fn show(store: &Store, dialog: Option<Dialog>) {
    store.update(|session| {
        session.dialog = dialog;
        session.message = session.message.take().filter(|_| dialog.is_none());
    });
}

/// From now on the label that is used stays, that of the open annotation first; or no longer.
pub fn stay(store: &Store) {
    if store.read(|state| state.session.stays) {
        store.update(|session| {
            session.stays = false;
            session.armed = None;
        });
        return store.say("Selections are no longer tagged by themselves.", None);
    }
    let open = store.read(|state| {
        let open = state.open().filter(|_| state.session.selection.is_none())?;
        Some(open.label.clone())
    });
    store.update(|session| session.stays = true);
    match open {
        Some(label) => arm(store, label),
        None => store.say("Choose a label: every selection is tagged with it then. Escape ends that.", None),
    }
}

/// Every selection is tagged with that label at once.
pub fn arm(store: &Store, label: LabelId) {
    let name = label_name(store, &label);
    store.update(|session| session.armed = Some(label));
    store.say(format!("Every selection is tagged as {name} now. Escape ends that."), None);
}

/// Tags the selected words. Afterwards nothing is selected but the new annotation.
pub fn tag(store: &Store, label: &LabelId) {
    let Some((document, span)) =
        store.read(|state| Some((state.session.document.clone(), state.session.selection?)))
    else {
        return;
    };
    flush_draft(store);
    let before = store.read(|state| state.corpus().document(&document).map(|document| document.text.clone()));
    let words = before.map(|text| quoted(span.of(text.content()))).unwrap_or_default();
    let tagged = store.dispatch(&Command::Tag { document, span, label: label.clone() });
    match tagged {
        Ok(transaction) => {
            let id = describe::annotations_of(&transaction).next();
            clear_selection(store);
            store.update(|session| {
                session.annotation = id;
                session.close_card();
                session.caret = span.end();
                if session.stays {
                    session.armed = Some(label.clone());
                }
            });
            let label = label.clone();
            store.say(format!("Tagged {words} as {}.", label_name(store, &label)), None);
            others::look_around(store, move |store| say_others(store, &words, &label, id));
        }
        Err(Rejection::AlreadyTagged(id)) => {
            clear_selection(store);
            open_annotation(store, id);
            store.say(format!("{words} is tagged as {} already.", label_name(store, label)), None);
        }
        Err(why) => store.say(why.to_string(), None),
    }
}

/// Says where else the words occur that were tagged.
fn say_others(store: &Store, words: &str, label: &LabelId, id: Option<AnnotationId>) {
    let (more, key) = store.read(|state| {
        let key = shortcuts::shown(preferences::keys(state.corpus()).now('t'));
        (others::more(state.corpus(), label, &state.session.others), key)
    });
    let is_open = store.read(|state| state.session.annotation == id);
    if let Some((more, id)) = more.filter(|_| is_open).zip(id) {
        let name = label_name(store, label);
        let said = format!("Tagged {words} as {name}. {more} – {key} to tag them all.");
        store.say(said, Some(WayOn::Others(id)));
    }
}

/// Says that the annotation is something else.
pub fn relabel(store: &Store, annotation: AnnotationId, label: LabelId) {
    flush_draft(store);
    let name = label_name(store, &label);
    match store.dispatch(&Command::Relabel { annotations: vec![annotation], label }) {
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
        let annotation = state.corpus().annotation(annotation)?;
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
    let here = store.read(|state| state.session.document.clone());
    let touched = || describe::annotations_of(&revert.step).filter_map(|id| corpus.annotation(id));
    let touched = touched().find(|one| one.document == here).or_else(|| touched().next());
    let documents: Vec<_> = documents_of(revert).filter(|id| corpus.document(id).is_some()).collect();
    // What is in view stays in view, if anything in it was touched.
    if let Some(annotation) = touched {
        open_annotation(store, annotation.id);
    } else if let Some(document) = documents.first().filter(|_| !documents.contains(&here)) {
        open_document(store, document);
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
    use glossator_core::model::record::{Field, Kind, Value};
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
    store.draw_first(true);
    open_document(store, &annotation.document);
    listing::show_row(store, &annotation);
    store.update(|session| {
        session.annotation = Some(id);
        session.caret = annotation.span().map_or(session.caret, Span::start);
        session.reveal += 1;
        // On a narrow screen the card must be asked for; where there is room it stands there anyway.
        session.panel = session.panel.or(Some(Panel::Card));
    });
    others::look_around(store, |_| {});
}

/// Opens another annotation at the same place.
pub fn open_another(store: &Store, id: AnnotationId) {
    let caret = store.read(caret::here);
    open_at(store, id, caret);
}

/// Opens the annotation and leaves the caret there.
pub fn open_at(store: &Store, id: AnnotationId, caret: ByteOffset) {
    open_annotation(store, id);
    store.update(|session| session.caret = caret);
}

/// Shows the article.
pub fn open_document(store: &Store, id: &DocumentId) {
    if store.read(|state| state.session.document == *id || state.corpus().document(id).is_none()) {
        return;
    }
    flush_draft(store);
    selection::clear();
    // There is nothing of it yet to be drawn first.
    store.draw_first(false);
    store.update(|session| {
        *session = Session {
            document: id.clone(),
            drawing: Drawing::default(),
            annotation: None,
            selection: None,
            caret: ByteOffset::default(),
            picked: if session.everywhere { session.picked.clone() } else { Vec::new() },
            preview: None,
            dragged: None,
            taken: None,
            renaming: false,
            first_row: 0,
            panel: session.panel.filter(|panel| *panel != Panel::Articles),
            ..session.clone()
        };
    });
    element::scroll_to_start();
    address::remember(&id.0);
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
    let count = store.read(|state| state.corpus().annotation_count());
    let with = format!(" with {}", describe::counted(count, "annotation"));
    hand_over(store, &name, "application/json", json.as_bytes(), &with);
}

/// Prints the article, all of it: what is not drawn yet would be missing, and the browser waits for nobody.
pub fn print(store: &Store) {
    drawing::draw_all(store);
    store.after_frame(|_| element::print());
}

/// Gives the counts to the user as a table.
pub fn download_counts(store: &Store) {
    let corpus = store.corpus();
    let table = csv::counts(&counts::counts(&corpus), corpus.labels());
    hand_over(
        store,
        &format!("glossator-counts-{}.csv", clock::today()),
        "text/csv;charset=utf-8",
        table.as_bytes(),
        "",
    );
}

/// Offers the file, and says so.
pub fn hand_over(store: &Store, name: &str, mime: &str, content: &[u8], with: &str) {
    if download::file(name, mime, content) {
        store.say(format!("Downloaded {name}{with}."), None);
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
        WayOn::Others(annotation) => others::ask(store, *annotation),
        WayOn::Hint(words) => hints::bring_back(store, words),
        WayOn::Stop => files::stop(store),
        WayOn::Settings => storage::open_settings(store),
    }
}

/// Decides between two values of one field, for every page that will ever read it.
fn settle(store: &Store, lost: &Overwritten, value: Option<Value>) {
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
    match store.dispatch(&Command::Reanchor { annotation, span }) {
        Ok(_) => {
            clear_selection(store);
            store.say(format!("Placed {}.", words(store, annotation)), Some(WayOn::Undo));
        }
        Err(why) => store.say(why.to_string(), None),
    }
}

/// Selects nothing any more.
pub fn clear_selection(store: &Store) {
    selection::clear();
    store.update(|session| {
        session.selection = None;
        session.taken = None;
    });
}

/// Gives the keyboard back to the article.
pub fn focus_reader() {
    if let Some(reader) = element::find(READER) {
        element::focus(&reader);
    }
}

fn words(store: &Store, annotation: AnnotationId) -> String {
    describe::words(&store.corpus(), annotation)
}

/// What people call the label.
#[must_use]
pub fn label_name(store: &Store, label: &LabelId) -> String {
    store.read(|state| state.corpus().labels().name(label).to_owned())
}

impl State {
    /// The annotation whose card is open.
    #[must_use]
    pub fn open(&self) -> Option<&Rc<Annotation>> {
        self.corpus().annotation(self.session.annotation?)
    }

    /// The article in view.
    #[must_use]
    pub fn document(&self) -> Option<&Rc<Document>> {
        self.corpus().document(&self.session.document)
    }
}
