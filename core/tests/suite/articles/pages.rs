//! Pages of the web: what they say of their article, which paragraphs are its text, and which are not.

use super::{LONG, left_out, read, refused, shown};
use glossator_core::formats::ReadError;
use glossator_core::import::FieldFrom;

/// Page with that head and that body, made after <https://schema.org/NewsArticle> and <https://ogp.me>.
fn page(head: &str, body: &str) -> String {
    format!("<!DOCTYPE html><html lang=\"en-IN\"><head>{head}</head><body>{body}</body></html>")
}

fn told(head: &str) -> Vec<String> {
    let incoming = read("p.html", page(head, &format!("<article><p>{LONG}</p><p>{LONG}</p></article>")));
    let cut = super::cut(&incoming);
    cut.fields.iter().map(|it| format!("{}={}", it.attribute, it.value)).collect()
}

#[test]
fn what_a_page_says_of_its_article_is_read() {
    let data = r#"{"@type":"NewsArticle","headline":"Talks &amp; more","datePublished":"2025-05-26T10:30:00+05:30","inLanguage":"en","articleSection":["World","Asia"],"author":[{"@type":"Person","name":"Ana Pen"},{"name":"Bob Ink"}],"publisher":{"@type":"Organization","name":"Business Today"},"mainEntityOfPage":{"@id":"https://www.businesstoday.in/1"}}"#;
    let expected = [
        "headline=Talks &amp; more",
        "outlet=Business Today",
        "author=Ana Pen, Bob Ink",
        "date=2025-05-26T10:30:00+05:30",
        "section=World, Asia",
        "language=en",
        "address=https://www.businesstoday.in/1",
    ];
    let script = |json: &str| format!("<script type=\"application/ld+json\">{json}</script>");
    assert_eq!(told(&script(data)), expected);
    assert_eq!(told(&script(&format!("[{{\"@type\":\"WebSite\"}},{data}]"))), expected);
    assert_eq!(told(&script(&format!("{{\"@graph\":[{data}]}}"))), expected);
    // Things that are named elsewhere in the graph, and line ends within strings.
    let referred = "{\"@graph\":[{\"@type\":[\"Article\",\"NewsArticle\"],\"headline\":\"Talks\nagain\",\"author\":{\"@id\":\"#a\"},\"publisher\":{\"@id\":\"#p\"}},{\"@id\":\"#a\",\"name\":\"Ana\"},{\"@id\":\"#p\",\"name\":\"The Paper\"}]}";
    assert_eq!(
        told(&script(referred)),
        ["headline=Talks again", "outlet=The Paper", "author=Ana", "language=en-IN"]
    );
    // Open Graph and other words of the head.
    assert_eq!(
        told(
            "<title>Talks | The Paper</title><link rel=\"canonical\" href=\"https://www.example.org/talks\"><meta property=\"og:title\" content=\"Talks\"><meta property=\"og:site_name\" content=\"The Paper\"><meta property=\"article:published_time\" content=\"2025-05-26T05:00:00Z\"><meta property=\"article:author\" content=\"https://facebook.com/x\"><meta name=\"author\" content=\"Ana Pen\"><meta property=\"article:section\" content=\"World\"><meta property=\"og:locale\" content=\"en_IN\">"
        ),
        [
            "address=https://www.example.org/talks",
            "headline=Talks",
            "outlet=The Paper",
            "date=2025-05-26T05:00:00Z",
            "author=Ana Pen",
            "section=World",
            "language=en-IN",
        ]
    );
    // Nothing but an address and a title.
    assert_eq!(
        told("<!-- saved from url=(0030)https://www.businesstoday.in/world/1 --><title>Talks</title>"),
        [
            "language=en-IN",
            "headline=Talks",
            "address=https://www.businesstoday.in/world/1",
            "outlet=businesstoday.in"
        ]
    );
    assert_eq!(told("<script type=\"application/ld+json\">{broken</script>"), ["language=en-IN"]);
}

#[test]
fn what_stands_between_the_heading_and_the_article_is_not_lost() {
    let body = format!(
        "<div class=menu><a>India</a></div><div><h1>Talks</h1></div><h2>Why they met</h2><div class=share>Share it</div>\
         <section><div><p>{LONG}</p><p>{LONG}</p></div></section><p>© 2025</p>"
    );
    let incoming = read("p.html", page("", &body));
    assert_eq!(
        shown(&incoming),
        [format!("p | language=en-IN | headline=Talks | Why they met¶{LONG}¶{LONG}")]
    );
    assert_eq!(left_out(&incoming), ["headline: Talks", "Page: Share it"]);
}

#[test]
fn the_text_of_the_article_stands_without_what_is_around_it() {
    let body = format!(
        "<header><nav><ul><li><a href=/>Home</a></li></ul></nav></header>\
         <main><article class=\"story has-related\"><h1>Talks</h1><div class=\"byline\">By <a>Ana Pen</a></div><time datetime=\"2025-05-26\">26 May 2025</time>\
         <p class=\"standfirst\">The lead.</p>\
         <figure><img src=x><figcaption>Two men</figcaption></figure>\
         <div itemprop=\"articleBody\"><p>{LONG}</p><div class=\"ad-slot\"><p>Buy this</p></div><p>Ana said:<br>“one”<br><br>Bob &amp; Eve left.</p>\
         <p><a href=/2>Also Read | Others meet elsewhere</a></p><ul><li>first</li><li>second</li></ul><h2>Below</h2>\
         <aside><p>Most read</p></aside><div class=\"video-player\">Play</div><blockquote><p>{LONG}</p></blockquote></div>\
         <section id=\"comments\"><p>First!</p></section><div class=\"newsletterSignup\"><form><p>Your address</p></form></div></article></main>\
         <footer>© The Paper</footer><script>var a = '<p>x</p>';</script>"
    );
    let incoming = read("p.html", page("", &body));
    assert_eq!(
        shown(&incoming),
        [format!(
            "p | date=2025-05-26 | language=en-IN | headline=Talks | The lead.¶{LONG}¶Ana said:\n“one”¶Bob & Eve left.¶first¶second¶Below¶{LONG}"
        )]
    );
    assert_eq!(
        left_out(&incoming),
        [
            "headline: Talks",
            "Page: By Ana Pen",
            "date: 26 May 2025",
            "Caption: Two men",
            "Advertisement: Buy this",
            "Related: Also Read | Others meet elsewhere",
            "Related: Most read",
            "Caption: Play",
            "Comment: First!",
            "Page: Your address",
        ]
    );
    assert_eq!(super::cut(&incoming).fields[0].from, FieldFrom::Element("time".into()));
}

#[test]
fn pages_without_elements_for_an_article_are_read_where_most_of_the_text_is() {
    let body = format!(
        "<div id=menu><p>Home</p></div><div><div class=text><p>{LONG}</p><p>{LONG}</p><p>End.</p></div></div>"
    );
    assert_eq!(shown(&read("p.htm", page("", &body))), [format!("p | language=en-IN | {LONG}¶{LONG}¶End.")]);
    // Text without paragraphs, and a text that is only in the data.
    assert_eq!(
        shown(&read("p.html", "<body>Ana met Bob.<br><br>Bob left.")),
        ["p |  | Ana met Bob.¶Bob left."]
    );
    let data =
        r#"<script type="application/ld+json">{"@type":"Article","articleBody":"Ana.\n\nBob."}</script>"#;
    assert_eq!(shown(&read("p.html", page(data, "<div id=root></div>"))), ["p | language=en-IN | Ana.¶Bob."]);
    assert_eq!(refused("p.html", page("", "<nav>Home</nav>")), ReadError::NoArticle);
}

#[test]
fn encodings_of_pages_are_those_that_they_declare() {
    let html = b"<html><head><meta charset=windows-1254></head><body><p>Erdo\xf0an";
    assert_eq!(shown(&read("p.html", html)), ["p |  | Erdoğan"]);
    let html = b"<html><head><meta charset=utf-8></head><body><p>caf\xe9";
    assert_eq!(shown(&read("p.html", html)), ["p |  | café"]);
    // A page is one by what it holds as well.
    assert_eq!(shown(&read("saved", "<!doctype html><p>Ana.")), ["saved |  | Ana."]);
}

/// Archive of a page as RFC 2557 (<https://www.rfc-editor.org/rfc/rfc2557>) and Chromium have it.
#[test]
fn web_archives_are_read() {
    let file = format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.businesstoday.in/1\r\nSubject: Talks\r\nDate: Mon, 26 May 2025 10:30:00 +0530\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----Boundary\"\r\n\r\n\r\n------Boundary\r\nContent-Type: text/html\r\nContent-ID: <a>\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://www.businesstoday.in/1\r\n\r\n<html><head><meta charset=3D\"utf-8\"><title>Talks</title></head><body><p>{LONG}</p><p>Erdo=C4=9Fan =\r\nleft.</p></body></html>\r\n------Boundary\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\n------Boundary--\r\n"
    );
    assert_eq!(
        shown(&read("p.mhtml", &file)),
        [format!(
            "p | headline=Talks | address=https://www.businesstoday.in/1 | retrieved=2025-05-26T10:30:00+05:30 | outlet=businesstoday.in | {LONG}¶Erdoğan left."
        )]
    );
    assert_eq!(
        refused("p.mht", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\nnothing"),
        ReadError::NoArticle
    );
}
