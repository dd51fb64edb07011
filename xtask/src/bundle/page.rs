//! The page's one file, from index.html and what its `data-trunk` lines name.
//!
//! Whatever cannot stand in one file is refused, rather than passed on to a page that would ask for it.

use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use super::gzip;
use super::letters;
use super::line::Line;
use super::module;
use super::names;
use super::policy::Policy;
use super::slim;

/// Unpacks and starts the program that stands in the page.
const START: &str = include_str!("start.js");

/// What goes into the page besides the files that index.html names.
pub struct Parts<'a> {
    /// The JavaScript that wasm-bindgen wrote.
    pub module: &'a str,
    /// The program.
    pub wasm: &'a [u8],
    /// What unpacks the program.
    pub unpacker: &'a [u8],
    /// Glossator's version.
    pub version: &'a str,
    /// The digest of the sources.
    pub sources: &'a str,
}

const CHARSET: &str = "<meta charset=\"utf-8\">";
const SOURCES: &str = "<meta name=\"glossator-sources\" content=\"";

/// The page in one file; `read` gives the text of an asset.
///
/// # Errors
/// When index.html has something that cannot stand in one file.
pub fn assemble(index: &str, read: impl Fn(&str) -> Result<String>, parts: &Parts<'_>) -> Result<String> {
    let (before, after) =
        index.split_once(CHARSET).with_context(|| format!("index.html has no {CHARSET}"))?;
    let mut policy = Policy::default();
    let mut body = String::new();
    let mut packed = Vec::new();
    let mut programs = 0;
    for line in after.lines() {
        let element = match Line::read(line).with_context(|| format!("index.html: `{}`", line.trim()))? {
            Line::Plain => line.to_owned(),
            Line::Icon(file) => icon(&read(file)?),
            Line::Style(file) => {
                let text = embeddable(file, slim::style(&read(file)?))?;
                policy.allow_style(&text);
                format!("<style>{text}</style>")
            }
            Line::PackedStyle(file) => {
                let text = slim::style(&read(file)?);
                policy.allow_style(&text);
                packed.push(("style", text));
                continue;
            }
            Line::Script(file) => {
                let text = embeddable(file, slim::script(&read(file)?))?;
                policy.allow_script(&text);
                format!("<script>{text}</script>")
            }
            Line::Program => {
                programs += 1;
                let (module, mut wasm) = names::shorten(parts.module, parts.wasm)?;
                let module = slim::script(&slim::imports(&module::script(&module)?));
                policy.allow_script(&module);
                packed.push(("script", module));
                for (element, text) in packed.drain(..) {
                    names::push_custom_section(&mut wasm, element, &text);
                }
                let text = embeddable("start.js", slim::script(START))?;
                policy.allow_script(&text);
                let hash = STANDARD.encode(Sha256::digest(&wasm));
                let wasm = letters::write(&glossator_packer::pack(&wasm)?);
                let unpacker =
                    letters::write(&gzip::deflate(&names::without_custom_sections(parts.unpacker)?)?);
                format!(
                    "<script type=\"text/plain\" id=\"glossator-unpacker\">{unpacker}</script>\n\
                     <script type=\"text/plain\" id=\"glossator-wasm\" data-sha256=\"{hash}\">{wasm}</script>\n\
                     <script type=\"module\">{text}</script>"
                )
            }
        };
        body.push_str(&element);
        body.push('\n');
    }
    ensure!(programs == 1, "index.html: expected one `<link data-trunk rel=\"rust\">`, found {programs}");
    ensure!(packed.is_empty(), "index.html: what is packed with the program has to stand before it");
    let Parts { version, sources, .. } = parts;
    // The policy holds from where it stands: only the encoding, which has to come early, is before it.
    Ok(format!(
        "{before}{CHARSET}\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"generator\" content=\"Glossator {version}\">\n\
         {SOURCES}{sources}\">{body}"
    ))
}

/// The digest of the sources that a page was made from.
pub fn sources_of(page: &str) -> Option<&str> {
    page.split_once(SOURCES)?.1.split('"').next()
}

fn icon(svg: &str) -> String {
    format!("<link rel=\"icon\" href=\"data:image/svg+xml;base64,{}\">", STANDARD.encode(svg))
}

/// A text that means the same between the tags of an element as in a file.
fn embeddable(name: &str, text: String) -> Result<String> {
    let lower = text.to_ascii_lowercase();
    for end in ["</script", "</style", "<!--"] {
        ensure!(
            !lower.contains(end),
            "{name} contains `{end}`, which ends or confuses the element that it stands in"
        );
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use anyhow::{Result, bail};

    use super::{Parts, assemble, sources_of};

    const INDEX: &str = r#"<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Glossator</title>
    <link data-trunk rel="icon" href="icon.svg">
    <link data-trunk rel="css" href="page.css">
    <link data-trunk data-packed rel="css" href="rest.css">
    <script data-trunk src="guard.js"></script>
    <link data-trunk rel="rust" data-bin="glossator" data-wasm-opt="0">
  </head>
  <body></body>
</html>
"#;

    fn page(index: &str) -> Result<String, String> {
        let read = |file: &str| {
            Ok(match file {
                "icon.svg" => "<svg/>",
                "page.css" => "\r\np {}\r\n",
                "rest.css" => "q {}\n",
                "guard.js" => "\n\"use strict\";\n",
                "ends.js" => "const end = \"</SCRIPT>\";",
                _ => bail!("cannot read {file}"),
            }
            .to_owned())
        };
        let parts = Parts {
            module: "let wasm;\n",
            wasm: b"\0asm\x01\0\0\0\x0a\x01\0",
            unpacker: b"\0asm\x01\0\0\0",
            version: "0.1.0",
            sources: "abc",
        };
        assemble(index, read, &parts).map_err(|error| format!("{error:#}"))
    }

    /// The place of a text in a page, which must have it exactly once.
    #[track_caller]
    fn place(page: &str, text: &str) -> usize {
        assert_eq!(page.matches(text).count(), 1, "{text} in {page}");
        page.find(text).unwrap()
    }

    #[test]
    fn everything_stands_in_the_file_in_its_order() {
        let page = page(INDEX).unwrap();
        let order = [
            "<!doctype html>",
            "<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';",
            "<meta name=\"generator\" content=\"Glossator 0.1.0\">",
            "<meta name=\"glossator-sources\" content=\"abc\">",
            "<title>Glossator</title>",
            "<link rel=\"icon\" href=\"data:image/svg+xml;base64,PHN2Zy8+\">",
            "<style>p {}</style>",
            "<script>\"use strict\";\n</script>",
            "<script type=\"text/plain\" id=\"glossator-unpacker\">",
            "<script type=\"text/plain\" id=\"glossator-wasm\" data-sha256=\"",
            "<script type=\"module\">try {\n",
            "  <body></body>\n</html>\n",
        ];
        assert!(order.is_sorted_by_key(|text| place(&page, text)), "{page}");
        assert_eq!(page.matches("'sha256-").count(), 5, "{page}");
        assert!(!page.contains("data-trunk"), "{page}");
    }

    #[test]
    fn a_page_tells_its_sources() {
        assert_eq!(sources_of(&page(INDEX).unwrap()), Some("abc"));
        assert_eq!(sources_of(INDEX), None);
    }

    #[track_caller]
    fn check_refused(old: &str, new: &str, expected: &str) {
        assert!(INDEX.contains(old), "{old}");
        let error = page(&INDEX.replace(old, new)).unwrap_err();
        assert!(error.contains(expected), "{error}");
    }

    #[test]
    fn what_cannot_stand_in_one_file_is_refused() {
        check_refused("<meta charset=\"utf-8\">", "", "index.html has no <meta charset=\"utf-8\">");
        check_refused("rel=\"rust\"", "rel=\"sass\"", "expected icon, css or rust as `rel`, found sass");
        check_refused(
            "<link data-trunk rel=\"rust\"",
            "<link rel=\"rust\"",
            "expected one `<link data-trunk",
        );
        check_refused(" href=\"page.css\"", "", "expected the attribute href=\"…\"");
        check_refused("guard.js", "ends.js", "ends.js contains `</script`");
        check_refused("page.css", "other.css", "cannot read other.css");
        check_refused("<body></body>", "<body><script>a()</script></body>", "expected `data-trunk`");
    }
}
