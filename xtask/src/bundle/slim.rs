//! Leaving out what only people read: the page that is released does the same with less to load.
//!
//! Works line by line on what wasm-bindgen and this project write; it is no general minifier.

/// Lines without their indentation, and without those that are comments as a whole. The input has no string that
/// runs over several lines.
pub fn script(text: &str) -> String {
    let lines = text.lines().map(str::trim);
    let kept = lines
        .filter(|line| !line.is_empty() && !["//", "/*", "*"].iter().any(|start| line.starts_with(start)));
    kept.fold(String::new(), |text, line| text + line + "\n")
}

/// The functions that the program imports, which wasm-bindgen writes one like the other, in fewer words.
pub fn imports(module: &str) -> String {
    let mut lines = module.lines().map(str::trim).peekable();
    let mut slim = String::new();
    while let Some(line) = lines.next() {
        match line.strip_prefix("const ret = ") {
            // A result that is returned at once needs no name.
            Some(value) if value.ends_with(';') && lines.next_if_eq(&"return ret;").is_some() => {
                slim = slim + "return " + value;
            }
            _ => slim += &line.replacen(": function(", "(", 1),
        }
        slim.push('\n');
    }
    // What is given to them has a number.
    (0..10).fold(slim, |slim, number| slim.replace(&format!("arg{number}"), &format!("${number}")))
}

/// A style sheet without comments and white space that means nothing. The input has neither `/*` nor `*/` inside a string.
pub fn style(text: &str) -> String {
    let mut without_comments = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        without_comments.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    without_comments.push_str(rest);
    let lines = without_comments.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.fold(String::new(), |text, line| match line.split_once(": ") {
        Some((property, value)) if line.ends_with(';') => text + property + ":" + value,
        // A selector that goes on, or a value.
        _ if line.ends_with([';', '}', '{', ',']) => text + line,
        _ => text + line + "\n",
    })
}

#[cfg(test)]
mod tests {
    use super::{imports, script, style};

    #[test]
    fn scripts_lose_comments_and_indentation() {
        let text = "/**\n * Says.\n */\nfunction f() {\n    // why\n    return 1 * 2; // kept\n}\n";
        assert_eq!(script(text), "function f() {\nreturn 1 * 2; // kept\n}\n");
    }

    #[test]
    fn imports_need_fewer_words() {
        let text = "a: function(arg0) {\n const ret = b(arg0);\n return ret;\n},\nconst ret = c(arguments);\nd(ret);\n";
        assert_eq!(imports(text), "a($0) {\nreturn b($0);\n},\nconst ret = c(arguments);\nd(ret);\n");
    }

    #[test]
    fn style_sheets_lose_comments_and_indentation() {
        let text = "/* one\n two */\na {\n  b: c; /* three */\n}\n\nd { }\n";
        assert_eq!(style(text), "a {b:c;}d { }");
    }
}
