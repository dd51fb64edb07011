//! Writing: the types that are used, then the structures, numbered in their order.

use crate::export::{Article, Contents};
use crate::formats::format::File;
use crate::formats::inception::{ENTITY, META, SOFA};
use crate::formats::iri;
use crate::formats::writing::names;
use crate::formats::writing::tokens::{self, Borders, Token};
use crate::json;
use crate::text::span::Span;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

const SENTENCE: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence";
const TOKEN: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token";

/// CAS, with its fields in that order.
#[derive(Serialize)]
struct Cas<'a> {
    #[serde(rename = "%TYPES", serialize_with = "named")]
    types: [Type; 4],
    #[serde(rename = "%FEATURE_STRUCTURES")]
    structures: Vec<Structure<'a>>,
    #[serde(rename = "%VIEWS")]
    views: Views,
}

/// Type, with its features that hold text.
struct Type {
    name: &'static str,
    parent: &'static str,
    features: &'static [&'static str],
}

const TYPES: [Type; 4] = [
    Type {
        name: META,
        parent: "uima.tcas.DocumentAnnotation",
        features: &["documentTitle", "documentId", "documentUri"],
    },
    Type { name: SENTENCE, parent: "uima.tcas.Annotation", features: &[] },
    Type { name: TOKEN, parent: "uima.tcas.Annotation", features: &[] },
    Type { name: ENTITY, parent: "uima.tcas.Annotation", features: &["identifier", "value"] },
];

#[derive(Serialize)]
#[serde(untagged)]
enum Structure<'a> {
    Sofa(SubjectOfAnalysis<'a>),
    Annotation(Annotation<'a>),
}

/// Text of a view.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SubjectOfAnalysis<'a> {
    #[serde(rename = "%ID")]
    id: usize,
    #[serde(rename = "%TYPE")]
    kind: &'static str,
    sofa_num: usize,
    #[serde(rename = "sofaID")]
    sofa_id: &'static str,
    mime_type: &'static str,
    sofa_string: &'a str,
}

/// Span in UTF-16 units, of one of the types.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Annotation<'a> {
    #[serde(rename = "%ID")]
    id: usize,
    #[serde(rename = "%TYPE")]
    kind: &'static str,
    #[serde(rename = "@sofa")]
    sofa: usize,
    begin: u64,
    end: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    document_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document_uri: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
}

#[derive(Serialize)]
struct Views {
    #[serde(rename = "_InitialView")]
    initial: View,
}

#[derive(Serialize)]
struct View {
    #[serde(rename = "%SOFA")]
    sofa: usize,
    #[serde(rename = "%MEMBERS")]
    members: Vec<usize>,
}

pub fn write(contents: &Contents<'_>) -> Vec<File> {
    let file = |(article, name): (&Article<'_>, String)| {
        File::new(name + ".json", json::compact(&cas(contents, article)) + "\n")
    };
    contents.articles.iter().zip(names::files(contents)).map(file).collect()
}

fn cas<'a>(contents: &Contents<'_>, article: &'a Article<'_>) -> Cas<'a> {
    let sentences = tokens::sentences(contents, article, Borders::OfText);
    let document = article.document;
    let text = &document.text;
    let at = |kind, bytes: &Token| {
        let [begin, end] = text.utf16_of(bytes);
        Annotation { kind, sofa: 1, begin, end, ..Annotation::default() }
    };
    let about = Annotation {
        document_title: Some(&document.title),
        document_id: Some(&document.id.0),
        document_uri: Some(iri::of_article(&document.id)),
        ..at(META, &(0..text.content().len()))
    };
    let sentence = |sentence: &Vec<Token>| {
        let start = sentence.first().map_or(0, |token| token.start);
        at(SENTENCE, &(start..sentence.last().map_or(start, |token| token.end)))
    };
    let entities = article.spans.iter().map(|span| Annotation {
        identifier: span.entity.map(|entity| iri::of_entity(&entity.id.0)),
        value: Some(&span.annotation.label.0),
        ..at(ENTITY, &span.annotation.span().map(Span::bytes).unwrap_or_default())
    });
    let annotations = std::iter::once(about)
        .chain(sentences.iter().map(sentence))
        .chain(sentences.iter().flatten().map(|token| at(TOKEN, token)))
        .chain(entities);
    let sofa = SubjectOfAnalysis {
        id: 1,
        kind: SOFA,
        sofa_num: 1,
        sofa_id: "_InitialView",
        mime_type: "text",
        sofa_string: text.content(),
    };
    let mut structures = vec![Structure::Sofa(sofa)];
    structures.extend((2..).zip(annotations).map(|(id, it)| Structure::Annotation(Annotation { id, ..it })));
    let members = (2..=structures.len()).collect();
    Cas { types: TYPES, structures, views: Views { initial: View { sofa: 1, members } } }
}

/// Writes the types by their names.
fn named<S: Serializer>(types: &[Type; 4], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(types.iter().map(|kind| (kind.name, kind)))
}

impl Serialize for Type {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_map(None)?;
        fields.serialize_entry("%NAME", self.name)?;
        fields.serialize_entry("%SUPER_TYPE", self.parent)?;
        for name in self.features {
            fields.serialize_entry(name, &Feature { name, range: "uima.cas.String" })?;
        }
        fields.end()
    }
}

#[derive(Serialize)]
struct Feature {
    #[serde(rename = "%NAME")]
    name: &'static str,
    #[serde(rename = "%RANGE")]
    range: &'static str,
}
