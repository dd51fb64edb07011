//! The page's one module: what wasm-bindgen wrote, made to stand inside the page, what unpacks the program and what
//! starts it.
//!
//! It knows JavaScript as lines only, as wasm-bindgen writes them; what it does not understand is refused.

use anyhow::{Result, bail};

/// Unpacks what the `lzma` module packed.
const UNPACK: &str = include_str!("unlzma.js");

/// Puts together what the `streams` module sorted.
const JOIN: &str = include_str!("join.js");

/// Unpacks and starts the program that stands in the page.
const START: &str = include_str!("start.js");

/// The text of an inline module that starts the program.
///
/// # Errors
/// When wasm-bindgen's module needs other files, or exports something in an unknown way.
pub fn inline(module: &str) -> Result<String> {
    let mut out = String::from("\n");
    for line in module.lines() {
        let declaration = match line.strip_prefix("export ") {
            // What is exported is used by nobody: the module is not a file that another could import.
            Some(rest) if rest.starts_with('{') && rest.ends_with(';') => continue,
            Some(rest) if rest.starts_with("default ") && rest.ends_with(';') => continue,
            Some(rest) if is_declaration(rest) => rest,
            Some(_) => bail!("wasm-bindgen's module exports in an unknown way: `{line}`"),
            None if line.starts_with("import ") => {
                bail!(
                    "wasm-bindgen's module needs another file, which a page in one file cannot have: `{line}`"
                )
            }
            None => line,
        };
        out.push_str(declaration);
        out.push('\n');
    }
    for own in [UNPACK, JOIN, START] {
        out.push_str(&own.replace("\r\n", "\n"));
    }
    Ok(out)
}

fn is_declaration(text: &str) -> bool {
    ["function ", "async function ", "class ", "const ", "let "].iter().any(|start| text.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::{JOIN, START, UNPACK, inline};

    #[track_caller]
    fn check(module: &str, expected: Result<&str, &str>) {
        let found = inline(module).map_err(|error| error.to_string());
        let own = format!("{UNPACK}{JOIN}{START}");
        let found = found.as_ref().map(|text| text.strip_suffix(&own).unwrap().trim_start());
        assert_eq!(found.map_err(String::as_str), expected, "{module}");
    }

    #[test]
    fn an_inline_module_exports_nothing() {
        check("let wasm;\n", Ok("let wasm;\n"));
        check("export function start() {\n}\n", Ok("function start() {\n}\n"));
        check("export class Handle {\n}\n", Ok("class Handle {\n}\n"));
        check("a();\nexport { initSync, __wbg_init as default };\nb();\n", Ok("a();\nb();\n"));
        check("export default __wbg_init;\n", Ok(""));
        check("const a = 'export ';\r\n", Ok("const a = 'export ';\n"));
        check(
            "export * from 'x';",
            Err("wasm-bindgen's module exports in an unknown way: `export * from 'x';`"),
        );
        check(
            "import { f } from './snippets/f.js';",
            Err("wasm-bindgen's module needs another file, which a page in one file cannot have: \
                 `import { f } from './snippets/f.js';`"),
        );
    }
}
