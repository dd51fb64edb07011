//! IRIs: articles, relations and UUIDs as identifiers that hold everywhere (RFC 3987).
//!
//! It knows no format; two that name articles share it.

use crate::model::document::DocumentId;
use uuid::Uuid;

/// Beginning of an article’s IRI, in front of its id.
pub const ARTICLE: &str = "urn:glossator:document:";

/// Beginning of the IRI of a relation whose id is no UUID.
pub const RELATION: &str = "urn:glossator:relation:";

/// Beginning of the IRI of an entity, in front of its id.
pub const ENTITY: &str = "urn:glossator:entity:";

/// Beginning of the IRI of a value, in front of the id of its attribute.
pub const ATTRIBUTE: &str = "urn:glossator:attribute:";

/// Beginning of a UUID that is an IRI (RFC 9562, 4).
pub const UUID: &str = "urn:uuid:";

/// IRI of an article.
pub fn of_article(document: &DocumentId) -> String {
    format!("{ARTICLE}{}", escaped(&document.0))
}

/// IRI of an entity.
pub fn of_entity(id: &str) -> String {
    format!("{ENTITY}{}", escaped(id))
}

/// IRI of a value of an attribute.
pub fn of_value(attribute: &str, value: &str) -> String {
    format!("{ATTRIBUTE}{}:{}", escaped(attribute), escaped(value))
}

/// Attribute and value that an IRI of ours means.
pub fn value_of(iri: &str) -> Option<(String, String)> {
    let (attribute, value) = iri.strip_prefix(ATTRIBUTE)?.split_once(':')?;
    Some((unescaped(attribute), unescaped(value)))
}

/// Id of the entity that an IRI of ours means.
pub fn entity_of(iri: &str) -> Option<String> {
    iri.strip_prefix(ENTITY).map(unescaped).filter(|id| !id.is_empty())
}

/// Id of the article that an IRI means: its own if it is one of ours, else the last part of its path without the ending.
pub fn article_of(iri: &str) -> String {
    if let Some(id) = iri.strip_prefix(ARTICLE) {
        return unescaped(id);
    }
    let path = iri.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let name = unescaped(path.rsplit('/').next().unwrap_or_default());
    match name.rsplit_once('.') {
        Some((stem, "txt" | "html" | "htm" | "xml")) => stem.to_owned(),
        _ => name,
    }
}

/// Last part of a term, which may be an IRI or have a prefix.
pub fn term_of(iri: &str) -> &str {
    iri.rsplit(['#', '/', ':']).next().unwrap_or(iri)
}

/// UUID that a text or an IRI is.
pub fn uuid_of(text: &str) -> Option<Uuid> {
    Uuid::parse_str(text.strip_prefix(UUID).unwrap_or(text)).ok()
}

/// Text as part of an IRI: everything but ASCII letters, digits, `-`, `.`, `_` and `~` as `%XX` (RFC 3986, 2.3).
pub fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => escaped.push(byte.into()),
            _ => {
                escaped.push('%');
                let digits = [byte >> 4, byte & 15].into_iter();
                escaped.extend(
                    digits
                        .filter_map(|digit| char::from_digit(digit.into(), 16))
                        .map(|digit| digit.to_ascii_uppercase()),
                );
            }
        }
    }
    escaped
}

/// Text of which a part of an IRI was made: the opposite of [`escaped`].
pub fn unescaped(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((byte, behind)) = rest.split_first() {
        let digits = behind.get(..2).and_then(|digits| str::from_utf8(digits).ok());
        let coded = digits.filter(|_| *byte == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(coded.unwrap_or(*byte));
        rest = if coded.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_has_an_iri_and_an_iri_an_article() {
        let check = |iri: &str, id: &str| assert_eq!(article_of(iri), id, "{iri}");
        for id in ["a", "l’été / 50 %", "مقال"] {
            check(&of_article(&id.into()), id);
        }
        assert_eq!(of_article(&"é b".into()), "urn:glossator:document:%C3%A9%20b");
        check("https://example.org/texts/a.txt", "a");
        check("https://example.org/texts/a%20b/?page=2#top", "a b");
        check("a.b", "a.b");
        check("%ff%", "%ff%");
    }
}
