//! Articles side by side: their claims at one height, and the mouse in any of them. The effect of keys is tested without a
//! browser.

use crate::harness::{ARTICLES, Page};

/// The upper edges of the claims in focus, each the first in its article.
const HEIGHTS: &str = "[...document.querySelectorAll('.lane-text')]
    .map((lane) => lane.querySelector('mark[data-part~=claim]')).filter((mark) => mark).map((mark) => {
      const range = document.createRange();
      range.selectNodeContents(mark);
      return range.getClientRects()[0].top;
    })";

#[test]
fn claims_stand_at_one_height_and_every_article_takes_the_mouse() {
    let page = Page::open();
    page.tag_claim("provided drones to Pakistan", "Turkey sent arms");
    page.show(ARTICLES[1]);
    page.tag_claim("reportedly sent military supplies", "Turkey sent arms");
    page.press("f");
    page.until(&format!("{HEIGHTS}.length === 2"));
    page.until(&format!(
        "(([one, other]) => Math.abs(one - other) < 2 && one > 0 && one < innerHeight)({HEIGHTS})"
    ));
    // The group is nowhere in the third one: the mouse turns to it, a blank marks it.
    page.click_words("Related Articles");
    page.until(&format!("page.reader()?.dataset.document === '{}'", ARTICLES[2]));
    page.press("Space");
    page.until("document.querySelector('.gap-note').textContent.includes('Looked for, not found.')");
    page.click("Take back");
    page.until("document.querySelector('.gap-note').textContent.includes('Nobody has looked')");
    // Words are selected and tagged in whichever article they stand.
    page.select("Defence Minister Yasar Guler");
    page.press("1");
    page.until("page.card()?.textContent.includes('Defence Minister Yasar Guler')");
    page.press("Escape");
    page.until("!page.card() && document.querySelectorAll('.lane').length === 3");
    page.press("Escape");
    page.until("!document.querySelector('.lane') && page.reader()");
}
