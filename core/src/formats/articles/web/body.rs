//! Body: the paragraphs of the article in a page.
//!
//! - **Reads** the element that is the article: the one that says so and has the most text in paragraphs, else the main part, else
//!   all of it; in it paragraphs, headings, items of lists, quotations; and what stands
//!   between the heading of the page and that element.
//! - **Leaves out**, as pieces that can be kept: menus, forms, captions, players, comments, what leads to other articles, and
//!   advertisements, by their elements, roles and names. Nothing with more than half of the text is left out.

use crate::formats::articles::draft::{Draft, Part};
use crate::formats::articles::paragraph::aside;
use crate::formats::articles::xml::{Element, Node, plain};
use crate::import::LeftOutBecause;

/// Adds the paragraphs of the article to a draft.
pub fn read(page: &Element, draft: &mut Draft) {
    let root = root(page);
    let whole = root.text().len();
    let mut body = None;
    root.each(&mut |element| {
        if element.get("itemprop").eq_ignore_ascii_case("articleBody")
            && paragraphs(element) * 2 > paragraphs(root)
        {
            body = body.or(Some(element));
        }
    });
    let mut walk = Walk { draft, whole, text: String::new(), linked: 0, is_break: false, body };
    for element in lead(page.find("body").unwrap_or(page), root) {
        walk.element(element, None, false);
    }
    walk.children(root, None, body.is_some());
    walk.end(None);
}

/// Elements from the heading of the page up to its article, where that does not hold the heading.
fn lead<'a>(within: &'a Element, root: &Element) -> Vec<&'a Element> {
    let holds = |element: &Element| {
        let mut holds = std::ptr::eq(element, root);
        element.each(&mut |inner| holds |= std::ptr::eq(inner, root));
        holds
    };
    let has_heading = |element: &Element| element.name == "h1" || element.find("h1").is_some();
    let inner: Vec<_> = within.elements().collect();
    let Some(end) = inner.iter().position(|it| holds(it)).filter(|_| !has_heading(root)) else {
        return Vec::new();
    };
    match inner[..end].iter().rposition(|it| has_heading(it)) {
        Some(start) => inner[start..end].to_vec(),
        None => lead(inner[end], root),
    }
}

/// Every line of a page, whatever it is: cells of a row side by side.
pub fn lines(page: &Element) -> Vec<String> {
    let mut draft = Draft::default();
    let mut walk =
        Walk { draft: &mut draft, whole: 0, text: String::new(), linked: 0, is_break: false, body: None };
    let root = page.find("body").unwrap_or(page);
    walk.lines(root);
    walk.end(None);
    draft.pieces.iter().map(|piece| piece.text.to_string()).collect()
}

/// Least length in bytes of the text of what is taken for an article.
const SHORTEST: usize = 250;

fn root(page: &Element) -> &Element {
    let mut candidates: Vec<(u8, usize, &Element)> = Vec::new();
    page.each(&mut |element| {
        let is = |role: &str| element.get("role").eq_ignore_ascii_case(role);
        let rank = match &*element.name {
            "article" => 0,
            _ if element.get("itemtype").ends_with("Article") => 0,
            _ if is("article") => 0,
            "main" => 1,
            _ if is("main") => 1,
            _ if element.get("itemprop").eq_ignore_ascii_case("articleBody") => 2,
            _ => return,
        };
        candidates.push((rank, paragraphs(element), element));
    });
    let all = page.find("body").unwrap_or(page);
    let whole = paragraphs(all);
    // Of short articles on a front page none is the one.
    let best = (0..3).find_map(|rank| {
        let of_rank = candidates.iter().filter(|(other, ..)| *other == rank);
        let (_, length, element) = of_rank.max_by_key(|(_, length, _)| *length)?;
        (*length >= SHORTEST.min(whole) && *length * 3 >= whole).then_some(*element)
    });
    best.unwrap_or_else(|| densest(all))
}

/// Innermost element with most of the text in paragraphs.
fn densest(element: &Element) -> &Element {
    let whole = paragraphs(element);
    let mut densest = element;
    loop {
        let next = densest.elements().find(|it| paragraphs(it) * 10 > whole * 8);
        match next {
            Some(next) if whole > 0 => densest = next,
            _ => return densest,
        }
    }
}

/// Length in bytes of the text in paragraphs.
fn paragraphs(element: &Element) -> usize {
    let mut length = 0;
    add_paragraphs(element, &mut length);
    length
}

fn add_paragraphs(element: &Element, length: &mut usize) {
    for inner in element.elements() {
        match &*inner.name {
            "p" | "blockquote" => *length += inner.text().trim().len(),
            "nav" | "footer" | "aside" | "form" | "noscript" | "script" => {}
            _ => add_paragraphs(inner, length),
        }
    }
}

struct Walk<'a> {
    draft: &'a mut Draft,
    /// Length of all text in the article’s element.
    whole: usize,
    text: String,
    /// Number of bytes of the text that are links.
    linked: usize,
    /// True behind the first of two line breaks.
    is_break: bool,
    /// Element that says that it is the text of the article.
    body: Option<&'a Element>,
}

impl Walk<'_> {
    /// Walks through what is in an element; `is_around` is true around the one that is the text.
    fn children(&mut self, element: &Element, because: Option<&LeftOutBecause>, is_around: bool) {
        for node in &element.children {
            match node {
                Node::Text(text) => {
                    if !text.trim().is_empty() {
                        self.is_break = false;
                    }
                    self.text.push_str(text);
                }
                Node::Element(inner) => self.element(inner, because, is_around),
            }
        }
    }

    fn element(&mut self, element: &Element, because: Option<&LeftOutBecause>, is_around: bool) {
        if ["script", "style", "template", "head", "svg"].contains(&&*element.name) {
            return;
        }
        if element.name == "br" {
            if std::mem::replace(&mut self.is_break, true) {
                self.end(because);
            } else {
                self.text.push('\u{b}');
            }
            return;
        }
        let is_body = self.body.is_some_and(|body| std::ptr::eq(body, element));
        let is_around = is_around && !is_body;
        let own = if because.is_none() && !is_body { self.reason(element, is_around) } else { None };
        let because = because.or(own.as_ref());
        let is_block = BLOCKS.contains(&&*element.name) || own.is_some();
        if is_block {
            self.end(because.filter(|_| own.is_none()));
        }
        let before = self.text.trim().len();
        self.children(element, because, is_around);
        if element.name == "a" {
            self.linked += self.text.trim().len().saturating_sub(before);
        }
        if is_block {
            self.end(because);
        }
    }

    /// Ends a paragraph.
    fn end(&mut self, because: Option<&LeftOutBecause>) {
        /// Longest text in bytes that is a mere link to something else.
        const LONGEST_LINK: usize = 250;
        self.is_break = false;
        let linked = std::mem::take(&mut self.linked);
        let text = std::mem::take(&mut self.text);
        let lines: Vec<_> = text.split('\u{b}').map(plain).filter(|line| !line.is_empty()).collect();
        let text = lines.join("\n");
        if text.is_empty() {
            return;
        }
        let is_link = text.len() < LONGEST_LINK && linked * 10 > text.len() * 8;
        let because =
            because.cloned().or_else(|| aside(&text)).or(is_link.then_some(LeftOutBecause::Related));
        self.draft.pieces.push(Part::new(text, because));
    }

    fn lines(&mut self, element: &Element) {
        for node in &element.children {
            let Node::Element(inner) = node else {
                if let Node::Text(text) = node {
                    self.text.push_str(text);
                }
                continue;
            };
            match &*inner.name {
                "script" | "style" | "template" | "head" | "svg" => {}
                "td" | "th" => {
                    let is_first = self.text.trim().is_empty();
                    if !is_first {
                        self.text.push('\u{b}');
                    }
                    self.lines(inner);
                }
                "tr" => {
                    self.end(None);
                    self.lines(inner);
                    self.end_of_row();
                }
                // A paragraph of a cell is the first behind its code.
                "p" if self.text.trim().len() <= 3 && !self.text.trim().is_empty() => {
                    self.text.push('\u{b}');
                    self.lines(inner);
                    self.end_of_row();
                }
                name if BLOCKS.contains(&name) => {
                    self.end_of_row();
                    self.lines(inner);
                    self.end_of_row();
                }
                "br" => self.end_of_row(),
                _ => self.lines(inner),
            }
        }
    }

    fn end_of_row(&mut self) {
        let text = std::mem::take(&mut self.text);
        let cells: Vec<_> = text
            .split('\u{b}')
            .map(|cell| plain(cell).trim().to_owned())
            .filter(|cell| !cell.is_empty())
            .collect();
        if !cells.is_empty() {
            self.draft.push(&cells.join("\t"));
        }
    }

    /// Reason why all of an element is left out.
    fn reason(&self, element: &Element, is_around: bool) -> Option<LeftOutBecause> {
        let because = match &*element.name {
            "h1" => Some(LeftOutBecause::Says("headline".into())),
            "time" => Some(LeftOutBecause::Says("date".into())),
            "figcaption" | "video" | "audio" | "picture" => Some(LeftOutBecause::Caption),
            "nav" | "footer" | "button" | "select" | "noscript" | "dialog" | "menu" | "iframe" | "label"
            | "input" => Some(LeftOutBecause::Page),
            _ => None,
        };
        if because.is_some() {
            return because;
        }
        let because = match &*element.name {
            "form" => Some(LeftOutBecause::Page),
            "aside" => Some(LeftOutBecause::Related),
            "figure" => Some(LeftOutBecause::Caption),
            _ => by_role(element).or_else(|| by_name(element)),
        };
        let is_lead = || {
            has_word(
                element,
                &["standfirst", "lead", "lede", "dek", "summary", "subtitle", "subheadline", "intro"],
            )
        };
        let because = because.or_else(|| {
            let is_text =
                BLOCKS.contains(&&*element.name) && is_around && !self.holds_body(element) && !is_lead();
            is_text.then_some(LeftOutBecause::Page)
        })?;
        // A name may be that of a column in which all of it stands.
        let is_most = element.text().len() * 2 > self.whole;
        (!is_most).then_some(because)
    }

    fn holds_body(&self, element: &Element) -> bool {
        let mut holds = false;
        element.each(&mut |inner| holds |= self.body.is_some_and(|body| std::ptr::eq(body, inner)));
        holds
    }
}

fn by_role(element: &Element) -> Option<LeftOutBecause> {
    if element.get("aria-hidden") == "true" || element.has("hidden") {
        return Some(LeftOutBecause::Page);
    }
    match element.get("role") {
        "complementary" => Some(LeftOutBecause::Related),
        "navigation" | "banner" | "contentinfo" | "search" | "dialog" | "button" | "toolbar" | "form"
        | "menu" => Some(LeftOutBecause::Page),
        _ => None,
    }
}

/// Reason by the words of which the names of an element are made.
fn by_name(element: &Element) -> Option<LeftOutBecause> {
    let words = words_of(element);
    let has = |all: &[&str]| words.iter().any(|word| all.contains(&&**word));
    let joined = words.join(" ");
    let has_both = |all: &[&str]| all.iter().any(|both| joined.contains(both));
    if has(&["comment", "comments", "disqus"]) {
        Some(LeftOutBecause::Comment)
    } else if has(&[
        "ad",
        "ads",
        "advert",
        "adverts",
        "advertisement",
        "adslot",
        "sponsor",
        "sponsored",
        "dfp",
    ]) {
        Some(LeftOutBecause::Advertisement)
    } else if has(&[
        "related",
        "recommended",
        "recommendation",
        "recommendations",
        "trending",
        "outbrain",
        "taboola",
        "promo",
        "teaser",
    ]) || has_both(&[
        "read more",
        "readmore",
        "also read",
        "alsoread",
        "read also",
        "more stories",
        "most read",
        "see also",
    ]) {
        Some(LeftOutBecause::Related)
    } else if has(&["caption", "figcaption", "gallery", "player", "credit"]) {
        Some(LeftOutBecause::Caption)
    } else if has(&[
        "share",
        "sharing",
        "social",
        "newsletter",
        "subscribe",
        "subscription",
        "signup",
        "cookie",
        "cookies",
        "consent",
        "breadcrumb",
        "breadcrumbs",
        "nav",
        "navbar",
        "navigation",
        "menu",
        "toolbar",
        "tags",
        "byline",
        "dateline",
        "timestamp",
        "sidebar",
        "popup",
        "modal",
        "metadata",
        "author",
        "authors",
    ]) || has_both(&["publish date", "article meta", "post meta", "entry meta", "tag list"])
    {
        Some(LeftOutBecause::Page)
    } else {
        None
    }
}

fn has_word(element: &Element, all: &[&str]) -> bool {
    words_of(element).iter().any(|word| all.contains(&&**word))
}

/// Small words of which class and id are made: `articleBody story-related` has four.
fn words_of(element: &Element) -> Vec<String> {
    let mut words = Vec::new();
    for name in [element.get("class"), element.get("id"), element.get("data-component")] {
        let mut word = String::new();
        let mut before = ' ';
        for letter in name.chars() {
            let ends = !letter.is_alphanumeric() || letter.is_uppercase() && before.is_lowercase();
            if ends && !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            if letter.is_alphanumeric() {
                word.extend(letter.to_lowercase());
            }
            before = letter;
        }
        if !word.is_empty() {
            words.push(word);
        }
    }
    words
}

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 38] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
];
