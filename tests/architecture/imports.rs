//! The imports between the files of a folder of Rust sources, as far as `use` says them, and the circles among them.
//!
//! It reads text: paths that stand outside of `use` are not seen. A module and the files inside of it are one room: imports
//! between them are no circle.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The groups of files that import each other, directly or by way of others; files are modules, such as `app::store`.
pub fn circles(folder: &Path, root: &str) -> Vec<Vec<String>> {
    let files: BTreeMap<String, String> =
        files_in(folder).iter().filter_map(|file| Some((module(folder, file)?, source(file)))).collect();
    let imports: BTreeMap<&str, BTreeSet<&str>> =
        files.iter().map(|(of, source)| (of.as_str(), imported(of, source, root, &files))).collect();
    let mut circles = Vec::new();
    let mut seen = BTreeSet::new();
    for of in imports.keys() {
        if seen.insert(*of) {
            let reached = reached(of, &imports);
            let circle: Vec<_> =
                reached.iter().filter(|other| self::reached(other, &imports).contains(of)).copied().collect();
            seen.extend(&circle);
            circles.extend((circle.len() > 1).then(|| circle.into_iter().map(str::to_owned).collect()));
        }
    }
    circles
}

/// Everything that is imported from there, however many files are between.
fn reached<'a>(of: &str, imports: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<_> = imports[of].iter().collect();
    while let Some(next) = waiting.pop() {
        if reached.insert(*next) {
            waiting.extend(&imports[next]);
        }
    }
    reached
}

/// The name of a file as a module; `None` for what is none.
fn module(folder: &Path, file: &Path) -> Option<String> {
    let within = file.strip_prefix(folder).ok()?;
    let is_code = within.extension().is_some_and(|extension| extension == "rs");
    let is_test = within.file_stem().is_some_and(|stem| stem == "tests");
    let parts = within.with_extension("");
    let parts: Vec<_> = parts.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    (is_code && !is_test).then(|| parts.join("::"))
}

fn source(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_default()
}

/// The files that a source imports something from. A module is not imported by those inside of it alone.
fn imported<'a>(
    of: &str,
    source: &str,
    root: &str,
    files: &'a BTreeMap<String, String>,
) -> BTreeSet<&'a str> {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut imported = BTreeSet::new();
    for statement in code.split("\nuse ").skip(1).chain(code.split("\npub use ").skip(1)) {
        let statement = statement.split(';').next().unwrap_or_default().replace(char::is_whitespace, "");
        for path in paths(&statement) {
            let mut parts: Vec<_> = path.split("::").collect();
            let mut base: Vec<&str> = of.split("::").collect();
            match parts[0] {
                first if first == root => base.clear(),
                "self" => {}
                "super" => {
                    while parts.len() > 1 && parts[0] == "super" && parts[1] == "super" {
                        parts.remove(0);
                        base.pop();
                    }
                    base.pop();
                }
                _ => continue,
            }
            base.extend(&parts[1..]);
            // The longest module that the path goes through; the last parts are items.
            let found =
                (1..=base.len()).rev().find_map(|length| files.get_key_value(&base[..length].join("::")));
            let found = found.map(|(name, _)| name.as_str()).filter(|name| !is_one_room(of, name));
            imported.extend(found);
        }
    }
    imported
}

/// True if one of them is the other, or lies inside of it.
fn is_one_room(one: &str, other: &str) -> bool {
    let lies_in =
        |inner: &str, outer: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with("::"));
    one == other || lies_in(one, other) || lies_in(other, one)
}

/// The paths of a tree of imports: `a::{b, c::{d, e}}` has `a::b`, `a::c::d` and `a::c::e`.
fn paths(tree: &str) -> Vec<String> {
    let Some((before, rest)) = tree.split_once('{') else {
        let path = tree.split("as").next().filter(|_| tree.contains(" as ")).unwrap_or(tree);
        return vec![path.trim_end_matches("::self").to_owned()];
    };
    let inside = rest.strip_suffix('}').unwrap_or(rest);
    let (mut depth, mut start, mut branches) = (0, 0, Vec::new());
    for (at, character) in inside.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                branches.push(&inside[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    branches.push(&inside[start..]);
    let branches = branches.into_iter().filter(|branch| !branch.is_empty());
    branches
        .flat_map(paths)
        .map(|path| format!("{before}{path}").trim_end_matches("::self").to_owned())
        .collect()
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .flat_map(|entry| {
            let path = entry.path();
            if path.is_dir() { files_in(&path) } else { vec![path] }
        })
        .collect()
}

#[test]
fn a_tree_of_imports_is_read_to_its_leaves() {
    let check = |tree: &str, expected: &[&str]| assert_eq!(paths(tree), expected, "{tree}");
    check("crate::a::B", &["crate::a::B"]);
    check("crate::a::{self,b::{C,D},E}", &["crate::a", "crate::a::b::C", "crate::a::b::D", "crate::a::E"]);
    check("super::{a,b::C}", &["super::a", "super::b::C"]);
}

#[test]
fn circles_are_found() {
    let files: BTreeMap<String, String> = [
        ("a", "\nuse crate::b::B;\n"),
        ("b", "\nuse super::c::{C, D};\n"),
        ("c", "\nuse crate::{a::A, d};\n"),
        ("d", "\nuse std::fmt;\n"),
    ]
    .map(|(name, source)| (name.to_owned(), source.to_owned()))
    .into();
    let imports: BTreeMap<&str, BTreeSet<&str>> =
        files.iter().map(|(of, source)| (of.as_str(), imported(of, source, "crate", &files))).collect();
    assert_eq!(imports["c"], BTreeSet::from(["a", "d"]));
    assert!(reached("a", &imports).contains("a") && !reached("d", &imports).contains("a"));
}
