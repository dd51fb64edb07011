//! Pages of the web, as a browser or `SingleFile` saved them.
//!
//! - **Reads** what a page says of its article to search engines and to others ([`told`]), and the article’s paragraphs ([`body`]);
//!   pages that Factiva makes, with many articles each.
//! - **Leaves out** scripts, looks, pictures and everything outside of the article; within it what is no text of it can be kept.
//!
//! The platform parses a page. No script of it runs, nothing that it names is fetched.

mod body;
mod markup;
mod told;

use super::Tools;
use super::draft::Draft;
use super::factiva;
use super::paragraph::Paragraph;
use super::xml::{self, Element};
use crate::formats::error::ReadError;
use crate::import::{ArticleFile, OtherFile, UnknownFile};

/// Articles of a page.
///
/// # Errors
/// When nothing parses it, or nothing in it is an article.
pub fn read(html: &str, tools: Tools) -> Result<(Option<ArticleFile>, Vec<Draft>), ReadError> {
    let page = (tools.well_formed)(&markup::without_handlers(html));
    let page = page.ok_or(ReadError::Unknown(UnknownFile::Other(OtherFile::Html)))?;
    let page = xml::tree(&page)?;
    if is_of_factiva(&page) {
        let mut articles = Vec::new();
        articles_of_factiva(&page, &mut articles);
        let lines = if articles.is_empty() {
            body::lines(&page)
        } else {
            articles.into_iter().flat_map(body::lines).collect()
        };
        let paragraphs: Vec<_> = lines.iter().map(|text| Paragraph::plain(text)).collect();
        if factiva::is(paragraphs.iter().map(|it| &*it.part.text)) {
            return Ok((Some(ArticleFile::Factiva), factiva::cut(paragraphs)));
        }
    }
    let mut draft = Draft::default();
    body::read(&page, &mut draft);
    told::tell(&page, html, &mut draft);
    if !draft.has_text() {
        let body = told::body(&page);
        body.lines().filter(|line| !line.trim().is_empty()).for_each(|line| draft.push(line.trim()));
    }
    if !draft.has_text() {
        return Err(ReadError::NoArticle);
    }
    Ok((None, vec![draft]))
}

/// True for a page with articles in the elements that Factiva gives them.
fn is_of_factiva(page: &Element) -> bool {
    let mut is = false;
    page.each(&mut |element| {
        let class = element.get("class");
        is |= class.contains("articleParagraph") || class.split(' ').any(is_article_of_factiva);
    });
    is
}

/// True for a class such as `enArticle`.
fn is_article_of_factiva(class: &str) -> bool {
    class.ends_with("Article") && class.len() == 9
}

/// Elements of the articles, without what is around them; in each other the outer ones.
fn articles_of_factiva<'a>(within: &'a Element, found: &mut Vec<&'a Element>) {
    for element in within.elements() {
        if element.get("class").split(' ').any(|it| it == "article" || is_article_of_factiva(it)) {
            found.push(element);
        } else {
            articles_of_factiva(element, found);
        }
    }
}

/// Encoding that a page or another text declares in its first bytes.
pub fn declared(bytes: &[u8]) -> Option<String> {
    const LOOKED_AT: usize = 2_048;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(LOOKED_AT)]).to_ascii_lowercase();
    let behind = ["charset=", "encoding="].into_iter().find_map(|name| head.split_once(name))?.1;
    let label = behind.trim_start_matches(['"', '\'', ' ']);
    let end =
        label.find(|it: char| !it.is_ascii_alphanumeric() && !"-_:.".contains(it)).unwrap_or(label.len());
    Some(label[..end].to_owned()).filter(|label| !label.is_empty() && !label.starts_with("utf-16"))
}
