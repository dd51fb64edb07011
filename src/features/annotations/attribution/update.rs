//! Attribution: the questions who or what annotations speak of, and who said them, and what their answers do.

use super::choices::{self, is_at_start, label_at_end};
use super::state::{Asked, Choice, Intent, Question};
use crate::app::context::Context;
use crate::app::effect::Target;
use crate::app::intent;
use crate::app::message::MessageAction;
use crate::app::session::Dialog;
use crate::app::state::Subject;
use crate::words::attribution as words;
use glossator_core::edit::command::{Command, Link, Rejection};
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::attribute::NOBODY;
use glossator_core::model::label::LabelId;
use glossator_core::model::relation_type::{SAID_BY, VIA, WHERE};
use std::rc::Rc;

/// Fulfils the intent.
#[inline(never)] // See the crate's documentation.
pub fn update(context: &mut Context<'_>, intent: Intent) {
    match intent {
        Intent::Ask(question, open) => ask(context, question, open),
        Intent::AskInCard(question) => ask_in_card(context, question),
        Intent::AskAbout(annotation) => {
            begin(context, Question::Entity, vec![annotation], true);
        }
        Intent::Stop => stop(context),
        Intent::Type(typed) => type_in(context, typed),
        Intent::Move(to) => {
            if let Some(asked) = &mut context.state.attribution.asked {
                asked.active = to.min(asked.choices.len().saturating_sub(1));
            }
        }
        Intent::Tick(is_ticked) => {
            if let Some(asked) = &mut context.state.attribution.asked {
                asked.is_ticked = is_ticked;
            }
        }
        Intent::Take(index, shift) => take(context, index, shift),
        Intent::TurnNobody(open) => turn_nobody(context, open),
        Intent::TagAs(relation_type, label) => tag_as(context, relation_type, label),
        Intent::LinkTo(mention) => {
            let claims = claims(context, context.state.meant(), SAID_BY);
            link(context, SAID_BY, &claims, mention);
        }
    }
}

/// The question goes as soon as something else is open or picked.
pub fn follow(context: &mut Context<'_>) {
    let state = &mut *context.state;
    let is_over = state.attribution.asked.as_ref().is_some_and(|asked| {
        let is_left = if asked.in_dialog {
            state.session.dialog != Some(Dialog::Attribution)
        } else {
            let meant = state.meant();
            asked.annotations.iter().any(|id| !meant.contains(id))
        };
        is_left || asked.annotations.iter().any(|id| state.corpus().annotation(*id).is_none())
    });
    if is_over {
        state.attribution.asked = None;
        if state.session.dialog == Some(Dialog::Attribution) {
            state.session.dialog = None;
        }
    }
}

fn ask(context: &mut Context<'_>, question: Question, open: Option<AnnotationId>) {
    let relation_type = match question {
        Question::Entity => None,
        Question::Speaker => Some(SAID_BY),
        Question::Place => Some(WHERE),
    };
    if let (Some(relation_type), Some(Subject::Words), Some(_)) =
        (relation_type, context.state.subject(), context.state.session.annotation)
    {
        return tag_as(context, relation_type, label_at_end(context.state.corpus(), relation_type));
    }
    if let (Some(open), None) = (open, context.state.session.annotation) {
        context.open(open);
    }
    let meant = context.state.meant();
    if meant.is_empty() {
        return context.say_nothing_meant();
    }
    let annotations = match relation_type {
        Some(relation_type) => claims(context, meant, relation_type),
        None => of_one_label(context, meant),
    };
    if annotations.is_empty() {
        return context.say(words::NO_CLAIM);
    }
    let in_dialog = context.state.subject() == Some(Subject::Rows);
    begin(context, question, annotations, in_dialog);
}

/// Asks the question of the open annotation, whatever is selected or picked besides.
fn ask_in_card(context: &mut Context<'_>, question: Question) {
    let is_answer = question != Question::Entity && context.state.subject() == Some(Subject::Words);
    if let Some(open) = context.state.session.annotation.filter(|_| !is_answer) {
        context.open(open);
    }
    ask(context, question, None);
}

/// Asks the question about these, in a dialog or in the card.
fn begin(context: &mut Context<'_>, question: Question, annotations: Vec<AnnotationId>, in_dialog: bool) {
    let asked = choices::ask(context.state, question, annotations, context.environment.segmenter);
    context.state.attribution.asked = asked.map(|asked| Asked { in_dialog, ..asked });
    if in_dialog {
        context.show(Some(Dialog::Attribution));
    } else {
        context.state.session.show_card();
    }
    context.focus(Target::Picker);
}

fn stop(context: &mut Context<'_>) {
    context.state.attribution.asked = None;
    if context.state.session.dialog == Some(Dialog::Attribution) {
        return context.show(None);
    }
    context.focus(Target::Back);
}

/// Finds the answers to other words. In the empty field `0` is the key that it is elsewhere.
fn type_in(context: &mut Context<'_>, typed: Rc<str>) {
    let is_key = *typed == *"0" && context.state.keys().single;
    let Some(mut asked) = context.state.attribution.asked.clone() else { return };
    let nobody = asked.choices.iter().position(|choice| *choice == Choice::Nobody);
    if let Some(nobody) = nobody.filter(|_| is_key) {
        return take(context, nobody, false);
    }
    let had_some = !asked.choices.is_empty();
    asked.typed = typed;
    choices::choose(context.state, &mut asked, context.environment.segmenter);
    if had_some && asked.choices.is_empty() {
        context.read_out(words::no_answer(asked.question == Question::Entity));
    }
    context.state.attribution.asked = Some(asked);
}

/// Annotations at which relations of that type begin.
fn claims(context: &Context<'_>, annotations: Vec<AnnotationId>, relation_type: &str) -> Vec<AnnotationId> {
    let corpus = context.state.corpus();
    let is_claim =
        |id: &AnnotationId| corpus.annotation(*id).is_some_and(|one| is_at_start(corpus, relation_type, one));
    annotations.into_iter().filter(is_claim).collect()
}

/// Annotations with the label of the first one.
fn of_one_label(context: &Context<'_>, annotations: Vec<AnnotationId>) -> Vec<AnnotationId> {
    let corpus = context.state.corpus();
    let label = |id: AnnotationId| corpus.annotation(id).map(|one| one.label.clone());
    let first = annotations.first().and_then(|id| label(*id));
    annotations.into_iter().filter(|id| label(*id) == first).collect()
}

fn take(context: &mut Context<'_>, index: usize, shift: bool) {
    let Some(asked) = context.state.attribution.asked.clone() else { return };
    let Some(choice) = asked.choices.get(index) else { return };
    let mut annotations = asked.annotations.clone();
    let as_with_shift = shift || asked.is_ticked;
    if as_with_shift && asked.question == Question::Entity {
        annotations.extend(asked.others.iter());
    }
    stop(context);
    match choice {
        Choice::Entity(entity, _) => {
            let name = entity.name.clone();
            let command =
                Command::Assign { annotations: annotations.clone(), entity: Some(entity.id.clone()) };
            identify(context, &annotations, (&asked.label.0, &name), &command);
        }
        Choice::New(name) => {
            let label = asked.label.clone();
            let command =
                Command::IntroduceEntity { label, name: name.clone(), annotations: annotations.clone() };
            identify(context, &annotations, (&asked.label.0, name), &command);
        }
        Choice::NoEntity => {
            let command = Command::Assign { annotations: annotations.clone(), entity: None };
            match context.run(&command) {
                Ok(_) => context.say_with(
                    words::unidentified(&context.quote(annotations[0]), annotations.len(), &asked.label.0),
                    MessageAction::Undo,
                ),
                Err(why) => context.say_rejected(&why),
            }
        }
        Choice::Mention { near, is_chosen: true, .. } if asked.question == Question::Place => {
            let relations = context.state.corpus().relations().of(near.mention.id.into());
            let is_this = |from: Option<AnnotationId>| from.is_some_and(|from| annotations.contains(&from));
            let relations = relations.filter(|it| *it.kind == *WHERE && is_this(it.from.annotation()));
            let relations: Vec<_> = relations.map(|it| it.id.clone()).collect();
            unlink(context, relations);
        }
        Choice::Mention { near, .. } => {
            let relation_type = match asked.question {
                Question::Place => WHERE,
                _ if as_with_shift => VIA,
                _ => SAID_BY,
            };
            link(context, relation_type, &annotations, near.mention.id);
        }
        Choice::Nobody => set_nobody(context, &annotations, true),
        Choice::Unlink(relations) => unlink(context, relations.to_vec()),
    }
}

/// Gives the command that says who or what annotations speak of, and says so.
fn identify(
    context: &mut Context<'_>,
    annotations: &[AnnotationId],
    (label, name): (&str, &str),
    command: &Command,
) {
    let quote = context.quote(annotations[0]);
    match context.run(command) {
        Ok(_) => {
            let said = words::identified(&quote, annotations.len(), label, name);
            if annotations.len() > 1 {
                context.say_with(said, MessageAction::Undo);
            } else {
                context.read_out(said);
            }
        }
        Err(Rejection::NothingToDo) => {}
        Err(why) => context.say_rejected(&why),
    }
}

fn link(context: &mut Context<'_>, relation_type: &'static str, claims: &[AnnotationId], to: AnnotationId) {
    let links: Vec<Link> = claims.iter().map(|claim| ((*claim).into(), to.into())).collect();
    let quote = context.quote(to);
    match context.run(&Command::Link { relation_type: relation_type.into(), links }) {
        Ok(_) => said(context, words::linked(relation_type, &quote, claims.len()), claims.len()),
        Err(Rejection::NothingToDo) => {}
        Err(why) => context.say_rejected(&why),
    }
}

fn unlink(context: &mut Context<'_>, relations: Vec<glossator_core::model::relation::RelationId>) {
    match context.run(&Command::Unlink(relations)) {
        Ok(_) => context.say_with(words::UNLINKED, MessageAction::Undo),
        Err(why) => context.say_rejected(&why),
    }
}

/// Says what is in view to a screen reader alone, and what happened to several to everybody.
fn said(context: &mut Context<'_>, words: String, count: usize) {
    if count > 1 {
        context.say_with(words, MessageAction::Undo);
    } else {
        context.read_out(words);
    }
}

fn turn_nobody(context: &mut Context<'_>, open: Option<AnnotationId>) {
    if let (Some(open), None) = (open, context.state.session.annotation) {
        context.open(open);
    }
    let meant = context.state.meant();
    if meant.is_empty() {
        return context.say_nothing_meant();
    }
    let claims = claims(context, meant, SAID_BY);
    if claims.is_empty() {
        return context.say(words::NO_CLAIM);
    }
    let corpus = context.state.corpus();
    let is_nobody = |id: &AnnotationId| {
        corpus.annotation(*id).is_some_and(|claim| !claim.attributes.get(NOBODY).is_empty())
    };
    let all = claims.iter().all(is_nobody);
    set_nobody(context, &claims, !all);
}

fn set_nobody(context: &mut Context<'_>, claims: &[AnnotationId], is_nobody: bool) {
    match context.run(&Command::SetNobody { claims: claims.to_vec(), is_nobody }) {
        Ok(_) => said(context, words::nobody(is_nobody, claims.len()), claims.len()),
        Err(Rejection::NothingToDo) => {}
        Err(why) => context.say_rejected(&why),
    }
}

/// Tags the selected words and links the open claim to them. The claim stays open.
fn tag_as(context: &mut Context<'_>, relation_type: &'static str, label: LabelId) {
    let (Some(span), Some(open)) = (context.state.session.selection, context.state.session.annotation) else {
        return;
    };
    let from = claims(context, vec![open], relation_type);
    if from.is_empty() {
        return context.say(words::NO_CLAIM);
    }
    let Some(text) = context.state.document().map(|document| document.text.clone()) else { return };
    let quote: Rc<str> = span.of(text.content()).into();
    let document = context.state.session.document.clone();
    let command = Command::TagAndLink { document, span, label, relation_type: relation_type.into(), from };
    match context.run(&command) {
        Ok(_) => {
            context.open(open);
            context.read_out(words::linked(relation_type, &crate::words::quoted(&quote), 1));
            context.send(intent::Annotations::ShowOpenRow);
        }
        Err(Rejection::NothingToDo) => context.open(open),
        Err(why) => context.say_rejected(&why),
    }
}
