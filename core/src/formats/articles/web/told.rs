//! Told: what a page says of its article outside of the text.
//!
//! - **Reads**, the first that says something: JSON-LD of an article (<https://schema.org/NewsArticle>), also in lists and `@graph`;
//!   Open Graph (<https://ogp.me>) and the `meta` of publishers; `link rel=canonical`, `time`, `html lang`, `h1`, `title`; the
//!   address that a browser or `SingleFile` writes into what it saves.

use crate::formats::articles::draft::Draft;
use crate::formats::articles::xml::Element;
use crate::import::FieldFrom;
use serde_json::Value;

/// Tells a draft what its page says.
pub fn tell(page: &Element, html: &str, draft: &mut Draft) {
    for address in addresses(page) {
        draft.tell("address", &address, FieldFrom::Element("link".into()));
    }
    let data = data(page);
    if let Some(article) = data.iter().find(|it| is_article(it)) {
        of_data(article, &data, draft);
    }
    let metas = metas(page);
    for (attribute, names) in METAS {
        for name in *names {
            let value = metas.iter().find(|(other, _)| other == name).map(|(_, value)| &**value);
            if let Some(value) = value.filter(|value| *attribute != "author" || !value.starts_with("http")) {
                draft.tell(attribute, value, FieldFrom::Element((*name).into()));
            }
        }
    }
    let element = |name: &str| FieldFrom::Element(name.into());
    for (name, time) in times(page) {
        draft.tell("date", &time, element(&name));
    }
    if let Some(root) = page.find("html") {
        draft.tell("language", root.get("lang"), element("html"));
    }
    for name in ["h1", "title"] {
        let said = page.find(name).map(Element::words).unwrap_or_default();
        draft.tell("headline", &said, element(name));
    }
    saved_from(html, draft);
}

/// Text of the article in the data for search engines; empty where there is none.
pub fn body(page: &Element) -> String {
    let data = data(page);
    let article = data.iter().find(|it| is_article(it));
    article.and_then(|it| it["articleBody"].as_str()).unwrap_or_default().to_owned()
}

fn addresses(page: &Element) -> Vec<String> {
    let mut found = Vec::new();
    page.each(&mut |element| {
        if element.name == "link" && element.get("rel").eq_ignore_ascii_case("canonical") {
            found.push(element.get("href").to_owned());
        }
    });
    found.retain(|address| address.starts_with("http"));
    found
}

/// Objects of the page’s JSON-LD, those in lists and graphs as well.
fn data(page: &Element) -> Vec<Value> {
    let mut found = Vec::new();
    page.each(&mut |element| {
        if element.name == "script" && element.get("type").contains("ld+json") {
            let text = element.text();
            // Some wrap it up for old programs, some write line ends within strings.
            let text = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
            let parsed = serde_json::from_str(text)
                .or_else(|_| serde_json::from_str(&text.replace(['\n', '\t', '\r'], " ")));
            flatten(parsed.unwrap_or_default(), &mut found);
        }
    });
    found
}

fn flatten(value: Value, found: &mut Vec<Value>) {
    match value {
        Value::Array(items) => {
            for item in items {
                flatten(item, found);
            }
        }
        Value::Object(mut fields) => {
            let inner = ["@graph", "mainEntity"].map(|name| fields.remove(name).unwrap_or_default());
            found.push(Value::Object(fields));
            for value in inner {
                flatten(value, found);
            }
        }
        _ => {}
    }
}

fn is_article(value: &Value) -> bool {
    let is = |kind: &Value| {
        let kind = kind.as_str().unwrap_or_default();
        let kind = kind.rsplit('/').next().unwrap_or_default();
        kind.ends_with("Article") || ["BlogPosting", "LiveBlogPosting", "Report"].contains(&kind)
    };
    match &value["@type"] {
        Value::Array(kinds) => kinds.iter().any(is),
        kind => is(kind),
    }
}

fn of_data(article: &Value, data: &[Value], draft: &mut Draft) {
    let mut tell = |attribute: &str, value: String| draft.tell(attribute, &value, FieldFrom::JsonLd);
    let text = |name: &str| article[name].as_str().unwrap_or_default().to_owned();
    tell("headline", Some(text("headline")).filter(|it| !it.is_empty()).unwrap_or_else(|| text("name")));
    tell("outlet", names(&article["publisher"], data));
    tell("author", names(&article["author"], data));
    tell(
        "date",
        Some(text("datePublished")).filter(|it| !it.is_empty()).unwrap_or_else(|| text("dateCreated")),
    );
    tell("section", names(&article["articleSection"], data));
    tell("language", names(&article["inLanguage"], data));
    let page = article["mainEntityOfPage"].as_str().or_else(|| article["mainEntityOfPage"]["@id"].as_str());
    let address = article["url"].as_str().or(page).filter(|address| address.starts_with("http"));
    tell("address", address.unwrap_or_default().to_owned());
}

/// Names in a value: itself, those of the things in it, or those of the things to which it refers.
fn names(value: &Value, data: &[Value]) -> String {
    let name = |value: &Value| -> Option<String> {
        let of = |value: &Value| match value {
            Value::String(name) => Some(name.clone()),
            Value::Object(fields) => fields.get("name").map(|name| match name {
                Value::Array(names) => names.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
                name => name.as_str().unwrap_or_default().to_owned(),
            }),
            _ => None,
        };
        let referred = || {
            let id = value["@id"].as_str()?;
            data.iter().find(|it| it["@id"].as_str() == Some(id)).and_then(of)
        };
        of(value).filter(|name| !name.is_empty()).or_else(referred)
    };
    match value {
        Value::Array(items) => {
            let mut names: Vec<String> = items.iter().filter_map(name).collect();
            names.dedup();
            names.join(", ")
        }
        value => name(value).unwrap_or_default(),
    }
}

/// Contents of `meta` by their small names.
fn metas(page: &Element) -> Vec<(String, String)> {
    let mut found = Vec::new();
    page.each(&mut |element| {
        if element.name == "meta" {
            let names = ["property", "name", "itemprop"].map(|attribute| element.get(attribute));
            let name = names.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
            found.push((name.to_ascii_lowercase(), element.get("content").trim().to_owned()));
        }
    });
    found.retain(|(name, content)| !name.is_empty() && !content.is_empty());
    found
}

/// Names of `meta` for each attribute, the first one that is there counts.
const METAS: &[(&str, &[&str])] = &[
    ("headline", &["og:title", "parsely-title", "dc.title", "twitter:title", "citation_title"]),
    ("outlet", &["og:site_name", "dc.publisher", "citation_journal_title", "publisher", "application-name"]),
    (
        "date",
        &[
            "article:published_time",
            "og:article:published_time",
            "datepublished",
            "parsely-pub-date",
            "dc.date.issued",
            "dcterms.created",
            "dc.date",
            "sailthru.date",
            "publish-date",
            "publishdate",
            "publication_date",
            "pubdate",
            "citation_publication_date",
            "date",
            "cxenseparse:recs:publishtime",
        ],
    ),
    (
        "author",
        &[
            "author",
            "article:author",
            "parsely-author",
            "dc.creator",
            "sailthru.author",
            "byl",
            "citation_author",
        ],
    ),
    ("section", &["article:section", "parsely-section", "section"]),
    ("language", &["og:locale", "language", "dc.language", "content-language"]),
    ("address", &["og:url", "parsely-link", "twitter:url"]),
];

/// Times in the page, those that say that they are of the publication first.
fn times(page: &Element) -> Vec<(String, String)> {
    let mut found = Vec::new();
    page.each(&mut |element| {
        let is_published = element.get("itemprop").eq_ignore_ascii_case("datePublished");
        if element.name == "time" || is_published {
            let value =
                [element.get("datetime"), element.get("content")].into_iter().find(|it| !it.is_empty());
            let value = value.map_or_else(|| element.words(), str::to_owned);
            found.push((!is_published, element.name.clone(), value));
        }
    });
    found.sort_by_key(|(is_any, ..)| *is_any);
    let read = |value: &str| {
        use crate::formats::articles::date::{Order, read};
        read(value, Order::Unknown).is_some()
    };
    found.into_iter().map(|(_, name, value)| (name, value)).filter(|(_, value)| read(value)).collect()
}

/// Address and day in the remark that a browser or `SingleFile` writes.
fn saved_from(html: &str, draft: &mut Draft) {
    const LOOKED_AT: usize = 4_000;
    let end =
        (0..=html.len().min(LOOKED_AT)).rev().find(|end| html.is_char_boundary(*end)).unwrap_or_default();
    let remarks = html[..end].split("<!--").skip(1).filter_map(|it| Some(it.split_once("-->")?.0));
    for remark in remarks {
        let from = || FieldFrom::Element("saved".into());
        if let Some((_, address)) =
            remark.split_once("saved from url=").and_then(|(_, it)| it.split_once(')'))
        {
            draft.tell("address", address.trim(), from());
        }
        if remark.contains("SingleFile") {
            let line =
                |name: &str| remark.lines().find_map(|line| line.trim().strip_prefix(name).map(str::trim));
            draft.tell("address", line("url:").unwrap_or_default(), from());
            let date = line("saved date:").unwrap_or_default();
            draft.tell("retrieved", &single_file(date), from());
        }
    }
}

/// Day in the way of `JavaScript`: `Mon May 26 2025 10:30:00 GMT+0530 (India Standard Time)`.
fn single_file(date: &str) -> String {
    date.split('(').next().unwrap_or_default().trim().to_owned()
}
