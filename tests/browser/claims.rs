//! The views of claims and actors by keys alone: the focus in their tables, which keys reach them, and the way back.

use crate::harness::Page;

/// The cell that has the focus, by its column.
const CELL: &str =
    "document.activeElement.closest('#claims td[data-outlet], #claims th[scope=row]')?.dataset";

#[test]
fn a_claim_is_grouped_marked_as_absent_and_renamed_by_keys() {
    let page = Page::open();
    page.tag("“We have further strengthened the unbreakable ties", "2");
    page.press("i");
    page.until("page.focus() === 'Claim group'");
    page.type_text("Their ties are strong");
    page.press("Enter");
    page.until(
        "page.card().textContent.includes('Their ties are strong') && !document.querySelector('#picker')",
    );
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
    // In a cell that can be written a letter begins to write.
    page.press_until("ArrowRight", &format!("{CELL}?.outlet === 'The Daily Jagran'"));
    page.press("v");
    page.until("document.querySelector('h1').textContent === 'Actors'");
    page.press("Escape");
    page.until("page.reader()");
}
