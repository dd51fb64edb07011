//! Labels: what stands before a colon at the beginning of a line, by which press databases say what follows.

/// Label of a line, and what stands behind it.
pub fn label(line: &str) -> Option<(&str, &str)> {
    const LONGEST: usize = 40;
    let (name, value) = line.trim().split_once(':')?;
    let is_name = !name.is_empty()
        && name.len() <= LONGEST
        && name.chars().all(|it| it.is_alphanumeric() || [' ', '-', '/', '(', ')'].contains(&it))
        && (value.is_empty() || value.starts_with([' ', '\t', '\u{a0}']) || value.starts_with("http"));
    is_name.then(|| (name.trim(), value.trim()))
}

/// True if a label is one of those, in any letter case.
pub fn takes(name: &str, names: &[&str]) -> bool {
    let name = name.to_lowercase();
    names.contains(&&*name)
}
