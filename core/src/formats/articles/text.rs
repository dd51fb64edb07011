//! Plain text and Markdown.
//!
//! - **Reads** the text character for character; front matter between lines of `---` (<https://jekyllrb.com/docs/front-matter>/, also
//!   as trafilatura writes it), first lines that all say something of the article, and the first heading of Markdown as attributes;
//!   texts of press databases as their articles.
//! - **Leaves out** those lines only, and none of a text that has a file of annotations beside it: their positions count them.
//!   Marks of Markdown stay as they are written.

use super::draft::{Draft, Part};
use super::label::label;
use super::paragraph::Paragraph;
use super::paragraphs;
use super::{columns, factiva};
use crate::import::{ArticleFile, LeftOutBecause, Meaning};
use std::borrow::Cow;

/// Articles in a text.
pub fn read(text: &str, is_markdown: bool, has_beside: bool) -> (ArticleFile, Vec<Draft>) {
    let kind = if is_markdown { ArticleFile::Markdown } else { ArticleFile::Text };
    if has_beside {
        return (kind, vec![Draft { pieces: blocks(text), ..Draft::default() }]);
    }
    // Before a text is cut into lines in vain.
    let signs = ["Full text:", "of Document", "DOCUMENT", "Dokument", "Document "];
    if signs.iter().any(|sign| text.contains(sign))
        && let Ok((kind, drafts)) = paragraphs::of_database(lines(text))
    {
        return (kind, drafts);
    }
    let mut draft = Draft::default();
    let rest = front_matter(text, &mut draft);
    let mut pieces = blocks(rest).into_iter();
    let first: Vec<_> = pieces.by_ref().take(1).collect();
    for part in first {
        head(part, is_markdown, &mut draft);
    }
    draft.pieces.extend(pieces);
    (kind, vec![draft])
}

/// Takes the lines of the first paragraph out if each of them says something of the article.
fn head(part: Part, is_markdown: bool, draft: &mut Draft) {
    let lines: Vec<_> = part.text.lines().collect();
    let heading = lines[..].first().and_then(|line| line.strip_prefix("# ")).filter(|_| is_markdown);
    if let ([line], Some(heading)) = (&lines[..], heading) {
        return draft.say("headline", line, heading);
    }
    let told: Option<Vec<_>> = lines.iter().map(|line| paragraphs::told(line)).collect();
    let Some(told) = told.filter(|_| lines.len() > 1) else {
        draft.pieces.push(part);
        return;
    };
    for (line, (attribute, value)) in lines.into_iter().zip(told) {
        draft.say(&attribute, line, &value);
    }
}

/// Takes front matter out, and gives the text behind it.
fn front_matter<'a>(text: &'a str, draft: &mut Draft) -> &'a str {
    const LONGEST: usize = 60;
    let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Some(inside) = plain.strip_prefix("---\n").or_else(|| plain.strip_prefix("---\r\n")) else {
        return text;
    };
    let mut rest = inside;
    let mut lines = Vec::new();
    loop {
        let Some((line, behind)) = rest.split_once('\n').filter(|_| lines.len() < LONGEST) else {
            return text;
        };
        rest = behind;
        let line = line.trim_end_matches('\r');
        if line == "---" {
            break;
        }
        lines.push(line);
    }
    if !lines.iter().any(|line| label(line).is_some()) {
        return text;
    }
    draft.leave_out("---", LeftOutBecause::Database);
    for line in lines {
        let meaning = label(line).and_then(|(name, value)| Some((columns::meaning(name)?, value)));
        match meaning {
            Some((Meaning::Attribute(attribute), value)) => {
                draft.say(&attribute, line, value.trim_matches(['"', '\'']));
            }
            _ => draft.leave_out(line, LeftOutBecause::Database),
        }
    }
    draft.leave_out("---", LeftOutBecause::Database);
    rest.trim_start_matches(['\r', '\n'])
}

/// Paragraphs of a text, each with the line ends behind it: together they are the text.
pub fn blocks(text: &str) -> Vec<Part> {
    let mut blocks: Vec<Part> = Vec::new();
    let (mut start, mut end) = (0, None);
    let mut at = 0;
    let mut push = |start: usize, end: usize, next: usize| {
        let behind = Cow::Owned(text[end..next].to_owned());
        blocks.push(Part { text: text[start..end].into(), behind, left_out: None });
    };
    for line in text.split_inclusive(['\n', '\r']) {
        let is_blank = line.trim().is_empty();
        if let (Some(end_of_block), false) = (end, is_blank)
            && text[end_of_block..at]
                .trim_end_matches([' ', '\t'])
                .matches('\n')
                .count()
                .max(text[end_of_block..at].matches('\r').count())
                > 1
        {
            push(start, end_of_block, at);
            start = at;
            end = None;
        }
        if !is_blank {
            end = Some(at + line.trim_end_matches(['\n', '\r']).len());
        }
        at += line.len();
    }
    push(start, end.unwrap_or(start), text.len());
    blocks
}

/// Lines of a text as paragraphs; those of a text that is cut into lines of one width are joined.
fn lines(text: &str) -> Vec<Paragraph> {
    const WIDTH: usize = 100;
    let all = || text.lines().map(str::trim_end);
    let is_wrapped = all().count() > 20 && all().all(|line| line.chars().count() <= WIDTH);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut is_open = false;
    for line in all() {
        if line.trim().is_empty() {
            is_open = false;
            continue;
        }
        let begins = label(line).is_some() || factiva::begins(line);
        match paragraphs.last_mut().filter(|_| is_wrapped && is_open && !begins) {
            Some(last) => {
                last.push(' ');
                last.push_str(line.trim());
            }
            None => paragraphs.push(line.to_owned()),
        }
        is_open = true;
    }
    paragraphs.iter().map(|text| Paragraph::plain(text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_together_are_the_text() {
        let check = |text: &str, expected: &[&str]| {
            let blocks = blocks(text);
            assert_eq!(blocks.iter().map(|it| &*it.text).collect::<Vec<_>>(), expected, "{text:?}");
            let whole: String = blocks.iter().flat_map(|it| [&*it.text, &*it.behind]).collect();
            assert_eq!(whole, text);
        };
        check(" one\n\ntwo\n", &[" one", "two"]);
        check("one\nstill one\n \n\ntwo", &["one\nstill one", "two"]);
        check("one\r\nstill one\r\n\r\ntwo\r\n", &["one\r\nstill one", "two"]);
        check("one\rone\r\rtwo", &["one\rone", "two"]);
        check("\n\none", &["\n\none"]);
    }
}
