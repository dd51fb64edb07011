//! Embeds every `seeds/*.txt` as it is: dropping a file in and building again is all it takes.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=seeds");
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("seeds");
    let mut files: Vec<PathBuf> =
        fs::read_dir(&folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();

    let mut code = String::from("&[\n");
    for file in &files {
        let text = fs::read_to_string(file)
            .map_err(|error| format!("{}: expected UTF-8 text: {error}", file.display()))?;
        let id = file.file_stem().and_then(|stem| stem.to_str()).ok_or("expected a file name in UTF-8")?;
        writeln!(code, "    Seed {{ id: {id:?}, text: {text:?}, attributes: &[] }},")?;
    }
    code.push_str("]\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("seeds.rs"), code)?;
    Ok(())
}
