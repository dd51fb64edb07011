//! TEI P5 stand-off (4.11): for each article its text and, beside it, what is tagged in it.
//!
//! `#string-range(text,offset,length)` counts code points of the text as an XML parser gives it. What XML 1.0 cannot hold,
//! most control characters, becomes U+FFFD, so that positions stay.

use super::plain;
use super::table::{self, File, Format};
use super::xml::escaped;
use crate::export::{Article, Contents, Relation, Tagged};
use std::fmt::Write;

/// See the module.
pub const FORMAT: Format = Format {
    id: "tei",
    name: "TEI P5",
    ending: "zip",
    keeps: "texts, spans, labels, notes, people by name, times, relations within an article",
    leaves_out: "relations between articles; notes, people and times of relations; it cannot be opened here",
    lost: |contents| vec![table::between_articles(contents)],
    write,
    read: None,
};

fn write(contents: &Contents<'_>) -> Vec<File> {
    let kinds: Vec<_> = contents.relations.iter().map(Relation::kind).collect();
    let kinds = plain::names(&kinds, plain::word);
    let file = |(article, name): (&Article<'_>, String)| {
        let mut xml = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n",
        );
        write_header(&mut xml, contents, article);
        write_annotations(&mut xml, contents, article, &kinds);
        // Line ends may stay as they are there.
        let text = escaped(article.document.text.content()).replace("&#10;", "\n");
        xml = xml + "  <text><body><ab xml:id=\"text\" xml:space=\"preserve\">" + &text;
        File::new(name + ".xml", xml + "</ab></body></text>\n</TEI>\n")
    };
    contents.articles.iter().zip(plain::files(contents)).map(file).collect()
}

fn write_header(xml: &mut String, contents: &Contents<'_>, article: &Article<'_>) {
    let [title, id] = [&*article.document.title, &*article.document.id.0].map(escaped);
    let _ = write!(
        xml,
        "  <teiHeader>
    <fileDesc>
      <titleStmt><title>{title}</title></titleStmt>
      <publicationStmt><p>Written by Glossator, {}</p></publicationStmt>
      <sourceDesc><bibl><idno>{id}</idno></bibl></sourceDesc>
    </fileDesc>
",
        contents.exported
    );
    if !contents.labels.is_empty() {
        *xml += "    <encodingDesc><classDecl><taxonomy>\n";
        for (number, label) in (1..).zip(&contents.labels) {
            let label = escaped(&label.0);
            let _ = writeln!(
                xml,
                "      <category xml:id=\"label-{number}\"><catDesc>{label}</catDesc></category>"
            );
        }
        *xml += "    </taxonomy></classDecl></encodingDesc>\n";
    }
    *xml += "  </teiHeader>\n";
}

/// An element has to hold something.
fn write_annotations(
    xml: &mut String,
    contents: &Contents<'_>,
    article: &Article<'_>,
    kinds: &[(&str, String)],
) {
    if article.spans.is_empty() {
        return;
    }
    *xml += "  <standOff>\n    <listAnnotation>\n";
    for span in &article.spans {
        write_span(xml, contents, span);
    }
    *xml += "    </listAnnotation>\n";
    let mut links = contents.relations_in(article).peekable();
    if links.peek().is_some() {
        *xml += "    <listRelation>\n";
        for (relation, ..) in links {
            let name = plain::name(kinds, relation.kind());
            let _ = writeln!(
                xml,
                "      <relation name=\"{name}\" active=\"#a-{}\" passive=\"#a-{}\"><desc>{}</desc></relation>",
                relation.from,
                relation.to,
                escaped(relation.kind())
            );
        }
        *xml += "    </listRelation>\n";
    }
    *xml += "  </standOff>\n";
}

fn write_span(xml: &mut String, contents: &Contents<'_>, span: &Tagged<'_>) {
    let annotation = span.annotation;
    let label = contents.labels.iter().position(|label| *label == annotation.label).unwrap_or_default() + 1;
    let _ = writeln!(
        xml,
        "      <annotation xml:id=\"a-{}\" motivation=\"tagging\" target=\"#string-range(text,{},{})\" ana=\"#label-{label}\">",
        annotation.id,
        span.start,
        span.end - span.start
    );
    if !span.annotator.is_empty() {
        let name = escaped(&span.annotator);
        let _ =
            writeln!(xml, "        <respStmt><resp>annotator</resp><persName>{name}</persName></respStmt>");
    }
    let _ = writeln!(
        xml,
        "        <revisionDesc><change status=\"created\" when=\"{}\"/><change status=\"modified\" when=\"{}\"/></revisionDesc>",
        annotation.created, annotation.modified
    );
    if !annotation.note.is_empty() {
        let _ = writeln!(xml, "        <note>{}</note>", escaped(&annotation.note));
    }
    *xml += "      </annotation>\n";
}
