//! XML: a text as a tree of its elements, for formats whose files are small.
//!
//! Nothing is fetched and nothing is defined: a text with a document type is refused, because its entities could grow without
//! an end. It knows no vocabulary.

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Element with all that is in it.
#[derive(Debug, Default)]
pub struct Element {
    /// Name without a prefix.
    pub name: String,
    attributes: Vec<(String, String)>,
    /// Characters in it, those of its elements apart.
    pub text: String,
    /// Elements in it.
    pub children: Vec<Element>,
}

/// Reason why a text is no such tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not well-formed.
    Broken,
    /// With a document type.
    DocumentType,
    /// With more elements, or more in each other, than are read.
    TooMany,
}

/// Largest number of elements.
const MOST_ELEMENTS: usize = 100_000;

/// Largest number of elements in each other.
const DEEPEST: usize = 100;

impl Element {
    /// Value of the attribute of that name, without a prefix; empty where there is none.
    pub fn attribute(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(other, _)| other == name);
        found.map_or("", |(_, value)| value)
    }

    /// Elements of that name in it.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// Characters of the first element of that name; empty where there is none.
    pub fn text_of(&self, name: &str) -> &str {
        self.children.iter().find(|child| child.name == name).map_or("", |child| child.text.trim())
    }

    fn of(start: &BytesStart<'_>) -> Option<Self> {
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.ok()?;
            let name = attribute.key.local_name();
            attributes.push((
                name.as_ref().to_owned(),
                attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned(),
            ));
        }
        let name = start.local_name().as_ref().to_owned();
        Some(Self { name, attributes, ..Self::default() })
    }
}

/// Root of a text.
///
/// # Errors
/// When it is not well-formed, has a document type, or holds too much.
pub fn read(text: &str) -> Result<Element, Fault> {
    let mut reader = Reader::from_str(text);
    // The last one is open; the first one holds the root.
    let mut open = vec![Element::default()];
    let mut count = 0;
    loop {
        let event = reader.read_event().map_err(|_| Fault::Broken)?;
        let last = open.last_mut().ok_or(Fault::Broken)?;
        match event {
            Event::Start(start) => {
                open.push(Element::of(&start).ok_or(Fault::Broken)?);
                count += 1;
            }
            Event::Empty(start) => {
                last.children.push(Element::of(&start).ok_or(Fault::Broken)?);
                count += 1;
            }
            Event::End(_) => {
                let whole = open.pop().ok_or(Fault::Broken)?;
                open.last_mut().ok_or(Fault::Broken)?.children.push(whole);
            }
            Event::Text(text) => last.text += &text.xml10_content(),
            Event::CData(text) => last.text += &text.xml10_content(),
            Event::GeneralRef(reference) => match reference.resolve_char_ref().map_err(|_| Fault::Broken)? {
                Some(character) => last.text.push(character),
                None => last.text += resolve_xml_entity(&reference).ok_or(Fault::Broken)?,
            },
            Event::DocType(_) => return Err(Fault::DocumentType),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            Event::Eof => break,
        }
        if count > MOST_ELEMENTS || open.len() > DEEPEST {
            return Err(Fault::TooMany);
        }
    }
    match &mut open[..] {
        [all] if all.children.len() == 1 => Ok(all.children.remove(0)),
        _ => Err(Fault::Broken),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_a_tree_or_it_is_said_why_not() {
        let root = read(
            "<?xml version=\"1.0\"?><a:b x='1 &amp; 2'>&lt;&#65;<![CDATA[<]]><c y:z=\"&quot;\"/><c>t</c></a:b>",
        );
        let root = root.expect("well-formed");
        assert_eq!(
            (&*root.name, root.attribute("x"), root.attribute("y"), &*root.text),
            ("b", "1 & 2", "", "<A<")
        );
        assert_eq!(
            (root.all("c").count(), root.children[0].attribute("z"), root.children[1].text_of("c")),
            (2, "\"", "")
        );
        assert_eq!(root.text_of("c"), "");
        let check = |text: &str, expected: Fault| assert_eq!(read(text).expect_err(text), expected, "{text}");
        for broken in ["", "words", "<a>", "<a></b>", "<a/><b/>", "<a>&b;</a>", "<a x=1/>", "<a b='&c;'/>"] {
            check(broken, Fault::Broken);
        }
        check("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", Fault::DocumentType);
        check(&("<a>".repeat(200) + &"</a>".repeat(200)), Fault::TooMany);
        check(&format!("<a>{}</a>", "<b/>".repeat(100_001)), Fault::TooMany);
    }
}
