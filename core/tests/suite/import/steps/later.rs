//! Records of a later program: they come in as they are, beside what the earlier steps write.

use super::*;
use glossator_core::import::{self, FilePart, IncomingRecord};
use glossator_core::model::record::{Field, Kind, RecordKey, Value};

fn record(kind: &str, id: &str, fields: &[(&str, &str)]) -> IncomingRecord {
    let fields = fields.iter().map(|(name, value)| (Field::named(name), Value::Json((*value).into())));
    IncomingRecord {
        at: FilePart::value("records[0]"),
        key: RecordKey::new(Kind::named(kind), id),
        fields: fields.collect(),
    }
}

#[test]
fn each_record_is_written_once_and_what_others_refer_to_first() {
    let it = crate::fixture("Ana met Bob");
    let mut incoming = file(&[("a", "[x:Ana] met Bob"), ("b", "Bob")]);
    incoming.annotators.push((AnnotatorId(id(9).0), "Eve".into()));
    incoming.records = vec![
        record("outlet", "o", &[("url", "\"https://example.org\"")]),
        record("annotator", &uuid(9), &[("team", "\"red\"")]),
    ];
    let operations = import::plan(&it.corpus, &incoming, &it.moment).transaction.expect("new").operations;
    let found: Vec<_> = operations
        .iter()
        .map(|operation| {
            let fields: Vec<_> = operation.writes.iter().map(|write| write.field.to_string()).collect();
            format!("{} {}: {}", operation.record.kind, operation.record.id, fields.join(" "))
        })
        .collect();
    let expected = [
        "label x: deleted name key colour definition position".to_owned(),
        format!("annotator {}: deleted name team", uuid(9)),
        "document b: deleted text".to_owned(),
        format!("annotation {}: deleted document label note annotator created modified target", uuid(1)),
        "outlet o: deleted url".to_owned(),
    ];
    assert_eq!(found, expected);
}
