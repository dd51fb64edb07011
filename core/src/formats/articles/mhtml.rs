//! Web archives: pages that a browser saved with all their parts in one file (MHTML, RFC 2557).
//!
//! - **Reads** the first part that is a page, its address (`Snapshot-Content-Location`) and the day on which it was saved.
//! - **Leaves out** all other parts: pictures, styles, frames.

use super::draft::Draft;
use super::encoding::decode;
use super::{Tools, web};
use crate::formats::error::ReadError;
use crate::import::{ArticleFile, FieldFrom};

/// True for such a file, by its first lines.
pub fn is(bytes: &[u8]) -> bool {
    const LOOKED_AT: usize = 2_000;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(LOOKED_AT)]).to_ascii_lowercase();
    head.contains("multipart/related") && (head.contains("mime-version:") || head.starts_with("from:"))
}

/// Articles of the page.
///
/// # Errors
/// When there is no page in it, or nothing in that is an article.
pub fn read(bytes: &[u8], tools: Tools) -> Result<(Option<ArticleFile>, Vec<Draft>), ReadError> {
    let (head, body) = headers(bytes);
    let boundary = parameter(&value(&head, "content-type"), "boundary").ok_or(ReadError::NoArticle)?;
    let boundary = format!("--{boundary}");
    let page = parts(body, boundary.as_bytes()).find_map(|part| {
        let (head, content) = headers(part);
        let kind = value(&head, "content-type");
        let is_page = kind.to_ascii_lowercase().starts_with("text/html");
        is_page.then(|| {
            (decoded(content, &value(&head, "content-transfer-encoding")), parameter(&kind, "charset"), head)
        })
    });
    let (page, charset, of_part) = page.ok_or(ReadError::NoArticle)?;
    let declared = charset.or_else(|| web::declared(&page));
    let (html, _) = decode(&page, None, declared.as_deref(), tools)?;
    let (kind, mut drafts) = web::read(&html, tools)?;
    if let [draft] = &mut drafts[..] {
        let from = || FieldFrom::Element("saved".into());
        for address in [value(&head, "snapshot-content-location"), value(&of_part, "content-location")] {
            if address.starts_with("http") {
                draft.tell("address", &address, from());
            }
        }
        draft.tell("retrieved", &value(&head, "date"), from());
    }
    Ok((kind, drafts))
}

/// Header lines and what is behind them.
fn headers(bytes: &[u8]) -> (Vec<(String, String)>, &[u8]) {
    let mut headers: Vec<(String, String)> = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let end = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |at| at + 1);
        let (line, behind) = rest.split_at(end);
        rest = behind;
        let line = String::from_utf8_lossy(line);
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        match (line.starts_with([' ', '\t']), headers.last_mut()) {
            (true, Some((_, last))) => {
                last.push(' ');
                last.push_str(line.trim());
            }
            _ => {
                if let Some((name, value)) = line.split_once(':') {
                    headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                }
            }
        }
    }
    (headers, rest)
}

fn value(headers: &[(String, String)], name: &str) -> String {
    headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.clone()).unwrap_or_default()
}

/// Parameter of a header, such as `boundary`.
fn parameter(value: &str, name: &str) -> Option<String> {
    let found = value.split(';').skip(1).find_map(|part| {
        let (other, value) = part.split_once('=')?;
        other.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    });
    found.filter(|value| !value.is_empty())
}

/// Parts between the lines of a boundary.
fn parts<'a>(bytes: &'a [u8], boundary: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    let mut rest = bytes;
    let mut next = move || {
        let at = rest.windows(boundary.len()).position(|it| it == boundary)?;
        let part = &rest[..at];
        rest = &rest[at + boundary.len()..];
        Some(part)
    };
    // Text in front of the first part is for programs that do not know parts.
    next();
    std::iter::from_fn(next)
        .map(|part| part.strip_prefix(b"\r\n").or_else(|| part.strip_prefix(b"\n")).unwrap_or(part))
}

fn decoded(content: &[u8], encoding: &str) -> Vec<u8> {
    match &*encoding.to_ascii_lowercase() {
        "quoted-printable" => quoted_printable(content),
        "base64" => base64(content),
        _ => content.to_vec(),
    }
}

fn quoted_printable(content: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(content.len());
    let mut rest = content;
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        if *first != b'=' {
            bytes.push(*first);
        } else if let Some(behind) = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")) {
            rest = behind;
        } else {
            let digits = rest.get(..2).and_then(|it| std::str::from_utf8(it).ok());
            match digits.and_then(|it| u8::from_str_radix(it, 16).ok()) {
                Some(byte) => {
                    bytes.push(byte);
                    rest = &rest[2..];
                }
                None => bytes.push(b'='),
            }
        }
    }
    bytes
}

/// Bytes of base64 (RFC 4648, 4); what belongs to no digit is passed over.
fn base64(content: &[u8]) -> Vec<u8> {
    let digit = |byte: &u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let mut bytes = Vec::with_capacity(content.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for digit in content.iter().filter_map(digit) {
        bits = bits << 6 | u32::from(digit);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).unwrap_or_default());
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_of_mail_are_undone() {
        assert_eq!(quoted_printable(b"a=3Db=\r\nc =C3=A9=\nd=x"), "a=bc éd=x".as_bytes());
        assert_eq!(base64(b"aMOp\r\nbGxv"), "héllo".as_bytes());
        assert_eq!(base64(b"YQ=="), b"a");
    }
}
