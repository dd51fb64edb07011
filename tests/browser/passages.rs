//! Bars beside words that another article has as well: where they are drawn, and where a press leads. The choice of the words is
//! tested without a browser.

use crate::harness::{ARTICLES, Page};
use serde_json::json;

/// Words of the first article that the second one has, over two lines or three.
const WORDS: &str = "Foreign Minister Hakan Fidan, Defence Minister Yasar Guler, and intelligence";

/// True if a bar stands beside the lines of these words and in the margin, not over the article.
const STANDS: &str = "((words) => {
    const block = [...page.reader().querySelectorAll('[data-block]')].find((it) => it.textContent.includes(words));
    const range = document.createRange();
    const at = block.textContent.indexOf(words);
    range.setStart(...page.point(block, at));
    range.setEnd(...page.point(block, at + words.length));
    const [lines, article] = [range.getBoundingClientRect(), page.reader().getBoundingClientRect()];
    return [...document.querySelectorAll('#bars > .bar')].map((bar) => bar.getBoundingClientRect()).some((bar) =>
      Math.abs(bar.top - lines.top) < 2 && Math.abs(bar.bottom - lines.bottom) < 2 && bar.left >= article.right
        && bar.right <= innerWidth);
  })";

#[test]
fn bars_stand_beside_their_words_at_every_width_and_lead_to_both_articles() {
    let page = Page::open();
    page.until("document.querySelectorAll('#bars > .bar').length === 3");
    for (width, height) in [(1280, 800), (800, 900), (390, 800)] {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        page.session.devtools("Emulation.setDeviceMetricsOverride", &size);
        page.session.frame();
        page.spot(WORDS);
        page.until(&format!("{STANDS}({})", json!(WORDS)));
    }
    page.run("document.querySelector('#bars > .bar').click()");
    page.until(&format!(
        "[...document.querySelectorAll('main [data-document]')].map((it) => it.dataset.document).join() === '{},{}'",
        ARTICLES[0], ARTICLES[1]
    ));
    page.until("document.querySelector('h1').textContent.startsWith('10 words are the same. Neither')");
}
