//! Selection: the part of an article that the selectors of a target mean.
//!
//! Several selectors are alternatives for the same part; those of a text are read.

use crate::formats::iri::term_of;
use crate::formats::reading::object::each;
use serde_json::Value;

/// Place of a span: positions in code points, words, and the context of the words. Empty texts and zeros stand for what no
/// selector says.
pub struct Place<'a> {
    pub start: u64,
    pub end: u64,
    pub exact: &'a str,
    pub prefix: &'a str,
    pub suffix: &'a str,
}

/// Place in a target; `None` where it has no selector by position or by quote.
pub fn place(target: &Value) -> Option<Place<'_>> {
    let selectors = each(&target["selector"]);
    let of_kind = |kind: &str| selectors.iter().find(|it| is(it, kind)).unwrap_or(&Value::Null);
    // Positions in a part that another selector takes are not those of the article, but its words are.
    let refined = selectors.iter().flat_map(|selector| each(&selector["refinedBy"]));
    let quote = Some(of_kind("TextQuoteSelector")).filter(|quote| !quote.is_null());
    let quote =
        quote.or_else(|| refined.into_iter().find(|it| is(it, "TextQuoteSelector"))).unwrap_or(&Value::Null);
    let [exact, prefix, suffix] =
        ["exact", "prefix", "suffix"].map(|name| quote[name].as_str().unwrap_or_default());
    let position = of_kind("TextPositionSelector");
    let ends = ["start", "end"].map(|name| position[name].as_u64());
    let fragment = || selectors.iter().find_map(|it| it["value"].as_str().and_then(fragment));
    let [start, end] = match ends {
        [Some(start), Some(end)] => [start, end],
        _ => fragment().unwrap_or_default(),
    };
    (end > start || !exact.is_empty()).then_some(Place { start, end, exact, prefix, suffix })
}

/// Fields of the selectors that are read.
pub const OF_SELECTOR: [&str; 8] =
    ["start", "end", "exact", "prefix", "suffix", "refinedBy", "value", "conformsTo"];

/// True for a selector by position or by quote.
pub fn is_read(selector: &Value) -> bool {
    is(selector, "TextPositionSelector") || is(selector, "TextQuoteSelector")
}

fn is(selector: &Value, kind: &str) -> bool {
    let kinds = [&selector["type"], &selector["@type"]];
    kinds.into_iter().flat_map(each).any(|it| it.as_str().is_some_and(|it| term_of(it) == kind))
}

/// Ends in a fragment of plain text (RFC 5147): `char=0,4`.
fn fragment(value: &str) -> Option<[u64; 2]> {
    let (start, end) = value.strip_prefix("char=")?.split_once(',')?;
    let end = end.split(';').next()?;
    Some([start.parse().ok()?, end.parse().ok()?])
}
