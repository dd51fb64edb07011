//! XML: elements of quick-xml, laid out by their writer, as some stand in one line and others in lines of their own.
//!
//! It knows no vocabulary, and reads nothing.

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesDecl, BytesStart, BytesText, Event};
use quick_xml::name::QName;

/// XML text that is being written.
pub struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// Text without anything in it.
    pub fn new() -> Self {
        Self(Writer::new(Vec::new()))
    }

    /// Writes the declaration of a text in UTF-8.
    pub fn declaration(&mut self) {
        self.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    }

    /// Writes an element with its contents.
    pub fn element(&mut self, name: &str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Self)) {
        let start = start(name, attributes);
        self.write(Event::Start(start.borrow()));
        inside(self);
        self.write(Event::End(start.to_end()));
    }

    /// Writes an element without contents.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Empty(start(name, attributes)));
    }

    /// Writes an element with characters in it.
    pub fn field(&mut self, name: &str, text: &str) {
        self.element(name, &[], |it| it.verbatim(&escaped(text)));
    }

    /// Writes characters with their line ends as they are, for elements in which white space counts.
    pub fn lines(&mut self, text: &str) {
        self.verbatim(&escaped(text).replace("&#10;", "\n"));
    }

    /// Writes the end of a line, and two blanks for each element that is open in the next.
    pub fn end_line(&mut self, open: usize) {
        self.verbatim(&format!("\n{}", "  ".repeat(open)));
    }

    /// Text that was written.
    pub fn finish(self) -> String {
        String::from_utf8(self.0.into_inner()).unwrap_or_default()
    }

    fn verbatim(&mut self, escaped: &str) {
        self.write(Event::Text(BytesText::from_escaped(escaped)));
    }

    fn write(&mut self, event: Event<'_>) {
        // Writing into a list of bytes never fails.
        let _ = self.0.write_event(event);
    }
}

fn start<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute(Attribute { key: QName(name), value: escaped(value).into() });
    }
    start
}

/// Characters as part of a text or of an attribute; line ends and tabs survive in both. Characters that XML 1.0 (2.2)
/// has no way to write become U+FFFD.
fn escaped(text: &str) -> String {
    let has_no_way = |it: char| matches!(it, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    let possible = text.replace(has_no_way, "\u{fffd}");
    partial_escape(&possible).replace('"', "&quot;").replace('\t', "&#9;").replace('\n', "&#10;")
}
