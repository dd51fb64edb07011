//! Configuration: the types that brat knows, and the names that it shows for them.
//!
//! A type is a plain word; `visual.conf` has the label of which it was made, so that it can be turned back. There `|` is between
//! names and `<` begins a macro: labels with them stand with their wide forms.

use crate::formats::format::File;
use std::collections::HashMap;
use std::fmt::Write;

/// Plain words of labels or types.
type Words<'a> = [(&'a str, String)];

/// Files of configuration: the types, and, where a label is no plain word, its name.
pub fn write(labels: &Words<'_>, kinds: &Words<'_>) -> Vec<File> {
    let mut types = String::from("[entities]\n");
    for (_, label) in labels {
        types = types + label + "\n";
    }
    types += "\n[relations]\n";
    for (_, kind) in kinds {
        types = types + kind + "\tArg1:<ENTITY>, Arg2:<ENTITY>\n";
    }
    // Without this line brat calls every overlap an error.
    types += "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n[attributes]\n";
    let mut files = vec![File::new("annotation.conf", types)];
    let named: Vec<_> = labels.iter().chain(kinds).filter(|(name, word)| name != word).collect();
    if !named.is_empty() {
        let mut names = String::from("[labels]\n");
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
pub fn names(text: &str) -> HashMap<String, String> {
    let mut names = HashMap::new();
    let mut is_labels = false;
    for line in text.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
        if line.starts_with('[') && line.ends_with(']') {
            is_labels = line == "[labels]";
        } else if let Some((word, name)) = line.split_once('|').filter(|_| is_labels) {
            let name = name.split('|').next().unwrap_or_default().trim();
            if !name.is_empty() {
                names.entry(word.trim().to_owned()).or_insert_with(|| name.to_owned());
            }
        }
    }
    names
}
