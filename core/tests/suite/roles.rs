//! Roles: what each command, and each other way to write, is refused to whom.

use super::page::Page;
use super::store::Browser;
use super::{Given, fixture};
use glossator_core::edit::command::{Command, Moment, Rejection, plan};
use glossator_core::edit::editor::Refusal;
use glossator_core::import::{Incoming, IncomingDocument};
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::attribute::Attribute;
use glossator_core::model::codebook::Taking;
use glossator_core::model::document::{DocumentId, State};
use glossator_core::model::entity::{Entity, EntityId};
use glossator_core::model::label::{Label, LabelId};
use glossator_core::model::record::{Field, Kind, Record, RecordKey, Value};
use glossator_core::model::relation::RelationId;
use glossator_core::model::relation_type::{RelationType, RelationTypeId};
use glossator_core::model::role::Role;
use glossator_core::model::setting::PROJECT_NAME;
use glossator_core::model::time::Timestamp;
use glossator_core::saving::Budget;
use glossator_fixture::Fixture;
use std::rc::Rc;

/// An article with an actor, a claim that he said, an entity for each, one merged into another, and an annotation that was deleted.
fn project() -> Fixture {
    let mut it = fixture("[actor:Erdogan] said [claim:so] in [location:Istanbul] and left");
    it.give(&Command::SetName { name: "Ada".into() }).expect("a name");
    for (words, name) in [("Erdogan", "Recep"), ("so", "It is so"), ("Istanbul", "City")] {
        let id = it.id(words);
        let label = it.annotation(words).expect("there").label.clone();
        it.give(&Command::IntroduceEntity { label, name: name.into(), annotations: vec![id] }).expect("new");
    }
    for name in ["He", "Somebody"] {
        let (label, name) = ("actor".into(), name.into());
        it.give(&Command::IntroduceEntity { label, name, annotations: Vec::new() }).expect("new");
    }
    it.give(&Command::PutRelationType(relation_type("denied by"))).expect("new");
    for id in ["tone", "mood"] {
        it.give(&Command::PutAttribute(attribute(id))).expect("new");
    }
    let (from, into) = (vec![entity(&it, "He")], entity(&it, "Recep"));
    it.give(&Command::MergeEntities { from, into }).expect("two");
    let links = vec![(it.id("so").into(), it.id("Erdogan").into())];
    it.give(&Command::Link { relation_type: "said by".into(), links }).expect("new");
    it.give(&tag(&it, "left", "actor")).expect("new");
    let gone = it.id("left");
    it.give(&Command::Delete { annotations: vec![gone] }).expect("there");
    it
}

fn tag(it: &Fixture, words: &str, label: &str) -> Command {
    Command::Tag { document: "a".into(), span: it.span("a", words).expect("there"), label: label.into() }
}

fn entity(it: &Fixture, name: &str) -> EntityId {
    let named =
        |(_, record): &(&RecordKey, &Rc<Record>)| record.text(&Field::Name).is_some_and(|it| **it == *name);
    let found = it.corpus.records(&Kind::Entity).find(named).expect("there");
    EntityId::of(found.0).expect("an entity")
}

fn relation(it: &Fixture) -> RelationId {
    it.corpus.relations().iter().next().expect("one").id.clone()
}

fn attribute(id: &str) -> Attribute {
    Attribute { name: id.into(), ..Attribute::bare("claim", id.into()) }
}

fn relation_type(id: &str) -> RelationType {
    RelationType {
        name: id.into(),
        from: "claim".into(),
        to: "actor".into(),
        ..RelationType::bare(RelationTypeId::from(id))
    }
}

/// Sort of the records that a command writes.
enum Writes {
    /// Annotations, relations, entities, the own name.
    Coding,
    /// Everything else, first of that kind.
    Project(fn() -> Kind),
    /// Looks of the page to one person.
    Personal,
}

const COMMANDS: &[(&str, Writes, Given)] = {
    use Writes::{Coding, Personal, Project};
    &[
        ("tag", Coding, |it| tag(it, "and", "actor")),
        ("tag all", Coding, |it| Command::TagAll {
            spans: [("a".into(), it.span("a", "and").expect("there"))].into(),
            label: "actor".into(),
            entity: None,
        }),
        ("relabel", Coding, |it| Command::Relabel {
            annotations: vec![it.id("Erdogan")],
            label: "claim".into(),
        }),
        ("note", Coding, |it| Command::SetNote { annotation: it.id("so"), note: "x".into() }),
        ("delete", Coding, |it| Command::Delete { annotations: vec![it.id("so")] }),
        ("undelete", Coding, |it| {
            let deleted = it.corpus.records(&Kind::Annotation).find(|(_, record)| record.is_deleted());
            let id = deleted.and_then(|(key, _)| AnnotationId::of(key));
            Command::Undelete { annotation: id.expect("one") }
        }),
        ("reanchor", Coding, |it| Command::Reanchor {
            annotation: it.id("so"),
            span: it.span("a", "so in").expect("there"),
        }),
        ("settle an annotation", Coding, |it| Command::Settle {
            record: it.id("so").key(),
            field: Field::Note,
            value: Some(Value::text("y")),
        }),
        ("settle a label", Project(|| Kind::Label), |_| Command::Settle {
            record: LabelId::from("actor").key(),
            field: Field::Name,
            value: Some(Value::text("Person")),
        }),
        ("decide", Personal, |_| Command::Decide(vec![("no hint: so".into(), "on".into())])),
        ("decide on the project", Project(|| Kind::Setting), |_| {
            Command::Decide(vec![(PROJECT_NAME.into(), "Istanbul".into())])
        }),
        ("go back", Coding, |it| {
            let mut then = it.clone();
            then.give(&Command::SetNote { annotation: it.id("so"), note: "then".into() }).expect("another");
            Command::GoBack(Rc::new(then.corpus))
        }),
        ("go back to other labels", Project(|| Kind::Label), |it| {
            let mut then = it.clone();
            then.give(&Command::MoveLabel { label: "actor".into(), to: 1 }).expect("elsewhere");
            Command::GoBack(Rc::new(then.corpus))
        }),
        ("rename", Project(|| Kind::Document), |_| Command::Rename {
            document: "a".into(),
            title: "x".into(),
        }),
        ("remove", Project(|| Kind::Document), |_| Command::RemoveDocuments(vec!["a".into()])),
        ("bring back", Project(|| Kind::Document), |_| Command::BringBackDocuments(vec!["gone".into()])),
        ("document note", Project(|| Kind::Document), |_| Command::SetDocumentNote {
            document: "a".into(),
            note: "x".into(),
        }),
        ("document state", Project(|| Kind::Document), |_| Command::SetDocumentState {
            documents: vec!["a".into()],
            state: State::Done,
        }),
        ("a value of an annotation", Coding, |it| Command::SetAttributes {
            values: vec![(it.id("so").key(), "position".into(), "denies".into())],
        }),
        ("a value of an article", Project(|| Kind::Document), |_| Command::SetAttributes {
            values: vec![(DocumentId::from("a").key(), "outlet".into(), "x".into())],
        }),
        ("label", Project(|| Kind::Label), |_| {
            Command::PutLabel(Label { name: "Event".into(), ..Label::bare("event".into()) })
        }),
        ("move label", Project(|| Kind::Label), |_| Command::MoveLabel { label: "actor".into(), to: 1 }),
        ("merge labels", Project(|| Kind::Label), |_| Command::MergeLabels {
            from: "location".into(),
            into: "actor".into(),
        }),
        ("delete label", Project(|| Kind::Label), |_| Command::DeleteLabel { label: "location".into() }),
        ("attribute", Project(|| Kind::Attribute), |_| {
            Command::PutAttribute(Attribute {
                name: "Tone".into(),
                ..Attribute::bare("claim", "tone".into())
            })
        }),
        ("move attribute", Project(|| Kind::Attribute), |_| Command::MoveAttribute {
            of: "claim".into(),
            attribute: "tone".into(),
            to: 1,
        }),
        ("delete attribute", Project(|| Kind::Attribute), |_| Command::DeleteAttribute {
            of: "claim".into(),
            attribute: "tone".into(),
        }),
        ("relation type", Project(|| Kind::RelationType), |_| {
            Command::PutRelationType(relation_type("asked by"))
        }),
        ("delete relation type", Project(|| Kind::RelationType), |_| Command::DeleteRelationType {
            relation_type: "denied by".into(),
        }),
        ("codebook", Project(|| Kind::Label), |it| {
            let mut codebook = it.corpus.codebook();
            codebook.labels.push(Label { name: "Event".into(), ..Label::bare("event".into()) });
            Command::TakeCodebook(codebook, Taking::Add)
        }),
        ("assign", Coding, |it| Command::Assign { annotations: vec![it.id("so")], entity: None }),
        ("introduce", Coding, |it| Command::IntroduceEntity {
            label: "actor".into(),
            name: "She".into(),
            annotations: vec![it.id("Erdogan")],
        }),
        ("change entity", Coding, |it| {
            let entity = it.corpus.entities().resolve(&entity(it, "Recep")).expect("there");
            Command::ChangeEntity(Entity { note: "x".into(), ..(**entity).clone() })
        }),
        ("merge entities", Coding, |it| Command::MergeEntities {
            from: vec![entity(it, "Recep")],
            into: entity(it, "Somebody"),
        }),
        ("take in", Coding, |it| Command::TakeIn {
            entities: Vec::new(),
            annotations: vec![it.id("Erdogan")],
            into: entity(it, "Somebody"),
        }),
        ("take entities", Coding, |_| {
            let entity = Entity::bare("new".into(), "actor".into());
            Command::TakeEntities(vec![Entity { name: "She".into(), ..entity }])
        }),
        ("separate", Coding, |it| Command::SeparateEntity { entity: entity(it, "He") }),
        ("move entity", Coding, |it| Command::MoveEntity { entity: entity(it, "Recep"), to: 1 }),
        ("delete entities", Coding, |it| Command::DeleteEntities(vec![entity(it, "City")])),
        ("link", Coding, |it| Command::Link {
            relation_type: "where".into(),
            links: vec![(it.id("so").into(), it.id("Istanbul").into())],
        }),
        ("tag and link", Coding, |it| Command::TagAndLink {
            document: "a".into(),
            span: it.span("a", "said").expect("there"),
            label: "actor".into(),
            relation_type: "via".into(),
            from: vec![it.id("so")],
        }),
        ("unlink", Coding, |it| Command::Unlink(vec![relation(it)])),
        ("nobody", Coding, |it| Command::SetNobody { claims: vec![it.id("so")], is_nobody: true }),
        ("set", Personal, |_| Command::Set { setting: "theme".into(), value: "dark".into() }),
        ("name the project", Project(|| Kind::Setting), |_| Command::Set {
            setting: PROJECT_NAME.into(),
            value: "Istanbul".into(),
        }),
        ("own name", Coding, |_| Command::SetName { name: "Bea".into() }),
    ]
};

#[test]
fn each_command_is_refused_to_whom_the_records_are_not() {
    let mut it = project();
    let gone = IncomingDocument { id: "gone".into(), text: Some("it went".into()), ..Default::default() };
    it.give(&Command::Import(Rc::new(Incoming { documents: vec![gone], ..Default::default() })))
        .expect("new");
    it.give(&Command::RemoveDocuments(vec!["gone".into()])).expect("there");
    let mut wrong = Vec::new();
    for (name, writes, given) in COMMANDS {
        let command = given(&it);
        let found = [Role::Lead, Role::Coder, Role::Reader].map(|role| {
            let planned = plan(&it.corpus, &command, &Moment { role, ..it.moment });
            planned.map_or_else(|why| why.to_string(), |_| String::new())
        });
        let read = Rejection::ReadersWriteNothing.to_string();
        let expected = match writes {
            Writes::Coding => [String::new(), String::new(), read],
            Writes::Project(kind) => [String::new(), Rejection::NotTheirs(kind()).to_string(), read],
            Writes::Personal => [const { String::new() }; 3],
        };
        if found != expected {
            wrong.push(format!("{name}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A page on which everything was made by the lead, for somebody else.
fn page(role: Role) -> Page {
    let (mut page, _) = Page::start(&Browser::default(), 1, Budget::default());
    page.tag("two");
    page.give(&Command::Rename { document: "a".into(), title: "x".into() });
    page.editor.set_role(role);
    page
}

#[test]
fn a_step_of_a_lead_is_not_undone_or_redone_by_a_coder() {
    let mut page = page(Role::Coder);
    let moment = |page: &Page| page.editor.moment(Timestamp::default(), 0);
    let now = moment(&page);
    assert_eq!(page.editor.undo(&now).map(|_| ()), Err(Rejection::NotTheirs(Kind::Document)));
    page.editor.set_role(Role::Lead);
    assert!(page.undoes());
    page.editor.set_role(Role::Coder);
    let now = moment(&page);
    assert_eq!(page.editor.redo(&now).map(|_| ()), Err(Rejection::NotTheirs(Kind::Document)));
    assert!(page.undoes(), "the annotation");
    page.editor.set_role(Role::Reader);
    let now = moment(&page);
    assert_eq!(page.editor.redo(&now).map(|_| ()), Err(Rejection::ReadersWriteNothing));
    page.editor.set_role(Role::Coder);
    assert!(page.redoes());
    assert_eq!(page.editor.undo(&moment(&page)).map(|_| ()), Ok(()));
    assert_eq!(page.editor.undo(&moment(&page)).map(|_| ()), Err(Rejection::NothingToDo));
}

#[test]
fn a_file_comes_in_by_whoever_may_write_what_is_in_it() {
    let check = |role: Role, expected: Result<(), Refusal>| {
        assert_eq!(page(role).import("own", "my own").map(|_| ()), expected, "{role:?}");
    };
    check(Role::Lead, Ok(()));
    check(Role::Coder, Err(Refusal::NothingToDo));
    check(Role::Reader, Err(Refusal::Rejected(Rejection::ReadersWriteNothing)));
}

#[test]
fn a_reader_is_not_introduced_and_keeps_own_settings() {
    let (mut page, _) = Page::start(&Browser::default(), 1, Budget::default());
    page.editor.set_role(Role::Reader);
    let moment = page.editor.moment(Timestamp::default(), 0);
    assert!(page.editor.introduce(&moment).is_none());
    page.give(&Command::Set { setting: "theme".into(), value: "dark".into() });
    page.give(&Command::Decide(vec![("no hint: two".into(), "on".into())]));
    assert_eq!(page.corpus().annotators().count(), 0);
    let command = Command::SetName { name: "Rea".into() };
    assert_eq!(page.run(&command).map(|_| ()), Err(Rejection::ReadersWriteNothing));
}
