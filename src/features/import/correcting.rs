//! Correcting what is asked about before it comes in: choices, values, and how the files are read, which is done again then.
//!
//! It does not know how an answer is taken.

use super::cutting::{Place, Source};
use super::state::Intent;
use super::update::{AT_ONCE, ask_about_labels, is_large, report};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::state::State;
use crate::words::files;
use crate::words::formats::read_error;
use glossator_core::formats::{Reading, Readings, recalled, remembered};
use glossator_core::import::{Choices, Header, Meaning, Report};
use glossator_core::model::record::Kind;
use std::rc::Rc;

/// Changes the choices about what is asked first.
pub fn choose(context: &mut Context<'_>, change: impl FnOnce(&mut Choices, &Report)) {
    let Some(mut pending) = context.state.import.pending.first().cloned() else { return };
    change(&mut pending.choices, &pending.report);
    pending.report = report(context, &pending);
    // Another version may have a label that is new.
    ask_about_labels(context, &mut pending);
    context.state.import.pending[0] = pending;
}

/// The start of the name of the setting that remembers the meanings of columns; the header of their table follows.
const COLUMNS: &str = "columns: ";

/// The meanings of columns that are remembered.
pub fn readings(state: &State) -> Readings {
    let mut readings = Readings::default();
    for (key, _) in state.corpus().records(&Kind::Setting) {
        if let Some(header) = key.id.strip_prefix(COLUMNS)
            && let Some(meanings) = recalled(state.setting(&key.id))
        {
            readings.columns.insert(Header(header.into()), meanings);
        }
    }
    readings
}

/// Remembers the meanings of the columns of every table with that header.
pub fn remember(context: &mut Context<'_>, header: &Header, meanings: &[Meaning]) {
    context.set(&format!("{COLUMNS}{}", header.0), &remembered(meanings));
}

/// Reads the files that are asked about again, with something corrected; they stay as they are until that is done.
pub fn read_again(context: &mut Context<'_>, change: impl FnOnce(&mut Readings)) {
    let import = &mut context.state.import;
    let Some(pending) = import.pending.first() else { return };
    let mut readings = import.again.as_ref().map_or(&pending.source.readings, |it| it.readings()).clone();
    change(&mut readings);
    let files = &pending.source.files;
    let is_large = is_large(files);
    import.again = Some(Box::new(Reading::new(files, readings, context.environment.tools)));
    if is_large {
        context.effect(Effect::AfterFrame(Intent::GoOn.into()));
    } else {
        go_on_again(context);
    }
}

/// Reads the next of them.
pub fn go_on_again(context: &mut Context<'_>) {
    let Some(mut reading) = context.state.import.again.take() else { return };
    if reading.go_on(AT_ONCE) {
        context.state.import.again = Some(reading);
        return context.effect(Effect::AfterFrame(Intent::GoOn.into()));
    }
    let readings = reading.readings().clone();
    match reading.finish() {
        Ok(read) => correct(context, |source| {
            source.read = Rc::new(read);
            source.readings = readings;
        }),
        Err(why) => {
            context.state.import.pending[0].trouble = Some(files::not_read_so(&read_error(&why)).into());
        }
    }
}

/// Corrects something about articles that are asked about.
pub fn correct(context: &mut Context<'_>, change: impl FnOnce(&mut Source)) {
    let Some(mut pending) = context.state.import.pending.first().cloned() else { return };
    let mut source = (*pending.source).clone();
    change(&mut source);
    pending.incoming = source.corrected();
    pending.source = Rc::new(source);
    pending.trouble = None;
    pending.report = report(context, &pending);
    ask_about_labels(context, &mut pending);
    context.state.import.pending[0] = pending;
}

/// Takes articles in, or leaves them out.
pub fn take(source: &mut Source, places: Vec<Place>, takes: bool) {
    for place in places {
        if takes {
            source.left_out.remove(&place);
        } else {
            source.left_out.insert(place);
        }
    }
}
