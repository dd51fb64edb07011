//! A downloaded file: what it must be in every case.

use serde_json::Value;

/// A file that "Download JSON" gave.
#[derive(Clone, Debug)]
pub struct Download {
    /// The file's name.
    pub name: String,
    /// Its content, to the last character.
    pub text: String,
    /// The same, parsed.
    pub json: Value,
}

impl Download {
    /// Reads it and checks what every download promises.
    #[track_caller]
    pub fn new(name: String, text: String) -> Self {
        let json = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name} is no JSON: {error}"));
        let download = Self { name, text, json };
        download.check_name();
        download.check_quotes();
        download
    }

    #[track_caller]
    fn check_name(&self) {
        let date = self.name.strip_prefix("glossator-").and_then(|rest| rest.strip_suffix(".json"));
        let shape: Option<String> = date
            .map(|date| date.chars().map(|unit| if unit.is_ascii_digit() { '0' } else { unit }).collect());
        assert_eq!(shape.as_deref(), Some("0000-00-00"), "{}", self.name);
    }

    #[track_caller]
    fn check_quotes(&self) {
        for annotation in self.annotations().iter().filter(|annotation| annotation.get("unplaced").is_none())
        {
            let place = |name: &str| {
                let found = annotation[name].as_u64().and_then(|found| usize::try_from(found).ok());
                found.unwrap_or_else(|| panic!("no {name} in {annotation}"))
            };
            let (start, end) = (place("start"), place("end"));
            let text = self.article(annotation["document"].as_str().unwrap_or_default());
            let words: String = text.chars().skip(start).take(end - start).collect();
            assert_eq!(annotation["quote"], Value::String(words), "{annotation}");
        }
    }

    /// All annotations.
    #[track_caller]
    pub fn annotations(&self) -> &[Value] {
        self.list("annotations")
    }

    /// One annotation.
    #[track_caller]
    pub fn annotation(&self, id: &str) -> &Value {
        let found = self.annotations().iter().find(|annotation| annotation["id"] == id);
        found.unwrap_or_else(|| panic!("{id} is not in the download"))
    }

    /// An article's text.
    #[track_caller]
    pub fn article(&self, id: &str) -> &str {
        let found = self.list("documents").iter().find(|document| document["id"] == id);
        let text = found.and_then(|document| document["text"].as_str());
        text.unwrap_or_else(|| panic!("the article {id} is not in the download"))
    }

    #[track_caller]
    fn list(&self, name: &str) -> &[Value] {
        self.json[name].as_array().unwrap_or_else(|| panic!("no {name} in {}", self.name))
    }

    /// The file without the one line that says when it was made.
    pub fn undated(&self) -> String {
        let lines = self.text.lines().filter(|line| !line.trim_start().starts_with("\"exported\":"));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The file with something else in it.
    pub fn changed(&self, change: impl FnOnce(&mut Value)) -> String {
        let mut json = self.json.clone();
        change(&mut json);
        json.to_string()
    }
}
