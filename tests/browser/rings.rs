//! Rings around the one who says the open claim and the words that attribute it: where they are drawn. The choice of the words is
//! tested without a browser.

use crate::harness::{Page, down, move_to, up};
use serde_json::{Value, json};

/// Each ring with its part, and whether it stands at its words: around them, and no further away than a few pixels.
const RINGS: &str = "[...document.querySelectorAll('#links .ring')].map((ring) => {
    const marks = [...document.querySelectorAll(`mark[data-annotations~=\"${ring.dataset.ring}\"]`)];
    const pieces = marks.flatMap((mark) => {
      const range = document.createRange();
      range.selectNodeContents(mark);
      return [...range.getClientRects()].filter((piece) => piece.width > 1);
    });
    const edges = (of) => [Math.min(...of.map((it) => it.left)), Math.min(...of.map((it) => it.top)),
      Math.max(...of.map((it) => it.right)), Math.max(...of.map((it) => it.bottom))];
    const [own, theirs] = [edges([ring.getBoundingClientRect()]), edges(pieces)];
    return [ring.dataset.part, own.every((edge, at) => Math.abs(edge - theirs[at]) <= 5)];
  })";

/// The height of each paragraph.
const HEIGHTS: &str = "return [...page.reader().querySelectorAll('[data-block]')].map((block) => block.getBoundingClientRect().height)";

/// Opens the download with relations of these types between these annotations.
#[track_caller]
pub fn relate(page: &Page, relations: &[(&str, &str, &str)]) {
    let rows: Vec<Value> = relations
        .iter()
        .enumerate()
        .map(|(number, (kind, from, to))| json!({ "id": format!("r{number}"), "type": kind, "from": from, "to": to }))
        .collect();
    let file = page.download().changed(|file| file["relations"] = json!(rows));
    page.open_file("related.json", file);
    page.until("document.querySelector('[role=status]').textContent.includes('in.') || page.dialog()");
    if page.run("return page.dialog() !== null && page.dialog() !== undefined") == json!(true) {
        page.press("Enter");
    }
    page.until("!page.dialog()");
}

#[test]
fn rings_stand_at_their_words_at_every_width_and_move_none() {
    let page = Page::open();
    let claim = page.tag("“We have further strengthened the unbreakable ties", "2");
    let speaker = page.tag("President Erdogan", "1");
    let office = page.tag("Turkish Foreign Minister Hakan Fidan", "1");
    page.press("Escape");
    page.until("!page.card()");
    relate(&page, &[("said by", &claim, &speaker), ("via", &claim, &office)]);
    for (width, height) in [(1280, 800), (800, 900)] {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        page.session.devtools("Emulation.setDeviceMetricsOverride", &size);
        page.session.frame();
        page.spot("We have further");
        let heights = page.run(HEIGHTS);
        page.click_words("have further");
        let expected = json!([["said-by", true], ["via", true]]);
        page.until(&format!("JSON.stringify({RINGS}) === JSON.stringify({expected})"));
        assert_eq!(page.run(HEIGHTS), heights, "no line breaks elsewhere");
        page.until("document.querySelector('#links .line').getAttribute('d').startsWith('M')");
        // A layout that changes while they are there takes them along.
        let size = json!({ "width": width - 60, "height": height, "deviceScaleFactor": 1, "mobile": false });
        page.session.devtools("Emulation.setDeviceMetricsOverride", &size);
        page.until(&format!("JSON.stringify({RINGS}) === JSON.stringify({expected})"));
        page.press("Escape");
        page.until("!page.card() && !document.querySelector('#links')");
    }
    // The one who says it shows it.
    page.click_words("President Er|d|ogan said");
    page.until(&format!("JSON.stringify({RINGS}) === '[[\"says\",true]]'"));
    // Nothing is around words that are being selected, or on paper.
    page.select("a statement");
    page.until("!document.querySelector('#links')");
    page.press("Escape");
    page.until("document.querySelector('#links')");
    page.session.devtools("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
    page.until("getComputedStyle(document.querySelector('#links')).display === 'none'");
}

#[test]
fn a_link_is_dragged_from_the_card_to_its_words() {
    let page = Page::open();
    let speaker = page.tag("President Erdogan", "1");
    let claim = page.tag("We have further strengthened", "2");
    let words = page.spot("Er|d|ogan said in a statement");
    let grip = page.run(
        "const { left, top, width, height } = document.querySelector('[data-link]').getBoundingClientRect();
         return { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };",
    );
    page.mouse(&[move_to(&grip), down(), move_to(&words)]);
    page.until("document.querySelector('#links [data-part=\"said-by\"]')");
    assert_eq!(page.selected(), "");
    page.mouse(&[up()]);
    page.expect_status("Sa");
    let relations = page.download().changed(|_| ());
    assert!(relations.contains(&speaker) && page.opened() == Some(claim), "{relations}");
    page.press("Control+z");
    page.until("!document.querySelector('#links')");
}
