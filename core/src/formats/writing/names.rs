//! Names: plain ones for articles, labels and relations, where a format cannot have them as they are.

use crate::export::Contents;
use crate::text::form::composed;
use std::collections::HashSet;

/// Names for the files of the articles, without an ending.
pub fn files(contents: &Contents<'_>) -> Vec<String> {
    let ids: Vec<_> = contents.articles.iter().map(|article| &*article.document.id.0).collect();
    names(&ids, file).into_iter().map(|(_, plain)| plain).collect()
}

/// Names with plain ones instead, each name once, and no plain one twice, whatever a system of files takes for the same.
pub fn names<'a>(names: &[&'a str], plain: fn(&str) -> String) -> Vec<(&'a str, String)> {
    let mut pairs: Vec<(&str, String)> = Vec::new();
    let (mut seen, mut taken) = (HashSet::new(), HashSet::new());
    for name in names.iter().copied().filter(|name| seen.insert(*name)) {
        let plain = plain(name);
        let (mut unique, mut number) = (plain.clone(), 1);
        while !taken.insert(composed(&unique).to_lowercase()) {
            number += 1;
            unique = format!("{plain}_{number}");
        }
        pairs.push((name, unique));
    }
    pairs
}

/// Plain one of that name.
pub fn name<'a>(pairs: &'a [(&str, String)], of: &str) -> &'a str {
    pairs.iter().find(|(name, _)| *name == of).map_or("", |(_, plain)| plain)
}

/// Name as one word of ASCII letters, digits, `-` and `_`.
pub fn word(name: &str) -> String {
    let letter =
        |character: char| if character.is_ascii_alphanumeric() || character == '-' { character } else { '_' };
    let plain: String = name.chars().map(letter).collect();
    if plain.trim_matches('_').is_empty() { "type".to_owned() } else { plain }
}

/// Name as that of a file, in every system of files: without characters that mean something there or cannot be seen, not longer
/// than most take with its folder, and none of a device.
pub fn file(id: &str) -> String {
    /// Length in bytes, an ending and a number apart.
    const LONGEST: usize = 120;
    let is_odd = |character: char| {
        character.is_control()
            || character.is_whitespace()
            || "/\\:*?\"<>|".contains(character)
            || matches!(character, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}')
            || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
            || matches!(character, '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
    };
    let plain = id.replace(is_odd, "_");
    let plain = &plain[..plain.floor_char_boundary(LONGEST)];
    let device = plain.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let port = device.strip_prefix("COM").or(device.strip_prefix("LPT"));
    let is_port =
        port.is_some_and(|port| port.chars().count() == 1 && port.contains(|it: char| it.is_numeric()));
    let is_device = is_port || ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&&*device);
    let plain = if is_device || plain.starts_with('.') || plain.is_empty() {
        format!("_{plain}")
    } else {
        plain.to_owned()
    };
    // Windows takes a dot at the end away.
    plain.strip_suffix('.').map(|stem| format!("{stem}_")).unwrap_or(plain)
}
