//! Paper: the view that is open is printed whole, in light colours. How an article is printed is tested with its rings and drawing.

use crate::harness::Page;
use serde_json::json;

/// The things of a view that would be cut off, and the controls that would be printed.
const CUT: &str = "const seen = (element) => element.checkVisibility({ visibilityProperty: true });
    const around = [...document.querySelectorAll('main, .grid, .lane-text, .said')].filter(seen);
    const cut = around.filter((one) => getComputedStyle(one).overflow !== 'visible' && (one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1));
    const controls = [...document.querySelectorAll('.tools button, .page-head button, .focus-bar button, .lane-head button, input')].filter(seen);
    return [cut.map((one) => one.className), controls.map(page.name)]";

#[test]
fn claims_and_articles_side_by_side_are_printed_whole() {
    let page = Page::open();
    page.tag_claim("“We have further strengthened the unbreakable ties", "Their ties are strong");
    let print = |media: &str| {
        let paper = if media == "print" { 717 } else { 1280 };
        let size = json!({ "width": paper, "height": 700, "deviceScaleFactor": 1, "mobile": false });
        page.session.devtools("Emulation.setDeviceMetricsOverride", &size);
        page.session.devtools(
            "Emulation.setEmulatedMedia",
            &json!({ "media": media, "features": [{ "name": "prefers-color-scheme", "value": "dark" }] }),
        );
        page.session.frame();
    };
    for (view, parts) in [(".side-by-side", ".lane"), (".claims", "thead [data-column='stance']")] {
        page.press_until("v", &format!("document.querySelector('{view}')"));
        print("print");
        assert_eq!(page.run(CUT), json!([[], []]), "{view}");
        let columns = page.run(&format!(
            "return [...document.querySelectorAll(\"{parts}\")].filter((one) => one.checkVisibility()).length"
        ));
        assert_eq!(columns, 3, "every article of {view}");
        let ground = page.run("return getComputedStyle(document.documentElement).backgroundColor");
        assert_eq!(ground, "rgb(253, 252, 249)");
        print("");
    }
}
