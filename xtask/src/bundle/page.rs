//! The page's one file, from index.html and what its `data-trunk` lines name.
//!
//! Anything that cannot stand in one file is refused, rather than passed on to a page that would ask for it.

use std::iter;

use anyhow::{Context, Result, bail, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::build::Program;
use super::gzip::packed;
use super::line::Line;
use super::policy::Policy;

/// Inflates and starts the program that stands in the page.
const START: &str = include_str!("start.js");

const CHARSET: &str = "<meta charset=\"utf-8\">";
const COMPILER: &str = "<meta name=\"glossator-compiler\" content=\"";

/// The page in one file; `read` gives the text of an asset, `compiler` is the one that made the program.
///
/// # Errors
/// When index.html has something that cannot stand in one file, or a character outside of ASCII.
pub fn assemble(
    index: &str,
    read: impl Fn(&str) -> Result<String>,
    program: &Program,
    [version, compiler]: [&str; 2],
) -> Result<String> {
    let (before, after) =
        index.split_once(CHARSET).with_context(|| format!("index.html has no {CHARSET}"))?;
    let mut policy = Policy::default();
    let mut body = String::new();
    let mut programs = 0;
    for line in after.lines() {
        let element = match Line::read(line).with_context(|| format!("index.html: `{}`", line.trim()))? {
            Line::Plain => line.to_owned(),
            Line::Icon(file) => icon(&read(file)?),
            Line::Style(file) => {
                let text = embeddable(file, without_comments(&read(file)?))?;
                policy.allow_style(&text);
                format!("<style>{text}</style>")
            }
            Line::Script(file) => {
                let text = embeddable(file, read(file)?)?;
                policy.allow_script(&text);
                format!("<script>{text}</script>")
            }
            Line::Program => {
                programs += 1;
                let text = embeddable("the program's module", program.module.clone() + START)?;
                policy.allow_script(&text);
                let wasm = STANDARD.encode(packed(&program.wasm)?);
                // Nothing is drawn before it runs: a frame of an empty page would keep it waiting.
                format!(
                    "<script type=\"text/plain\" id=\"glossator-wasm\">{wasm}</script>\n\
                     <script type=\"module\" blocking=\"render\">{text}</script>"
                )
            }
        };
        body.push_str(&element);
        body.push('\n');
    }
    ensure!(programs == 1, "index.html: expected one `<link data-trunk rel=\"rust\">`, found {programs}");
    // The policy holds from where it stands: only the encoding, which has to come early, is before it.
    let page = format!(
        "{before}{CHARSET}\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"generator\" content=\"Glossator {version}\">\n\
         {COMPILER}{compiler}\">{body}"
    );
    // One other character, and the browser takes three times as long to decode the page, a megabyte of base64.
    if let Some(other) = page.chars().find(|character| !character.is_ascii()) {
        bail!(
            "the page holds `{other}`: expected ASCII alone, with other characters escaped, such as \\u2026"
        );
    }
    Ok(page)
}

/// The compiler that made a page's program.
pub fn compiler_of(page: &str) -> Option<&str> {
    page.split_once(COMPILER)?.1.split('"').next()
}

/// An icon that is not asked for: the start makes it one.
fn icon(svg: &str) -> String {
    format!("<link id=\"glossator-icon\" href=\"data:image/svg+xml;base64,{}\">", STANDARD.encode(svg))
}

/// A style sheet without comments and indentation, a quarter of its weight.
fn without_comments(style: &str) -> String {
    let mut parts = style.split("/*");
    let first = parts.next().unwrap_or_default();
    let others = parts.map(|part| part.split_once("*/").map_or("", |(_, rest)| rest));
    let rules: String = iter::once(first).chain(others).collect();
    rules.lines().map(str::trim).filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect()
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

    use super::{assemble, compiler_of};
    use crate::bundle::build::Program;

    const INDEX: &str = r#"<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Glossator</title>
    <link data-trunk rel="icon" href="icon.svg">
    <link data-trunk rel="css" href="page.css">
    <link data-trunk rel="css" href="more.css">
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
                "page.css" => "\n/* Text,\n * all of it. */\np {\n  margin: 0; /* None. */\n}\n",
                "more.css" => "\nh1 {}\n",
                "guard.js" => "\n\"use strict\";\n",
                "ends.js" => "const end = \"</SCRIPT>\";",
                _ => bail!("cannot read {file}"),
            }
            .to_owned())
        };
        let program = Program {
            module: "export default __wbg_init;
"
            .to_owned(),
            wasm: b"\0asm\x01\0\0\0".to_vec(),
        };
        assemble(index, read, &program, ["0.1.0", "rustc 1.95.0"]).map_err(|error| format!("{error:#}"))
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
            "<meta name=\"glossator-compiler\" content=\"rustc 1.95.0\">",
            "<title>Glossator</title>",
            "<link id=\"glossator-icon\" href=\"data:image/svg+xml;base64,PHN2Zy8+\">",
            "<style>p {\nmargin: 0;\n}\n</style>",
            "<style>h1 {}\n</style>",
            "<script>\n\"use strict\";\n</script>",
            "<script type=\"text/plain\" id=\"glossator-wasm\">H4sI",
            "<script type=\"module\" blocking=\"render\">export default __wbg_init;\n\n//",
            "  <body></body>\n</html>\n",
        ];
        assert!(order.is_sorted_by_key(|text| place(&page, text)), "{page}");
        assert_eq!(page.matches("'sha256-").count(), 4, "{page}");
        assert!(!page.contains("data-trunk"), "{page}");
    }

    #[test]
    fn a_page_tells_its_compiler() {
        assert_eq!(compiler_of(&page(INDEX).unwrap()), Some("rustc 1.95.0"));
        assert_eq!(compiler_of(INDEX), None);
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
        check_refused("<body></body>", "<body>…</body>", "the page holds `…`: expected ASCII alone");
    }
}
