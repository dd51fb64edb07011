//! Pasting: what is in the clipboard is opened as a file.

use super::state::File;
use super::update::open;
use crate::app::context::Context;
use crate::words::files as words;
use std::rc::Rc;

/// Opens what was pasted as a file with a name that no article has. Cells of a spreadsheet are a table; of a part of a page of the
/// web the paragraphs count.
pub fn paste(context: &mut Context<'_>, text: &str, page: &str) {
    if text.trim().is_empty() || context.state.is_asking() {
        return;
    }
    let (ending, content) = if page.contains("<table") && text.contains('\t') {
        ("tsv", text)
    } else if ["<p", "<h1", "<h2", "<br", "<li"].iter().any(|tag| page.contains(tag)) {
        ("html", page)
    } else {
        ("txt", text)
    };
    let corpus = context.state.corpus();
    let first = std::iter::once(words::PASTED.to_owned());
    let mut names = first.chain((2..).map(|number: u32| format!("{} {number}", words::PASTED)));
    let name = names.find(|name| corpus.document(&(&**name).into()).is_none()).unwrap_or_default();
    let (bytes, size) = (Rc::from(content.as_bytes()), content.len() as u64);
    open(context, &[File { name: format!("{name}.{ending}").into(), size, bytes: Some(bytes) }]);
}
