//! Reading: the tasks with the work of people, or, where there is none, with predictions.

use crate::formats::reading::intake::{Intake, RelationRow, SpanRow};
use crate::formats::reading::object::{Object, Of, Parts, each, person, says_nothing, words};
use crate::formats::reading::source::{Source, fields, tree};
use crate::formats::reading::texts::{Ends, Name, Texts, is_said};
use crate::import::{Expected, FilePart, ForeignFields, Said as Named, Unexpected, UnknownFile, Untaken};
use crate::json;
use crate::model::time::Timestamp;
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::{BTreeMap, HashMap};

/// Reads the file, if it has tasks.
pub fn read(source: &Source<'_>, intake: &mut Intake) -> Option<()> {
    let is_task = |value: &RawValue| {
        let data = json::Fields::of(value).and_then(|task| task.get("data"));
        data.is_some_and(|data| data.get().starts_with('{'))
    };
    source.values.iter().find(|(_, value)| is_task(value))?;
    for (at, task) in &source.values {
        read_task(source.stem, at, task, intake);
    }
    Some(())
}

/// Reads a task; `None` where it is left out.
fn read_task(stem: &str, at: &FilePart, task: &RawValue, intake: &mut Intake) -> Option<()> {
    let mut task = Parts::new(fields(at, task, Expected::TaskWithText, intake)?, intake);
    let data = task.take("data").map_or(Some(Value::Null), |data| tree(at, data, intake))?;
    let mut data = Object::of(data);
    let [document, title] = ["document", "title"].map(|name| data.words(&[name]));
    let texts = data.0.iter().filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())));
    let Some(mut texts) = Texts::new(texts.collect()) else {
        let names = UnknownFile::object(data.0.keys().map(String::as_str));
        intake.refuse(at, Expected::TaskWithText, Unexpected::File(names));
        return None;
    };
    let number = task.words("id");
    let name = Name { stem, id: &document, number: &number, title: &title };
    let article = texts.take_main(&name, intake);
    let work = work(at, &mut task, intake);
    let homes = homes(&work, &mut texts, &name, intake);
    let texts: Vec<_> = texts.taken().collect();
    data.pass(&texts);
    let meta = task.take("meta").map_or(Some(Value::Null), |meta| tree(at, meta, intake))?;
    data.0.extend(Some(("meta".to_owned(), meta)).filter(|(_, meta)| !says_nothing(meta)));
    let fields = data.rest(Of::Article, intake);
    intake.describe(article, fields);
    task.leave_out(intake);
    for work in work {
        let mut reading = Reading { article, homes: &homes, who: work.who, times: work.times, intake };
        reading.read(work.results);
    }
    Some(())
}

/// Work of one person at a task.
struct Work {
    who: String,
    /// Times of its making and of its last change.
    times: [Timestamp; 2],
    /// Results with their places.
    results: Vec<(FilePart, Value)>,
}

/// Work of people, or, where there is none, what was predicted. Drafts, cancelled work and other predictions are counted.
fn work(at: &FilePart, task: &mut Parts<'_>, intake: &mut Intake) -> Vec<Work> {
    let [made, predicted, drafts] = ["annotations", "predictions", "drafts"].map(|name| task.take(name));
    let made = works(at, "annotations", made, intake);
    let (is_human, made) = (!made.is_empty(), made);
    for (what, list) in [("prediction", predicted.filter(|_| is_human)), ("draft", drafts)] {
        if let Some(list) = list {
            json::each(list, |_, _| intake.leave_out(Untaken::Answers, what));
        }
    }
    if is_human { made } else { works(at, "predictions", predicted, intake) }
}

fn works(at: &FilePart, name: &str, list: Option<&RawValue>, intake: &mut Intake) -> Vec<Work> {
    let mut works = Vec::new();
    if let Some(list) = list {
        json::each(list, |number, work| {
            works.extend(read_work(&at.inside(&format!("{name}[{number}]")), work, intake));
        });
    }
    works
}

/// Reads the work of one person; `None` where it is left out.
fn read_work(at: &FilePart, work: &RawValue, intake: &mut Intake) -> Option<Work> {
    let mut work = Parts::new(fields(at, work, Expected::AnnotationWithResults, intake)?, intake);
    if work.get("was_cancelled").is_some_and(|flag| flag.get() == "true") {
        intake.leave_out(Untaken::Answers, "cancelled");
        return None;
    }
    let who = work.take("completed_by").map_or(Some(Value::Null), |it| tree(at, it, intake))?;
    let times = ["created_at", "updated_at"].map(|name| work.words(name));
    let times = times.map(|time| intake.time(&time));
    let list = work.take("result");
    // Numbers by which the parts of a project name each other.
    for name in ["id", "task", "project"] {
        work.take(name);
    }
    work.leave_out(intake);
    let name = person(&who);
    for (field, value) in who.as_object().into_iter().flatten() {
        if field != "id" && !says_nothing(value) && words(value) != name {
            intake.leave_out(Untaken::Fields, &format!("completed_by.{field}"));
        }
    }
    let mut results = Vec::new();
    if let Some(list) = list {
        json::each(list, |place, result| {
            let at = at.inside(&format!("result[{place}]"));
            if let Some(result) =
                Some(result).filter(|_| !intake.is_full()).and_then(|it| tree(&at, it, intake))
            {
                results.push((at, result));
            }
        });
    }
    Some(Work { who: name, times, results })
}

/// Articles of the controls that have spans, by the control's name.
fn homes(work: &[Work], texts: &mut Texts, name: &Name<'_>, intake: &mut Intake) -> HashMap<String, usize> {
    let mut spans: BTreeMap<&str, Vec<Ends>> = BTreeMap::new();
    if texts.are_many() {
        for (_, result) in work.iter().flat_map(|work| &work.results) {
            let value = &result["value"];
            if let (Some(start), Some(end)) = (value["start"].as_u64(), value["end"].as_u64()) {
                let control = result["to_name"].as_str().unwrap_or_default();
                spans.entry(control).or_default().push((start, end, words(&value["text"])));
            }
        }
    }
    let home = |(control, spans): (&str, Vec<Ends>)| {
        let said: Vec<_> = spans.into_iter().filter(|(.., words)| !words.is_empty()).collect();
        (control.to_owned(), texts.home(control, &said, name, intake))
    };
    spans.into_iter().map(home).collect()
}

/// Work that is being read.
struct Reading<'a> {
    /// Article of the main text.
    article: usize,
    homes: &'a HashMap<String, usize>,
    who: String,
    times: [Timestamp; 2],
    intake: &'a mut Intake,
}

/// Things that people said of a region in other controls than labels.
#[derive(Default)]
struct Said {
    /// Labels of the region.
    labels: Vec<String>,
    notes: Vec<String>,
    fields: ForeignFields,
}

impl Reading<'_> {
    /// Reads regions, then the relations between them.
    fn read(&mut self, results: Vec<(FilePart, Value)>) {
        self.intake.called.forget();
        let is_region = |result: &Value| !labels_of(result).is_empty() || !is_answer(result);
        let regions = results.iter().filter(|(_, result)| is_region(result));
        let of_region = |result: &Value| Said { labels: labels_of(result), ..Said::default() };
        let mut said: HashMap<_, _> =
            regions.map(|(_, result)| (words(&result["id"]), of_region(result))).collect();
        let (mut spans, mut relations) = (Vec::new(), Vec::new());
        for (at, result) in results {
            if result["type"] == "relation" {
                relations.push((at, result));
            } else if is_region(&result) {
                spans.push((at, result));
            } else {
                self.answer(&result, &mut said);
            }
        }
        for (at, result) in spans {
            let said = said.remove(&words(&result["id"])).unwrap_or_default();
            self.span(at, Object::of(result), said);
        }
        for (at, result) in relations {
            self.relation(&at, Object::of(result));
        }
    }

    /// Reads what somebody said in another control: of a region it is kept with the region, of the whole task it is counted.
    fn answer(&mut self, result: &Value, said: &mut HashMap<String, Said>) {
        let [kind, control] = ["type", "from_name"].map(|name| words(&result[name]));
        let Some(said) = said.get_mut(&words(&result["id"])) else {
            match &*kind {
                "choices" => {
                    for choice in each(&result["value"]["choices"]) {
                        self.intake.leave_out(Untaken::LabelsOfArticles, &words(choice));
                    }
                }
                "textarea" => self.intake.leave_out(Untaken::Notes, &control),
                _ => self.intake.leave_out(Untaken::Attributes, &kind),
            }
            return;
        };
        let own = if kind == "textarea" { "text" } else { &*kind };
        let is_own =
            |label: &String| control.strip_prefix(&**label).is_some_and(|rest| rest.starts_with('.'));
        let mut value = Object::of(result["value"].clone());
        if kind == "textarea" && !said.labels.iter().any(is_own) {
            said.notes.extend(each(&value.take("text")).iter().map(words));
        } else {
            let answer = value.take(own);
            let answer = if says_nothing(&answer) { std::mem::take(&mut value.0).into() } else { answer };
            let field = Object(std::iter::once((control, answer)).collect());
            said.fields.extend(field.rest(Of::Annotation, self.intake));
        }
        value.pass(&["start", "end", "text"]);
        value.leave_out(self.intake);
        let mut result = Object::of(result.clone());
        result.pass(&["id", "from_name", "to_name", "type", "value", "origin"]);
        result.leave_out(self.intake);
    }

    #[inline(never)] // See the crate's documentation.
    fn span(&mut self, at: FilePart, mut result: Object, said: Said) {
        let labels = labels_of(&Value::Object(result.0.clone()));
        let mut value = Object::of(result.take("value"));
        let quote = value.words(&["text"]);
        let ends = ["start", "end"].map(|name| value.get(name).as_u64());
        let kind = result.get("type").clone();
        let (start, end) = match ends {
            [Some(start), Some(end)] => (start, end),
            // In HTML positions count in an element; the words are found.
            _ if !quote.is_empty() => (0, 0),
            _ => {
                return self.intake.refuse(
                    &at,
                    Expected::SpanOrRelation,
                    Unexpected::Json(json::Shape::of(&kind)),
                );
            }
        };
        if labels.is_empty() {
            return self.intake.refuse(
                &at,
                Expected::SpanOrRelation,
                Unexpected::Json(json::Shape::of(&kind)),
            );
        }
        let article = self.homes.get(result.get("to_name").as_str().unwrap_or_default());
        let article = article.copied().unwrap_or(self.article);
        let mut meta = Object::of(result.take("meta"));
        let mut notes: Vec<_> = each(&meta.take("text")).iter().map(words).collect();
        notes.extend(said.notes);
        let annotator = meta.words(&["annotator"]);
        let mut named = Named::default();
        if ["entity", "entity_id"].iter().all(|name| meta.get(name).is_string()) {
            (named.entity, named.name) = (meta.words(&["entity_id"]).into(), meta.words(&["entity"]).into());
        }
        let times = [("created", self.times[0]), ("modified", self.times[1])];
        let [created, modified] = times.map(|(name, otherwise)| {
            let time = meta.time(&[name], self.intake);
            if time == Timestamp::default() { otherwise } else { time }
        });
        let is_same = self.intake.words(article, start, end).is_some_and(|words| is_said(words, &quote));
        let id = result.words(&["id"]);
        value.pass(&["labels", kind.as_str().unwrap_or_default()]);
        if ends.iter().all(Option::is_some) {
            value.pass(&["start", "end"]);
        }
        result.pass(&["from_name", "to_name", "type"]);
        if result.get("origin") == "manual" {
            result.pass(&["origin"]);
        }
        result.0.extend(Some(("meta".to_owned(), Value::Object(meta.0))));
        result.0.extend(value.0);
        let foreign = [said.fields, result.rest(Of::Annotation, self.intake)].concat();
        let span = SpanRow {
            at,
            article,
            id: &id,
            start,
            end,
            quote: if is_same { "" } else { &quote },
            note: &notes.join("\n"),
            annotator: if annotator.is_empty() { &self.who } else { &annotator },
            created,
            modified,
            foreign,
            said: named,
            ..SpanRow::default()
        };
        let labels: Vec<_> = labels.iter().map(String::as_str).collect();
        self.intake.annotations(&labels, &span);
    }

    fn relation(&mut self, at: &FilePart, mut result: Object) {
        let [from, to] = ["from_id", "to_id"].map(|end| result.words(&[end]));
        let direction = result.words(&["direction"]);
        let ends = if direction == "left" { [&*to, &from] } else { [&*from, &to] };
        let labels = result.take("labels");
        let kinds: Vec<_> = each(&labels).iter().map(words).collect();
        result.pass(&["type", "id"]);
        if direction == "bi" {
            result.0.insert("direction".to_owned(), direction.into());
        }
        let foreign = result.rest(Of::Relation, self.intake);
        let none = [String::new()];
        for kind in if kinds.is_empty() { &none[..] } else { &kinds } {
            let row = RelationRow {
                kind,
                annotator: &self.who,
                created: self.times[0],
                modified: self.times[1],
                foreign: foreign.clone(),
                ..RelationRow::default()
            };
            self.intake.relation(at, ends, &row);
        }
    }
}

/// Labels of a region: in `labels`, or under the name of the control's type.
fn labels_of(result: &Value) -> Vec<String> {
    let value = &result["value"];
    let kind = result["type"].as_str().filter(|kind| kind.ends_with("labels")).unwrap_or("labels");
    let labels = [&value["labels"], &value[kind]].into_iter().find(|labels| labels.is_array());
    let labels = labels.into_iter().flat_map(each).map(words);
    labels.filter(|label| !label.is_empty()).collect()
}

/// True for a result of a control that is known and marks nothing.
fn is_answer(result: &Value) -> bool {
    ["choices", "textarea", "rating", "number", "taxonomy", "datetime", "pairwise"]
        .contains(&result["type"].as_str().unwrap_or_default())
}
