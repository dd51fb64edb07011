//! Configuration: the types that brat knows, and the names that it shows for them.
//!
//! A type is a plain word; `visual.conf` has the label of which it was made, so that it can be turned back. There `|` is between
//! names and `<` begins a macro: labels with them stand with their wide forms.

use super::vocabulary::{Vocabulary, Written};
use crate::formats::format::File;
use crate::formats::reading::aliases::Names;
use std::fmt::Write;

/// Line that says that the types were made of the names.
const OURS: &str = "# Glossator made the types of these labels.";

/// Files of configuration: the types, each as a plain word, and, where one was made plain, its name.
pub fn write(vocabulary: &Vocabulary<'_>) -> Vec<File> {
    let Vocabulary { words, labels, kinds, attributes } = vocabulary;
    let word = |name: &&str| vocabulary.word(name).to_owned();
    let all = |names: &[&str]| names.iter().map(word).collect::<Vec<_>>().join("|");
    let mut types = String::from("[entities]\n");
    for label in labels.iter().map(word) {
        types = types + &label + "\n";
    }
    types += "\n[relations]\n";
    for kind in kinds.iter().map(word) {
        types = types + &kind + "\tArg1:<ENTITY>, Arg2:<ENTITY>\n";
    }
    // Without this line brat calls every overlap an error.
    types += "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n[attributes]\n";
    for Written { id, labels, values } in attributes {
        let _ = write!(types, "{}\tArg:{}", vocabulary.word(id), all(labels));
        if !values.is_empty() {
            let _ = write!(types, ", Value:{}", all(values));
        }
        types.push('\n');
    }
    let mut files = vec![File::new("annotation.conf", types)];
    let named: Vec<_> = words.iter().filter(|(name, word)| name != word).collect();
    if !named.is_empty() {
        let mut names = format!("{OURS}\n[labels]\n");
        for (name, word) in named {
            let _ = writeln!(names, "{word} | {}", shown(name));
        }
        names += "\n[drawing]\nSPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken\n";
        files.push(File::new("visual.conf", names + "ARC_DEFAULT\tcolor:black, arrowHead:triangle-5\n"));
    }
    files
}

/// Name in one line, without what means something there.
fn shown(name: &str) -> String {
    let plain = |character: char| match character {
        '|' => '｜',
        '<' => '＜',
        '>' => '＞',
        other if other.is_control() || other.is_whitespace() => ' ',
        other => other,
    };
    name.chars().map(plain).collect()
}

/// Names that a `visual.conf` gives to types.
pub fn names(text: &str) -> Names {
    let mut names = Names { are_labels: text.lines().any(|line| line == OURS), ..Names::default() };
    let mut is_labels = false;
    for line in text.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
        if line.starts_with('[') && line.ends_with(']') {
            is_labels = line == "[labels]";
        } else if let Some((word, name)) = line.split_once('|').filter(|_| is_labels) {
            let name = name.split('|').next().unwrap_or_default().trim();
            if !name.is_empty() {
                names.names.entry(word.trim().to_owned()).or_insert_with(|| name.to_owned());
            }
        }
    }
    names
}
