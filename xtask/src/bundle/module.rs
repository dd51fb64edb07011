//! What wasm-bindgen wrote, made to be a script that is packed with the program.
//!
//! It knows JavaScript as lines only, as wasm-bindgen writes them; what it does not understand is refused.

use anyhow::{Context, Result, bail};

/// What only other ways to start a program need, as `start.js` starts it.
const UNUSED: [&str; 3] = ["function initSync(", "async function __wbg_load(", "async function __wbg_init("];

/// The text of a script that gives the program what it imports.
///
/// # Errors
/// When wasm-bindgen's module needs other files, or exports something in an unknown way.
pub fn script(module: &str) -> Result<String> {
    // As a module is.
    let mut out = String::from("\"use strict\";\n");
    let mut lines = module.lines();
    while let Some(line) = lines.next() {
        if UNUSED.iter().any(|start| line.strip_prefix("export ").unwrap_or(line).starts_with(start)) {
            // To its end, which is not indented.
            lines.find(|line| *line == "}").with_context(|| format!("no end of `{line}`"))?;
            continue;
        }
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
    Ok(out)
}

fn is_declaration(text: &str) -> bool {
    ["function ", "async function ", "class ", "const ", "let "].iter().any(|start| text.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::script;

    #[track_caller]
    fn check(module: &str, expected: Result<&str, &str>) {
        let found = script(module).map_err(|error| error.to_string());
        let found = found.as_ref().map(|text| text.strip_prefix("\"use strict\";\n").unwrap());
        assert_eq!(found.map_err(String::as_str), expected, "{module}");
    }

    #[test]
    fn a_script_exports_nothing() {
        check("let wasm;\n", Ok("let wasm;\n"));
        check("export function start() {\n}\n", Ok("function start() {\n}\n"));
        check("export class Handle {\n}\n", Ok("class Handle {\n}\n"));
        check("a();\nexport { initSync, __wbg_init as default };\nb();\n", Ok("a();\nb();\n"));
        check("export default __wbg_init;\n", Ok(""));
        check("export function initSync(module) {\n  if (a) {\n  }\n}\nb();\n", Ok("b();\n"));
        check(
            "async function __wbg_load(module, imports) {\n",
            Err("no end of `async function __wbg_load(module, imports) {`"),
        );
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
