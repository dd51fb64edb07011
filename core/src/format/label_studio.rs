//! Label Studio (1.23): the tasks with their annotations, and the labelling configuration that they belong to.

use super::table::{self, File, Format};
use super::xml::escaped;
use crate::export::{Contents, Relation, Tagged};
use glossator_json::Writer;

/// See the module.
pub const FORMAT: Format = Format {
    id: "label-studio",
    name: "Label Studio",
    ending: "zip",
    keeps: "texts, spans, labels, notes, relations within an article; people and times beside each span",
    leaves_out: "relations between articles",
    lost: |contents| vec![table::between_articles(contents)],
    write,
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
