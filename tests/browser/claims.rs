//! The views of claims and actors by keys alone: the focus in their tables, which keys reach them, and the way back.

use crate::harness::Page;
use glossator_benches::{Numbers, file, matrix};

/// The cell that has the focus, by its column.
const CELL: &str =
    "document.activeElement.closest('#claims td[data-outlet], #claims th[scope=row]')?.dataset";

#[test]
fn a_claim_is_grouped_marked_as_absent_and_renamed_by_keys() {
    let page = Page::open();
    page.tag_claim("“We have further strengthened the unbreakable ties", "Their ties are strong");
    page.press_until("v", "document.querySelector('tr[data-group]')");
    page.press_until("Tab", "!!document.activeElement.closest('#claims tbody')");
    page.press_until("ArrowDown", "!!document.activeElement.closest('tr[data-group]')");
    page.press_until("ArrowRight", &format!("{CELL}?.outlet === 'Financial Express'"));
    for (key, state) in
        [("Space", "absent"), ("Space", "open"), ("Shift+Space", "absent"), ("Control+z", "open")]
    {
        page.press(key);
        page.until(&format!("{CELL}?.state === '{state}'"));
    }
    page.press_until("ArrowLeft", &format!("{CELL}?.outlet === 'The Daily Jagran'"));
    page.press("Enter");
    page.until("document.querySelector('.about-row')?.textContent.includes('We have further')");
    page.press("Escape");
    page.until("!document.querySelector('.about-row')");
    page.press_until("ArrowLeft", "document.activeElement.getAttribute('scope') === 'row'");
    page.press("F2");
    page.until("document.activeElement.matches('#claims input')");
    page.press("Control+a");
    page.type_text("They are friends");
    page.press("Enter");
    page.until("document.querySelector('tr[data-group] th').textContent.includes('They are friends')");
    // Enter went on to the line below, the first of the sums. In a cell that can be written a letter begins to write.
    page.press("ArrowUp");
    page.press_until("ArrowRight", &format!("{CELL}?.outlet === 'The Daily Jagran'"));
    page.press("v");
    page.until("document.querySelector('h1').textContent === 'Actors'");
    page.press("Escape");
    page.until("page.reader()");
}

#[test]
fn a_claim_is_dragged_from_the_tray_into_a_row_and_u_goes_through_the_cells() {
    let page = Page::open();
    page.tag_claim("“We have further strengthened the unbreakable ties", "Their ties are strong");
    page.press("Escape");
    page.until("!page.card()");
    page.tag("Turkey not only denounced the Indian attacks", "2");
    page.press_until("v", "document.querySelector('tr[data-group]')");
    page.until("document.querySelector('.tray')?.textContent.includes('1 claim in no group')");
    let spot = |element: &str| {
        page.run(&format!(
            "const {{ left, top, width, height }} = {element}.getBoundingClientRect();
             return {{ x: Math.round(left + Math.min(width / 2, 60)), y: Math.round(top + height / 2) }}"
        ))
    };
    let (held, row) =
        (spot("document.querySelector('[data-claim]')"), spot("document.querySelector('tr[data-group]')"));
    page.mouse_down(&held);
    page.mouse_move(&row);
    page.until("document.querySelector('tr[data-group]').dataset.state === 'target'");
    page.mouse_up(&row);
    page.until("!document.querySelector('.tray')");
    page.until("document.querySelector('tr[data-group] td[data-outlet]').textContent.includes('×2')");
    page.expect_status("Their ties are strong");
    // Two cells are left, and the focus goes to one after the other.
    for outlet in ["Financial Express", "Business Today", "Financial Express"] {
        page.press("u");
        page.until(&format!("{CELL}?.outlet === '{outlet}'"));
    }
    page.press("Space");
    page.until(&format!("{CELL}?.state === 'absent'"));
    page.press("ArrowRight");
    page.until(&format!("{CELL}?.outlet === 'Business Today'"));
    // From the article as well.
    page.press("Escape");
    page.until("page.reader()");
    page.press("u");
    page.until(&format!("{CELL}?.outlet === 'Business Today'"));
    page.click("Copy table");
    page.expect_status("Copied: a table of 1 group in 3 columns.");
}

#[test]

fn keys_reach_the_cells_of_a_large_matrix_that_are_not_drawn_yet() {
    let page = Page::open();
    let numbers = Numbers { reports: 40, outlets: 40, groups: 300, claims: 50, marks: 300 };
    page.open_file("matrix.json", file(&matrix(numbers)));
    page.click("Add 40 articles");
    page.until("!document.querySelector('dialog[open]')");
    page.press_until("v", "document.querySelector('tr[data-group]')");
    page.press_until("Tab", "!!document.activeElement.closest('#claims tbody')");
    page.press_until("ArrowDown", "!!document.activeElement.closest('tr[data-group]')");
    // Rows in view are drawn, whatever the size of the window.
    let whole = "(() => {
          const grid = document.querySelector('#claims').getBoundingClientRect();
          const head = document.querySelector('#claims thead th').getBoundingClientRect();
          const at = (x, y) => document.elementFromPoint(x, y)?.closest('#claims :is(td, th):not(.undrawn, .room > *)');
          const [right, bottom] = [Math.min(grid.right, innerWidth) - 30, Math.min(grid.bottom, innerHeight) - 30];
          return at(right, head.bottom + 20) && at(grid.left + 400, bottom) && at(right, bottom);
        })()";
    page.until(whole);
    let columns = "Number(document.activeElement.getAttribute('aria-colindex'))";
    page.press("End");
    page.until(&format!(
        "{columns} === Number(document.querySelector('#claims table').getAttribute('aria-colcount'))"
    ));
    page.until(whole);
    page.press("ArrowLeft");
    page.until(&format!("{CELL}?.outlet && document.activeElement.textContent.trim() !== ''"));
    page.press("Control+ArrowDown");
    page.until("document.activeElement.closest('tr')?.dataset.state === 'sum'");
    page.until(whole);
    // Back in the first column, whose cell stays while others come into view, and up to the first row.
    page.press("Home");
    page.until(&format!("{columns} === 1"));
    page.until(whole);
    page.until(&format!("{columns} === 1"));
    page.press("Control+Home");
    page.until("document.activeElement.closest('tr')?.getAttribute('aria-rowindex') === '2'");
    page.until(whole);
    page.until("document.activeElement.closest('tr')?.getAttribute('aria-rowindex') === '2'");
}

#[test]
fn the_legend_says_what_each_sign_means_by_keys() {
    let page = Page::open();
    page.tag_claim("“We have further strengthened the unbreakable ties", "Their ties are strong");
    for (view, expected) in [(".side-by-side", "broken ring"), (".claims", "Nobody has looked yet.")] {
        page.press_until("v", &format!("document.querySelector('{view}')"));
        page.tab_to("Legend");
        page.press("Enter");
        page.until(&format!("document.querySelector('#legend-panel')?.textContent.includes('{expected}')"));
        page.press("Escape");
        page.until(
            "!document.querySelector('#legend-panel') && document.activeElement.id === 'legend-button'",
        );
    }
}
