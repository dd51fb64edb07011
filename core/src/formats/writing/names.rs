//! Names: plain ones for articles, labels and relations, where a format cannot have them as they are.

use crate::export::Contents;

/// Names for the files of the articles, without an ending.
pub fn files(contents: &Contents<'_>) -> Vec<String> {
    let ids: Vec<_> = contents.articles.iter().map(|article| &*article.document.id.0).collect();
    names(&ids, file).into_iter().map(|(_, plain)| plain).collect()
}

/// Names with plain ones instead, each name once, and no plain one twice.
pub fn names<'a>(names: &[&'a str], plain: fn(&str) -> String) -> Vec<(&'a str, String)> {
    let mut pairs: Vec<(&str, String)> = Vec::new();
    for name in names {
        if pairs.iter().any(|(other, _)| other == name) {
            continue;
        }
        let plain = plain(name);
        let (mut unique, mut number) = (plain.clone(), 1);
        while pairs.iter().any(|(_, other)| other.eq_ignore_ascii_case(&unique)) {
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

/// Name as that of a file, in every system of files.
pub fn file(id: &str) -> String {
    let is_odd = |character: char| {
        character.is_control() || character.is_whitespace() || "/\\:*?\"<>|".contains(character)
    };
    let plain = id.replace(is_odd, "_");
    if plain.starts_with('.') { format!("_{plain}") } else { plain }
}
