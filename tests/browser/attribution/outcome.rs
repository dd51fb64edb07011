//! All that comes of the job.

use crate::harness::Download;
use serde_json::Value;

/// All that comes of it. Its claims have three groups, its actors four names, of which one was another’s.
pub const TOLD: [&str; 27] = [
    "actor 1129 Shehbaz Sharif = Shehbaz Sharif",
    "actor 1152 X = X, formerly Twitter",
    "actor 1182 Erdogan = Erdogan",
    "actor 1416 Recep Tayyip Erdogan = Recep Tayyip Erdogan",
    "actor 1527 Sharif = Shehbaz Sharif",
    "actor 2143 New Delhi = New Delhi",
    "actor 603 Recep Tayyip Erdogan = Recep Tayyip Erdogan",
    "actor 871 Erdogan = Erdogan",
    "actor 98 Recep Tayyip Erdogan = Recep Tayyip Erdogan",
    "claim 1438 Thanked him for his resolute support to Pakistan in the recent Pakistan-India standoff = Sharif thanks Erdogan",
    "claim 2361 provided drones to Pakistan = Turkey sent Pakistan drones nobody: yes",
    "claim 2561 charges that New Delhi strongly rejected = India rejects the charges certainty: hedged form: indirect position: denies",
    "cue 1534 wrote",
    "cue 2476 according to reports",
    "entity: actor Erdogan, the same as Recep Tayyip Erdogan",
    "entity: actor New Delhi",
    "entity: actor Recep Tayyip Erdogan, also Erdogan",
    "entity: actor Shehbaz Sharif",
    "entity: actor X, formerly Twitter",
    "entity: claim India rejects the charges",
    "entity: claim Sharif thanks Erdogan",
    "entity: claim Turkey sent Pakistan drones",
    "said by: Thanked him for his resolute support to Pakistan in the recent Pakistan-India standoff, Sharif",
    "said by: charges that New Delhi strongly rejected, New Delhi",
    "cue: Thanked him for his resolute support to Pakistan in the recent Pakistan-India standoff, wrote",
    "cue: provided drones to Pakistan, according to reports",
    "via: Thanked him for his resolute support to Pakistan in the recent Pakistan-India standoff, X",
];

/// All that a file tells of annotations, entities and relations, by words and names, without ids and times.
pub fn told(file: &Download) -> Vec<String> {
    let list = |name: &str| file.json[name].as_array().cloned().unwrap_or_default();
    let (annotations, entities) = (list("annotations"), list("entities"));
    let words = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let of = |all: &[Value], id: &Value, what: &str| {
        let found = all.iter().find(|one| one["id"] == *id);
        found.map_or_else(String::new, |found| words(&found[what]))
    };
    let annotation = |one: &Value| {
        let mut told = vec![words(&one["label"]), words(&one["start"]), words(&one["quote"])];
        told.extend(one.get("entity").map(|entity| format!("= {}", of(&entities, entity, "name"))));
        let values = one["attributes"].as_object().into_iter().flatten();
        told.extend(values.map(|(id, value)| format!("{id}: {}", words(value))));
        told.join(" ")
    };
    let entity = |one: &Value| {
        let mut told = vec![format!("entity: {} {}", words(&one["label"]), words(&one["name"]))];
        told.extend(
            one["aliases"].as_array().into_iter().flatten().map(|alias| format!("also {}", words(alias))),
        );
        told.extend(one.get("same").map(|same| format!("the same as {}", of(&entities, same, "name"))));
        told.join(", ")
    };
    let relation = |one: &Value| {
        let [from, to] = ["from", "to"].map(|end| of(&annotations, &one[end], "quote"));
        format!("{}: {from}, {to}", words(&one["type"]))
    };
    let all = annotations.iter().map(annotation).chain(entities.iter().map(entity));
    all.chain(list("relations").iter().map(relation)).collect()
}
