//! Markup of a page before it is parsed: without styles, handlers and a base, of which the page’s own policy would complain.

/// Page without the attributes `style` and `on…` of its tags, and without those of `base`. Its elements `style` become `noframes`,
/// which are parsed in the same way and mean nothing. Text stays as it is.
pub fn without_handlers(html: &str) -> String {
    let mut cleaned = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(begin) = rest.find('<') {
        cleaned.push_str(&rest[..begin]);
        rest = &rest[begin..];
        let is_tag = rest[1..].starts_with(|it: char| it.is_ascii_alphabetic());
        let ends_style = rest.get(..STYLE.len() + 2).is_some_and(|it| it.eq_ignore_ascii_case("</style"));
        if let Some(behind) = rest.strip_prefix("<!--") {
            let end = behind.find("-->").map_or(rest.len(), |at| at + 7);
            cleaned.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if ends_style {
            cleaned.push_str("</noframes");
            rest = &rest[STYLE.len() + 2..];
        } else if is_tag {
            rest = tag(rest, &mut cleaned);
        } else {
            cleaned.push('<');
            rest = &rest[1..];
        }
    }
    cleaned.push_str(rest);
    cleaned
}

const STYLE: &str = "style";

/// Writes a tag without those attributes, and gives what is behind it.
fn tag<'a>(html: &'a str, cleaned: &mut String) -> &'a str {
    let name_end = html[1..]
        .find(|it: char| it.is_whitespace() || it == '>' || it == '/')
        .map_or(html.len(), |at| at + 1);
    if html[1..name_end].eq_ignore_ascii_case(STYLE) {
        cleaned.push_str("<noframes");
    } else {
        cleaned.push_str(&html[..name_end]);
    }
    // The policy complains of an address for all others as well.
    let is_base = html[1..name_end].eq_ignore_ascii_case("base");
    let mut rest = &html[name_end..];
    loop {
        let at = rest.find(|it: char| !it.is_whitespace() && it != '/').unwrap_or(rest.len());
        cleaned.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.is_empty() {
            return rest;
        }
        if let Some(behind) = rest.strip_prefix('>') {
            cleaned.push('>');
            return behind;
        }
        let (name, end) = attribute(rest);
        let name = name.to_ascii_lowercase();
        if !is_base && name != "style" && !name.starts_with("on") && name != "srcdoc" {
            cleaned.push_str(&rest[..end]);
        }
        rest = &rest[end..];
    }
}

/// Name of the attribute that begins here, and the end of its value.
fn attribute(html: &str) -> (&str, usize) {
    let ends_name = |it: char| it.is_whitespace() || ['=', '>', '/'].contains(&it);
    let first = html.chars().next().map_or(0, char::len_utf8);
    let name_end = html[first..].find(ends_name).map_or(html.len(), |at| at + first);
    let name = &html[..name_end];
    let behind = html[name_end..].trim_start();
    let Some(value) = behind.strip_prefix('=') else { return (name, name_end) };
    let value = value.trim_start();
    let begin = html.len() - value.len();
    let end = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].find(quote).map_or(value.len(), |at| at + 2),
        _ => value.find(|it: char| it.is_whitespace() || it == '>').unwrap_or(value.len()),
    };
    (name, begin + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_and_handlers_go_and_text_stays() {
        let check = |html: &str, expected: &str| assert_eq!(without_handlers(html), expected);
        check("<p class=a style=\"x>y\">style=\"b\" onclick=c</p>", "<p class=a >style=\"b\" onclick=c</p>");
        check("<img onerror='a' src=x/onerror=b>", "<img  src=x/onerror=b>");
        check("<a ONCLICK = b href=c>", "<a  href=c>");
        check("<svg/onload=alert(1)>", "<svg/>");
        check("<p style>a < b</p", "<p >a < b</p");
        check("<!-- <p style=a> --><p\nstyle=\"a", "<!-- <p style=a> --><p\n");
        check("<BASE href=\"https://x\" target=y><p>", "<BASE  ><p>");
        check("<Style media=a>p > a {}</STYLE >", "<noframes media=a>p > a {}</noframes >");
        check("<styles></styl", "<styles></styl");
        check("a <3 b <", "a <3 b <");
        check("<b =style=a on=>", "<b =style=a >");
    }
}
