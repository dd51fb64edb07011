//! XML of documents, part by part, and as a tree where that is small.
//!
//! A DOCTYPE is refused: nothing that is read here has one, and its entities could grow without end. Elements go by their local
//! names. It does not know what they mean.

use crate::import::DocumentFault;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Part of XML, in its order.
pub enum Part<'a> {
    Begin(&'a str, Attributes<'a>),
    End(&'a str),
    Text(&'a str),
}

/// Attributes of an element.
pub struct Attributes<'a>(&'a BytesStart<'a>);

impl Attributes<'_> {
    /// Value of the attribute of that local name; empty where there is none.
    pub fn get(&self, name: &str) -> String {
        let mut all = self.0.attributes().flatten();
        let found = all.find(|attribute| attribute.key.local_name().as_ref() == name);
        found
            .and_then(|it| Some(it.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned()))
            .unwrap_or_default()
    }
}

/// Shows each part of well-formed XML.
///
/// # Errors
/// When it is not well-formed, or has a DOCTYPE.
pub fn read(xml: &str, mut see: impl FnMut(Part<'_>)) -> Result<(), DocumentFault> {
    // XML has no way to write it.
    if xml.contains('\0') {
        return Err(DocumentFault::Damaged);
    }
    let mut reader = Reader::from_str(xml.strip_prefix('\u{feff}').unwrap_or(xml));
    reader.config_mut().expand_empty_elements = true;
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_| DocumentFault::Damaged)? {
            Event::Start(start) => {
                depth += 1;
                see(Part::Begin(start.local_name().as_ref(), Attributes(&start)));
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                see(Part::End(end.local_name().as_ref()));
            }
            Event::Text(text) => see(Part::Text(&text.xml10_content())),
            Event::CData(text) => see(Part::Text(&text.xml10_content())),
            Event::GeneralRef(reference) => {
                let name = reference.xml10_content();
                match reference.resolve_char_ref().map_err(|_| DocumentFault::Damaged)? {
                    Some(character) => see(Part::Text(character.encode_utf8(&mut [0; 4]))),
                    None => see(Part::Text(resolve_predefined_entity(&name).ok_or(DocumentFault::Damaged)?)),
                }
            }
            Event::DocType(_) => return Err(DocumentFault::Doctype),
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(DocumentFault::Damaged),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Empty(_) => {}
        }
    }
}

/// Element with all that is in it.
#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
}

/// Element or text in an element.
#[derive(Debug)]
pub enum Node {
    Element(Element),
    Text(String),
}

/// Deepest nesting of a tree: what is deeper stands in the last of them.
const DEEPEST: usize = 200;

/// Most elements of a tree; a larger page is refused before it fills the memory.
const MOST: usize = 1_000_000;

/// Tree of well-formed XML: an element without a name around all of it.
///
/// # Errors
/// Errors of [`read`], and one for more elements than a tree may have.
pub fn tree(xml: &str) -> Result<Element, DocumentFault> {
    let mut open = vec![Element::default()];
    let (mut flattened, mut count) = (0_usize, 0);
    read(xml, |part| match part {
        Part::Begin(..) | Part::End(_) if count > MOST => {}
        Part::Begin(..) if open.len() > DEEPEST => flattened += 1,
        Part::Begin(name, attributes) => {
            count += 1;
            let attributes = attributes.0.attributes().flatten();
            let attributes = attributes.map(|it| {
                let value = it
                    .normalized_value(XmlVersion::Implicit1_0)
                    .map(std::borrow::Cow::into_owned)
                    .unwrap_or_default();
                (it.key.local_name().as_ref().to_owned(), value)
            });
            open.push(Element {
                name: name.to_owned(),
                attributes: attributes.collect(),
                children: Vec::new(),
            });
        }
        Part::End(_) if flattened > 0 => flattened -= 1,
        Part::End(_) => {
            if open.len() > 1
                && let (Some(done), Some(outer)) = (open.pop(), open.last_mut())
            {
                outer.children.push(Node::Element(done));
            }
        }
        Part::Text(text) => {
            if let Some(Element { children, .. }) = open.last_mut() {
                match children.last_mut() {
                    Some(Node::Text(before)) => before.push_str(text),
                    _ => children.push(Node::Text(text.to_owned())),
                }
            }
        }
    })?;
    if count > MOST {
        return Err(DocumentFault::TooLarge);
    }
    open.into_iter().next().ok_or(DocumentFault::Damaged)
}

impl Element {
    /// Value of the attribute of that local name; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.attributes.iter().find(|(other, _)| other == name).map_or("", |(_, value)| value)
    }

    /// True if it has an attribute of that name, whatever its value.
    pub fn has(&self, name: &str) -> bool {
        self.attributes.iter().any(|(other, _)| other == name)
    }

    /// Elements in it.
    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// First element of that name in it, at any depth.
    pub fn find(&self, name: &str) -> Option<&Self> {
        self.elements().find_map(|it| if it.name == name { Some(it) } else { it.find(name) })
    }

    /// Shows each element in it, at any depth, in the order of the text.
    pub fn each<'a>(&'a self, see: &mut impl FnMut(&'a Self)) {
        for element in self.elements() {
            see(element);
            element.each(see);
        }
    }

    /// Characters in it.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.add_text(&mut text);
        text
    }

    fn add_text(&self, text: &mut String) {
        for node in &self.children {
            match node {
                Node::Element(element) => element.add_text(text),
                Node::Text(characters) => text.push_str(characters),
            }
        }
    }

    /// Characters in it, with one blank for each stretch of white space.
    pub fn words(&self) -> String {
        plain(&self.text())
    }
}

/// Text with one blank for each stretch of white space and none around it. No-break spaces stay.
pub fn plain(text: &str) -> String {
    text.split([' ', '\t', '\n', '\r', '\u{c}']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
