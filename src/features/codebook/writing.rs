//! Words that people write in the fields of the codebook, made into what a definition holds.

use std::rc::Rc;

/// An id that reads like the name, and that nothing has yet.
pub fn free_id(name: &str, is_taken: impl Fn(&str) -> bool) -> Rc<str> {
    let plain = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let numbered = (2..).map(|number| format!("{plain} {number}"));
    let free = std::iter::once(plain.clone()).chain(numbered).find(|id| !is_taken(id));
    free.unwrap_or(plain).into()
}

/// The lines of a field, without those that are empty.
pub fn lines(text: &str) -> Rc<[Rc<str>]> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(Rc::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_like_the_name_and_is_free() {
        let check = |name: &str, taken: &[&str], expected: &str| {
            assert_eq!(&*free_id(name, |id| taken.contains(&id)), expected, "{name}");
        };
        check("Voter  Group", &[], "voter group");
        check("Cue", &["cue", "cue 2"], "cue 3");
        check("Éclat", &["cue"], "éclat");
    }

    #[test]
    fn examples_are_lines() {
        assert_eq!(&lines(" one \n\n  \r\ntwo")[..], [Rc::from("one"), Rc::from("two")]);
    }
}
