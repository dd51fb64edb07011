//! The arrows that must never exist, and what else holds for every file: read from the sources themselves.

#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

#[path = "architecture/imports.rs"]
mod imports;

use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// Code that must not name certain words.
struct Rule {
    /// Files or folders.
    of: &'static [&'static str],
    /// Files or folders among them that may.
    except: &'static [&'static str],
    /// Whole identifiers; with a `*` at the end, every identifier that begins so.
    never: &'static str,
    why: &'static str,
}

const RULES: &[Rule] = &[
    Rule {
        of: &["core/Cargo.toml", "core/src"],
        except: &[],
        never: "yew* web_sys js_sys wasm_bindgen* serde_wasm_bindgen gloo* idb* web-sys js-sys wasm-bindgen* serde-wasm-bindgen",
        why: "core knows no screen",
    },
    Rule {
        of: &["web/Cargo.toml", "web/src"],
        except: &[],
        never: "yew*",
        why: "an adapter takes and gives values: it knows neither components nor the store (cargo refuses the rest)",
    },
    Rule {
        of: &["src"],
        except: &[
            "src/main.rs",
            "src/app/effects.rs",
            "src/app/effects",
            "src/app/environment.rs",
            "src/app/listen.rs",
            "src/widgets",
        ],
        never: "glossator_web",
        why: "an update is pure of the browser: it leaves an effect; what is heard becomes an intent in `listen`, a callback \
              in `widgets`",
    },
    Rule {
        of: &["src/widgets.rs", "src/widgets"],
        except: &[],
        never: "Store store Intent intent State",
        why: "a control is given values and callbacks: it knows neither the store nor an intent",
    },
    Rule {
        of: &["src/words.rs", "src/words"],
        except: &[],
        never: "Intent intent Context",
        why: "a sentence is made of data: it does not know where it is shown",
    },
    Rule {
        of: &["src/app", "src/features", "src/widgets"],
        except: &["src/app/context.rs", "src/app/settle.rs"],
        never: "Transaction Operation Origin",
        why: "the page asks by command; what an edit is made of is decided in core",
    },
    Rule {
        of: &["src/app", "src/features", "src/widgets"],
        except: &[],
        never: "style",
        why: "the page's policy allows no style attributes",
    },
    Rule {
        of: &["core/src/formats.rs", "core/src/formats"],
        except: &[],
        never: "command history",
        why: "a format is a function between bytes and values",
    },
    Rule {
        of: &["core/src"],
        except: &[
            "core/src/formats.rs",
            "core/src/formats",
            "core/src/saving/journal.rs",
            "core/src/saving/journal",
            "core/src/saving/backup.rs",
            "core/src/json.rs",
            "core/src/json",
            "core/src/sync/doc.rs",
            "core/src/sync/team.rs",
            "core/src/sync/couch.rs",
            "core/src/sync/folder/file.rs",
        ],
        never: "serde*",
        why: "how something is written is frozen, field by field; live types may change",
    },
    Rule {
        of: &["core/src/model/annotation.rs", "core/src/model/record.rs"],
        except: &[],
        never: "Utf16Offset Range Node",
        why: "what is stored knows no DOM",
    },
];

#[test]
fn no_arrow_goes_where_none_may() {
    let broken: Vec<_> = RULES.iter().flat_map(violations).collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

fn violations(rule: &Rule) -> Vec<String> {
    let excepted = |file: &Path| rule.except.iter().any(|except| file.starts_with(root().join(except)));
    let files: Vec<_> = rule.of.iter().flat_map(|of| files_in(&root().join(of))).collect();
    assert!(!files.is_empty(), "there are no files any more in {:?}", rule.of);
    let mut found = Vec::new();
    for file in files.iter().filter(|file| !excepted(file)) {
        let source = read(file);
        for (number, line) in code(&source) {
            for word in rule.never.split(' ').filter(|word| names(line, word)) {
                found.push(format!("{}:{number} names `{word}`: {}", shown(file), rule.why));
            }
        }
    }
    found
}

/// Features that name another one: they leave an intent instead.
#[test]
fn no_feature_knows_another_one() {
    let folder = root().join("src/features");
    let mut found = Vec::new();
    for file in files_in(&folder) {
        let within = file.strip_prefix(&folder).expect("a feature's file");
        let own = within.components().next().expect("a feature").as_os_str().to_string_lossy();
        let own = own.trim_end_matches(".rs");
        let source = read(&file);
        for (number, line) in code(&source).filter(|(_, line)| line.contains("features::")) {
            if !line.contains(&format!("features::{own}::")) {
                found.push(format!("{}:{number}: {}", shown(&file), line.trim()));
            }
        }
    }
    assert!(
        found.is_empty(),
        "a feature leaves an intent to another one, and names none:\n{}",
        found.join("\n")
    );
}

#[test]
fn no_circle_of_imports_has_more_than_three_files() {
    const LARGEST: usize = 3;
    for (folder, name) in [("src", "crate"), ("core/src", "crate"), ("web/src", "crate")] {
        let circles = imports::circles(&root().join(folder), name);
        let large: Vec<_> = circles.into_iter().filter(|circle| circle.len() > LARGEST).collect();
        assert!(
            large.is_empty(),
            "files of {folder} that import each other cannot be read one after the other: {large:#?}"
        );
    }
}

#[test]
fn the_search_finds_words_and_nothing_else() {
    let check = |line: &str, word: &str, expected: bool| {
        assert_eq!(names(line, word), expected, "{word} in {line}");
    };
    check("use gloo_events::EventListener;", "gloo*", true);
    check("use gloo_events::EventListener;", "gloo", false);
    check("use crate::{app, ui};", "app", true);
    check("let mapping = happy.apps();", "app", false);
    check("html! { <p style={css}> }", "style", true);
    check("use web_sys::{Element, Node};", "web_sys", true);
    check("web-sys = \"0.3\"", "web-sys", true);
    check("serde-web-system = 1", "web-sys", false);
    let lines: Vec<_> = code("//! yew\nuse yew;\n    // yew\n# yew\n").map(|(number, _)| number).collect();
    assert_eq!(lines, [2]);
}

/// The lines with code in them, by number.
fn code(source: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_comment = |line: &str| {
        let line = line.trim_start();
        line.starts_with("//") || line.starts_with("# ") || line.is_empty()
    };
    source.lines().enumerate().filter(move |(_, line)| !is_comment(line)).map(|(at, line)| (at + 1, line))
}

fn names(line: &str, word: &str) -> bool {
    let (word, open) = word.strip_suffix('*').map_or((word, false), |word| (word, true));
    let in_name = |next: char| next.is_alphanumeric() || next == '_' || (word.contains('-') && next == '-');
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back().is_some_and(in_name);
        let behind = line[at + word.len()..].chars().next().is_some_and(in_name);
        !before && (open || !behind)
    })
}

#[test]
fn the_page_stands_on_its_libraries_directly_and_uses_them() {
    for (folder, libraries) in
        [(".", &["yew"][..]), ("web", &["wasm-bindgen", "web-sys", "serde", "serde-wasm-bindgen"])]
    {
        let direct = section(&read(&root().join(folder).join("Cargo.toml")), "dependencies");
        let files = files_in(&root().join(folder).join("src"));
        let sources: Vec<_> = files.iter().map(|file| read(file)).collect();
        for library in libraries {
            assert!(direct.iter().any(|name| name == library), "{library} is no dependency of {folder}");
            let word = library.replace('-', "_");
            let used = sources.iter().any(|source| code(source).any(|(_, line)| names(line, &word)));
            assert!(used, "nothing in {folder}/src names {word}");
        }
    }
}

/// The names in a section of a manifest, and in its sub-sections.
fn section(manifest: &str, name: &str) -> Vec<String> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in manifest.lines() {
        if let Some(header) = line.strip_prefix('[') {
            let header = header.trim_end_matches(']');
            inside = header == name;
            found
                .extend(header.strip_prefix(name).and_then(|rest| rest.strip_prefix('.')).map(str::to_owned));
        } else if inside
            && let Some((name, _)) =
                line.split_once([' ', '=', '.']).filter(|_| !line.starts_with(['#', ' ']))
        {
            found.push(name.to_owned());
        }
    }
    found
}

#[test]
fn the_articles_are_byte_for_byte_what_was_handed_over() {
    let check = |file: &str, expected: &str| {
        let bytes = fs::read(root().join("seeds").join(file)).expect(file);
        let digits = Sha256::digest(&bytes);
        let digits = digits.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        let found: String = digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect();
        assert_eq!(found, expected, "{file}");
    };
    check("000_004251e0744beef0.txt", "ef61f1d8e38901b5ddab97b2de1481cb073461dd15b52df2f7b7e775da90e2b5");
    check("001_501a68fc815b2a88.txt", "3867de3a53152de189301ad3edf14a29a295ef8468069ce8f1e47a1f576c9e0d");
    check("002_f93eef85ecef91a6.txt", "6e5f7ab750625a960aa59a35155aaf9b66af32c1b8245f2011fbc5308656294a");
}

#[test]
fn every_file_says_first_what_it_is_for() {
    let silent: Vec<_> = all_rust().filter(|file| !read(file).starts_with("//!")).collect();
    assert!(silent.is_empty(), "without a `//!` at the top: {silent:?}");
}

#[test]
fn no_file_is_too_long_to_be_read_at_once() {
    const LONGEST: usize = 450;
    let long: Vec<_> = all_rust()
        .map(|file| (read(&file).lines().count(), file))
        .filter(|(lines, _)| *lines > LONGEST)
        .map(|(lines, file)| format!("{} has {lines} lines", shown(&file)))
        .collect();
    assert!(long.is_empty(), "more than {LONGEST}: {}", long.join(", "));
}

#[test]
fn no_test_is_switched_off_or_waits_by_the_clock() {
    let banned = ["ignore", "should_panic", "sleep"];
    // This file has the words; killing a browser at any moment is about time.
    let excepted = ["tests/architecture.rs", "tests/browser/killed.rs"];
    let is_excepted = |file: &Path| excepted.iter().any(|name| file == root().join(name));
    let mut found = Vec::new();
    for file in all_rust().filter(|file| !is_excepted(file)) {
        let source = read(&file);
        for (number, line) in
            code(&source).filter(|(_, line)| line.trim_start().starts_with("#[") || line.contains("sleep("))
        {
            let named = banned.iter().filter(|word| names(line, word));
            found.extend(named.map(|word| format!("{}:{number} names `{word}`", shown(&file))));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn no_rule_of_a_style_sheet_makes_the_browser_look_at_all_marks() {
    let check = |rule: &str, expected: bool| {
        let rule = rule.replace(' ', "");
        let is_costly = [":has(", "+*", "~*", "*+", "*~"].iter().any(|part| rule.contains(part));
        assert_eq!(is_costly, expected, "{rule}");
    };
    check(".gloss > * + *::before {", true);
    check("main:has(mark) {", true);
    check(".gloss > bdi + bdi::before {", false);
    let sheets = files_in(&root().join("src"));
    for file in sheets.iter().filter(|file| file.extension().is_some_and(|ending| ending == "css")) {
        for line in read(file).lines().filter(|line| line.ends_with(['{', ','])) {
            check(line, false);
        }
    }
}

/// Every Rust file of the project.
fn all_rust() -> impl Iterator<Item = PathBuf> {
    let folders = ["src", "core", "web", "xtask", "tests", "benches", "build.rs"];
    folders.into_iter().flat_map(|folder| files_in(&root().join(folder))).filter(|file| {
        let is_built = file.components().any(|part| part.as_os_str() == "target");
        !is_built && file.extension().is_some_and(|extension| extension == "rs")
    })
}

/// The file itself, or everything in the folder, sorted; nothing when there is neither.
fn files_in(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).into_iter().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a folder can be listed").path()).collect();
    paths.sort();
    paths.iter().flat_map(|path| files_in(path)).collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
