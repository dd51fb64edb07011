//! Label Studio (1.23): the tasks with their annotations, and the labelling configuration that they belong to.

use super::intake::{Intake, Link, Tag};
use super::source::{Source, characters, time};
use super::table::{self, File, Format};
use super::xml::escaped;
use crate::export::{Contents, Relation, Tagged};
use glossator_json::{Json, Writer};
use std::borrow::Cow;

/// See the module.
pub const FORMAT: Format = Format {
    id: "label-studio",
    name: "Label Studio",
    ending: "zip",
    keeps: "texts, spans, labels, notes, relations within an article; people and times beside each span",
    leaves_out: "relations between articles; notes, people and times of relations",
    lost: |contents| vec![table::between_articles(contents)],
    write,
    read: Some(read),
};

fn write(contents: &Contents<'_>) -> Vec<File> {
    let mut tasks = Writer::indented();
    tasks.list(|tasks| {
        for article in &contents.articles {
            let document = article.document;
            tasks.object(|task| {
                task.name("data").object(|data| {
                    data.name("text").text(document.text.content());
                    data.name("document").text(&document.id.0);
                    data.name("title").text(&document.title);
                });
                task.name("annotations").list(|annotations| {
                    if article.spans.is_empty() {
                        return;
                    }
                    annotations.object(|annotation| {
                        // Or it counts as the truth that others are measured by.
                        annotation.name("ground_truth").flag(false);
                        annotation.name("result").list(|result| {
                            for span in &article.spans {
                                result.object(|region| write_region(region, span));
                            }
                            for (relation, ..) in contents.relations_in(article) {
                                result.object(|link| write_relation(link, relation));
                            }
                        });
                    });
                });
            });
        }
    });
    let tasks = File::new("tasks.json", tasks.finish() + "\n");
    vec![tasks, File::new("label_config.xml", configuration(contents))]
}

fn write_region(region: &mut Writer, span: &Tagged<'_>) {
    let annotation = span.annotation;
    region.name("id").text(&annotation.id.to_string());
    region.name("from_name").text("label");
    region.name("to_name").text("text");
    region.name("type").text("labels");
    region.name("value").object(|value| {
        value.name("start").number(span.start as u64);
        value.name("end").number(span.end as u64);
        value.name("text").text(span.quote);
        value.name("labels").list(|labels| labels.text(&annotation.label.0));
    });
    region.name("meta").object(|meta| {
        if !annotation.note.is_empty() {
            meta.name("text").list(|notes| notes.text(&annotation.note));
        }
        // `completed_by` would have to be somebody's e-mail address there.
        meta.name("annotator").text(&span.annotator);
        meta.name("created").text(&annotation.created.to_string());
        meta.name("modified").text(&annotation.modified.to_string());
    });
}

fn write_relation(link: &mut Writer, relation: &Relation<'_>) {
    link.name("type").text("relation");
    link.name("from_id").text(&relation.from.to_string());
    link.name("to_id").text(&relation.to.to_string());
    link.name("direction").text("right");
    link.name("labels").list(|labels| labels.text(relation.kind()));
}

fn configuration(contents: &Contents<'_>) -> String {
    let mut kinds: Vec<&str> = Vec::new();
    for relation in &contents.relations {
        if !kinds.contains(&relation.kind()) {
            kinds.push(relation.kind());
        }
    }
    let mut xml = String::from("<View>\n");
    if !kinds.is_empty() {
        xml += "  <Relations>\n";
        for kind in kinds {
            xml = xml + "    <Relation value=\"" + &escaped(kind) + "\"/>\n";
        }
        xml += "  </Relations>\n";
    }
    xml += "  <Labels name=\"label\" toName=\"text\">\n";
    for label in &contents.labels {
        let known = contents.label_set.get(label);
        let (key, colour) = known.map_or(("", ""), |label| (&*label.key, &*label.colour));
        for (name, value) in [("    <Label value", &*label.0), (" hotkey", key), (" background", colour)] {
            if !value.is_empty() {
                xml = xml + name + "=\"" + &escaped(value) + "\"";
            }
        }
        xml += "/>\n";
    }
    xml + "  </Labels>\n  <Text name=\"text\" value=\"$text\"/>\n</View>\n"
}

/// Reads the tasks: what people tagged, or, where there is none, what was predicted.
fn read(source: &Source<'_>, intake: &mut Intake) -> Option<()> {
    source.first().field("data").fields()?;
    for (at, task) in &source.values {
        let data = task.field("data");
        let texts = data.fields().into_iter().flatten().filter_map(|(_, value)| value.text());
        // The field's name is a matter of the configuration; most have one text, the others are short.
        let text = data.field("text").text().or_else(|| texts.max_by_key(|text| text.len()));
        let Some(text) = text else {
            intake.refuse(at, "a task with a text", &data);
            continue;
        };
        let [document, title] = ["document", "title"].map(|name| characters(data.field(name)));
        let article = intake.article(source.stem, &document, &title, &text);
        let lists = ["annotations", "predictions"].map(|name| (name, task.field(name).items()));
        let filled = lists
            .into_iter()
            .find_map(|(name, list)| list.filter(|it| it.clone().next().is_some()).map(|it| (name, it)));
        let Some((name, list)) = filled else { continue };
        for (number, annotation) in
            (0..).zip(list).filter(|(_, it)| it.field("was_cancelled").flag() != Some(true))
        {
            let who = characters(annotation.field("completed_by").field("email"));
            intake.forget_names();
            for (place, result) in (0..).zip(annotation.field("result").items().into_iter().flatten()) {
                let at = format!("{at}.{name}[{number}].result[{place}]");
                read_result(&at, result, article, &who, intake);
            }
        }
    }
    Some(())
}

fn read_result(at: &str, result: Json<'_>, article: usize, who: &str, intake: &mut Intake) {
    let (value, meta) = (result.field("value"), result.field("meta"));
    if result.field("type").text().is_some_and(|kind| kind == "relation") {
        let labels = result.field("labels");
        let kind = labels.items().and_then(|mut labels| labels.next()).map_or(Cow::Borrowed(""), characters);
        let [from, to] = ["from_id", "to_id"].map(|end| characters(result.field(end)));
        let ends =
            if characters(result.field("direction")) == "left" { [&*to, &*from] } else { [&*from, &*to] };
        return intake.relation(at, ends, &Link { kind: &kind, ..Link::default() });
    }
    let labels = value.field("labels").items().into_iter().flatten().filter_map(Json::text);
    let labels: Vec<_> = labels.collect();
    let (Some(start), Some(end), false) =
        (value.field("start").number(), value.field("end").number(), labels.is_empty())
    else {
        return intake.refuse(at, "a span with labels, or a relation", &result.field("type"));
    };
    let id = characters(result.field("id"));
    let notes = meta.field("text");
    let notes =
        notes.items().map_or_else(|| vec![characters(notes)], |notes| notes.map(characters).collect());
    let annotator = characters(meta.field("annotator"));
    let quote = characters(value.field("text"));
    // There a line end is written as a backslash and an n.
    let is_same = intake.words(article, start, end).is_some_and(|words| words.replace('\n', "\\n") == quote);
    let tag = Tag {
        at: at.into(),
        article,
        id: &id,
        start,
        end,
        quote: if is_same { "" } else { &quote },
        note: &notes.join("\n"),
        annotator: if annotator.is_empty() { who } else { &annotator },
        created: time(meta.field("created")),
        modified: time(meta.field("modified")),
        ..Tag::default()
    };
    intake.annotations(&labels, &tag);
}
