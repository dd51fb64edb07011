//! Articles of one's own, in every writing system: offsets are exact, whatever the characters are made of.

use crate::harness::Page;

const ARABIC: &str = "التقى الرئيس التركي رجب طيب أردوغان يوم الأحد رئيس الوزراء الباكستاني شهباز شريف في إسطنبول.\n\n\
    وقال أردوغان: «نحن أخوة»، وفق NATO و120 صحفياً.";
const MIXED: &str = "\r\n Flags 🇹🇷🇵🇰 and a family 👩‍👩‍👧‍👦 met 👋🏽.\r\nSecond line, e\u{301}te\u{301} in Izmir.\r\n\r\n\
    𝔗𝔥𝔢 end of 漢字 and 𠀀𠀁 here.\r\n";

/// Tags the words and checks them in the drawing, the list and the file.
#[track_caller]
fn check(page: &Page, words: &str, text: &str) {
    let id = page.tag(words, "1");
    assert_eq!(page.drawn(&id), words);
    let row = page.rows().into_iter().find(|row| row.id == id).expect("it is listed");
    assert_eq!(row.quote.replace("\r\n\r\n", "\n\n"), words);
    let file = page.download();
    assert_eq!(file.article(&page.article()), text);
    // Its handles would be in the way of what is selected next.
    page.press("Escape");
    let annotation = file.annotation(&id);
    let words = annotation["quote"].as_str().unwrap_or_default();
    let before = text.find(words).map(|at| text[..at].chars().count());
    assert_eq!(annotation["start"].as_u64(), before.map(|before| before as u64), "{words}");
}

#[test]
fn an_arabic_article_is_dropped_in_and_tagged() {
    let page = Page::open();
    page.drop_file("istanbul.txt", ARABIC);
    page.until("page.reader()?.dataset.document === 'istanbul'");
    assert_eq!(page.run("return getComputedStyle(page.blocks()[0]).direction"), "rtl");
    check(&page, "رجب طيب أردوغان", ARABIC);
    check(&page, "إسطنبول", ARABIC);
    check(&page, "في إسطنبول.\n\nوقال", ARABIC);
    check(&page, "NATO", ARABIC);
    page.reload();
    page.show("istanbul");
    assert_eq!(page.rows().len(), 4);
    assert_eq!(page.paragraphs().join("\n\n"), ARABIC);
}

#[test]
fn an_arabic_article_is_opened_through_the_button_and_can_be_removed_again() {
    let page = Page::open();
    page.open_file("أخبار.txt", ARABIC);
    page.until("page.reader()?.dataset.document === 'أخبار'");
    check(&page, "التركي", ARABIC);
    let title = page.run("return document.querySelector('h1').textContent");
    assert!(title.as_str().is_some_and(|title| title.starts_with("التقى الرئيس")), "{title}");
    page.click("Remove article");
    page.until("document.querySelectorAll('[data-article]').length === 3");
    page.press("Control+z");
    page.until("document.querySelectorAll('[data-article]').length === 4");
    page.show("أخبار");
    assert_eq!(page.rows().len(), 1);
}

#[test]
fn emoji_combining_marks_and_line_ends_do_not_shift_anything() {
    let page = Page::open();
    page.open_file("mixed.txt", MIXED);
    page.until("page.reader()?.dataset.document === 'mixed'");
    let blocks: Vec<_> = MIXED.trim_matches(['\r', '\n']).split("\r\n\r\n").collect();
    assert_eq!(page.paragraphs(), blocks);
    check(&page, "🇹🇷🇵🇰 and", MIXED);
    check(&page, "👩‍👩‍👧‍👦", MIXED);
    check(&page, "met 👋🏽", MIXED);
    check(&page, "👋🏽.\r\nSecond line", MIXED);
    check(&page, "e\u{301}te\u{301}", MIXED);
    check(&page, "Izmir.\n\n𝔗𝔥𝔢 end", MIXED);
    check(&page, "漢字", MIXED);
    check(&page, "𠀀𠀁", MIXED);
    check(&page, "here", MIXED);
    let file = page.download();
    let other = Page::open();
    other.open_file("mixed.json", &file.text);
    other.expect_status("9 annotations");
    assert_eq!(other.article(), "mixed");
    assert_eq!(other.paragraphs(), blocks);
    assert_eq!(other.download().undated(), file.undated());
}
