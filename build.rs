//! Embeds every `seeds/*.txt` as it is, with the row of `seeds/articles.csv` about it: dropping a file in and building again is
//! all it takes.

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

    let mut code = String::from("&[\n");
    for file in &files {
        let text = fs::read_to_string(file)
            .map_err(|error| format!("{}: expected UTF-8 text: {error}", file.display()))?;
        let id = file.file_stem().and_then(|stem| stem.to_str()).ok_or("expected a file name in UTF-8")?;
        let attributes = table.remove(id).unwrap_or_default();
        writeln!(code, "    Seed {{ id: {id:?}, text: {text:?}, attributes: &{attributes:?} }},")?;
    }
    code.push_str("]\n");
    if let Some(id) = table.keys().next() {
        return Err(format!("seeds/articles.csv: expected {id}.txt beside it").into());
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("seeds.rs"), code)?;
    Ok(())
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
