//! Writing: the types that are used, then the structures, numbered in their order; and beside the articles the layer of their
//! relations.

use crate::export::{Article, Contents, Relation};
use crate::formats::format::File;
use crate::formats::inception::{ENTITY, META, SOFA};
use crate::formats::iri;
use crate::formats::writing::names;
use crate::formats::writing::tokens::{self, Borders, Token};
use crate::formats::writing::xml::Xml;
use crate::json;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

const SENTENCE: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence";
const TOKEN: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token";

/// Type of a relation. INCEpTION has a type `custom.Relation` in new projects, between other spans.
const RELATION: &str = "glossator.Relation";

/// CAS, with its fields in that order.
#[derive(Serialize)]
struct Cas<'a> {
    #[serde(rename = "%TYPES", serialize_with = "named")]
    types: Vec<&'static Type>,
    #[serde(rename = "%FEATURE_STRUCTURES")]
    structures: Vec<Structure<'a>>,
    #[serde(rename = "%VIEWS")]
    views: Views,
}

/// Type, with its features and the type of what each holds.
struct Type {
    name: &'static str,
    parent: &'static str,
    features: &'static [(&'static str, &'static str)],
}

/// Types of a text.
const OF_TEXT: [Type; 3] = [
    Type {
        name: META,
        parent: "uima.tcas.DocumentAnnotation",
        features: &[("documentTitle", STRING), ("documentId", STRING), ("documentUri", STRING)],
    },
    Type { name: SENTENCE, parent: ANNOTATION, features: &[] },
    Type { name: TOKEN, parent: ANNOTATION, features: &[] },
];

/// Types of what is tagged. INCEpTION has the first; it knows a layer of relations by the features `Governor` and `Dependent`.
const LAYERS: [Type; 2] = [
    Type { name: ENTITY, parent: ANNOTATION, features: &[("identifier", STRING), ("value", STRING)] },
    Type {
        name: RELATION,
        parent: ANNOTATION,
        features: &[("Governor", ENTITY), ("Dependent", ENTITY), ("value", STRING)],
    },
];

const ANNOTATION: &str = "uima.tcas.Annotation";
const STRING: &str = "uima.cas.String";

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
    /// Number of the named entity at the start of a relation.
    #[serde(rename = "@Governor", skip_serializing_if = "Option::is_none")]
    governor: Option<usize>,
    /// Number of the named entity at its end.
    #[serde(rename = "@Dependent", skip_serializing_if = "Option::is_none")]
    dependent: Option<usize>,
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
    let mut files: Vec<_> = contents.articles.iter().zip(names::files(contents)).map(file).collect();
    let is_related = |article: &Article<'_>| tokens::related(contents, article).next().is_some();
    if contents.articles.iter().any(is_related) {
        files.push(File::new("layer-to-import-first/TypeSystem.xml", layers()));
    }
    files
}

fn cas<'a>(contents: &'a Contents<'_>, article: &'a Article<'_>) -> Cas<'a> {
    let sentences = tokens::sentences(contents, article, Borders::OfText);
    let document = article.document;
    let text = &document.text;
    let at = |id, kind, bytes: &Token| {
        let [begin, end] = text.utf16_of(bytes);
        Annotation { id, kind, sofa: 1, begin, end, ..Annotation::default() }
    };
    let about = Annotation {
        document_title: Some(&document.title),
        document_id: Some(&document.id.0),
        document_uri: Some(iri::of_article(&document.id)),
        ..at(2, META, &(0..text.content().len()))
    };
    let mut annotations = vec![about];
    let bytes = |sentence: &Vec<Token>| Some(sentence.first()?.start..sentence.last()?.end);
    annotations.extend((3..).zip(sentences.iter().filter_map(bytes)).map(|(id, it)| at(id, SENTENCE, &it)));
    let first_token = annotations.len() + 2;
    annotations.extend((first_token..).zip(sentences.iter().flatten()).map(|(id, it)| at(id, TOKEN, it)));
    // INCEpTION refuses annotations that begin or end in white space. A span of nothing else has a number and is not written.
    let first_span = annotations.len() + 2;
    annotations.extend((first_span..).zip(&article.spans).filter_map(|(id, span)| {
        Some(Annotation {
            identifier: span.entity.map(|entity| iri::of_entity(&entity.id.0)),
            value: Some(&span.annotation.label.0),
            ..at(id, ENTITY, &tokens::trimmed(span)?)
        })
    }));
    let unrelated = annotations.len();
    let relation = |(id, (relation, from, to)): (usize, (&'a Relation<'_>, usize, usize))| {
        Some(Annotation {
            governor: Some(first_span + from),
            dependent: Some(first_span + to),
            value: Some(relation.kind()),
            // INCEpTION refuses relations that stand elsewhere than their end does.
            ..at(id, RELATION, &tokens::trimmed(&article.spans[to])?)
        })
    };
    let first_relation = first_span + article.spans.len();
    annotations.extend((first_relation..).zip(tokens::related(contents, article)).filter_map(relation));
    let layers = if annotations.len() == unrelated { &LAYERS[..1] } else { &LAYERS[..] };
    let sofa = SubjectOfAnalysis {
        id: 1,
        kind: SOFA,
        sofa_num: 1,
        sofa_id: "_InitialView",
        mime_type: "text",
        sofa_string: text.content(),
    };
    let members = annotations.iter().map(|it| it.id).collect();
    let annotations = annotations.into_iter().map(Structure::Annotation);
    Cas {
        types: OF_TEXT.iter().chain(layers).collect(),
        structures: std::iter::once(Structure::Sofa(sofa)).chain(annotations).collect(),
        views: Views { initial: View { sofa: 1, members } },
    }
}

/// Writes the types by their names.
fn named<S: Serializer>(types: &[&Type], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(types.iter().map(|kind| (kind.name, kind)))
}

impl Serialize for Type {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_map(None)?;
        fields.serialize_entry("%NAME", self.name)?;
        fields.serialize_entry("%SUPER_TYPE", self.parent)?;
        for (name, range) in self.features {
            fields.serialize_entry(name, &Feature { name, range })?;
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

/// Description of the types of what is tagged, of which INCEpTION makes a layer (UIMA References, 2.3).
fn layers() -> String {
    let mut xml = Xml::new();
    xml.declaration();
    xml.end_line(0);
    xml.element("typeSystemDescription", &[("xmlns", "http://uima.apache.org/resourceSpecifier")], |xml| {
        xml.element("types", &[], |xml| LAYERS.iter().for_each(|layer| describe(layer, xml)));
    });
    xml.end_line(0);
    xml.finish()
}

fn describe(layer: &Type, xml: &mut Xml) {
    xml.end_line(1);
    xml.element("typeDescription", &[], |xml| {
        xml.field("name", layer.name);
        xml.field("supertypeName", layer.parent);
        xml.element("features", &[], |xml| {
            for (name, range) in layer.features {
                xml.end_line(2);
                xml.element("featureDescription", &[], |xml| {
                    xml.field("name", name);
                    xml.field("rangeTypeName", range);
                });
            }
        });
    });
}
