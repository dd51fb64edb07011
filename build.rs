//! Embeds every `seeds/*.txt` as it is, with the row of `seeds/articles.csv` about it: dropping a file in and building again is
//! all it takes. The coding of them in `seeds/example` is embedded without their texts.

use serde_json::Value;
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Values of an article by the ids of their attributes, in the order of the columns.
type Values = Vec<(String, String)>;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=seeds");
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("seeds");
    let mut files: Vec<PathBuf> =
        fs::read_dir(&folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let mut table = table(&folder.join("articles.csv"))?;

    let mut texts = BTreeMap::new();
    let mut code = String::from("&[\n");
    for file in &files {
        let text = fs::read_to_string(file)
            .map_err(|error| format!("{}: expected UTF-8 text: {error}", file.display()))?;
        let id = file.file_stem().and_then(|stem| stem.to_str()).ok_or("expected a file name in UTF-8")?;
        let attributes = table.remove(id).unwrap_or_default();
        texts.insert(id.to_owned(), text.clone());
        writeln!(code, "    Seed {{ id: {id:?}, text: {text:?}, attributes: &{attributes:?} }},")?;
    }
    code.push_str("]\n");
    if let Some(id) = table.keys().next() {
        return Err(format!("seeds/articles.csv: expected {id}.txt beside it").into());
    }
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("seeds.rs"), code)?;
    fs::write(out.join("example.json"), example(&folder.join(EXAMPLE), &texts)?)?;
    Ok(())
}

/// Coding that is embedded.
const EXAMPLE: &str = "example/istanbul-meeting.json";

/// A download without the texts that are embedded anyway, and without the context of quotes, which follows from them.
fn example(file: &Path, texts: &BTreeMap<String, String>) -> Result<String, Box<dyn Error>> {
    let mut download: Value = serde_json::from_str(&fs::read_to_string(file)?)?;
    let mut rows = |list: &str| download[list].as_array_mut().map(std::mem::take).unwrap_or_default();
    let (mut documents, mut annotations) = (rows("documents"), rows("annotations"));
    for document in &mut documents {
        let id = document["id"].as_str().unwrap_or_default().to_owned();
        if document["text"].as_str() != texts.get(&id).map(String::as_str) {
            return Err(format!("{}: expected the text of {id}.txt", file.display()).into());
        }
        document.as_object_mut().and_then(|fields| fields.remove("text"));
    }
    for annotation in &mut annotations {
        for name in ["prefix", "suffix"] {
            annotation.as_object_mut().and_then(|fields| fields.remove(name));
        }
    }
    (download["documents"], download["annotations"]) = (documents.into(), annotations.into());
    Ok(download.to_string())
}

/// Rows of the table by their ids. A column is named after its attribute, and an empty cell is no value.
fn table(file: &Path) -> Result<BTreeMap<String, Values>, Box<dyn Error>> {
    let mut rows = BTreeMap::new();
    let mut reader = csv::Reader::from_path(file)?;
    let names = reader.headers()?.clone();
    for row in reader.records() {
        let row = row?;
        let cells = || names.iter().zip(&row).map(|(name, cell)| (name.to_owned(), cell.to_owned()));
        let id = cells().find(|(name, _)| name == "id").map(|(_, id)| id).ok_or("expected a column id")?;
        let values = cells().filter(|(name, cell)| name != "id" && !cell.is_empty()).collect();
        if rows.insert(id.clone(), values).is_some() {
            return Err(format!("{}: expected {id} once", file.display()).into());
        }
    }
    Ok(rows)
}
