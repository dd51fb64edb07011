//! The browser's store: in which task something is stored.

use crate::harness::Page;

#[test]
pub fn an_edit_is_stored_in_the_task_of_its_key_and_a_note_in_that_of_leaving() {
    let page = Page::open();
    page.run("window.writes = []; const setItem = Storage.prototype.setItem;
        Storage.prototype.setItem = function (key, value) { writes.push(key); return setItem.call(this, key, value); };
        addEventListener('keydown', () => { window.tasks = []; setTimeout(() => tasks.push(writes.length)); }, true);");
    page.tag("Istanbul", "3");
    page.until("window.tasks.length === 1");
    let written = page.run("return window.tasks[0]");
    assert!(written.as_u64().is_some_and(|written| written > 0), "nothing was stored in the task of the key");
    // A backup and the list of projects are written when the page is idle, sooner or later.
    page.session.frame();
    let later =
        page.run("return writes.slice(tasks[0]).filter((key) => !/\\/backup\\/|\\/projects\\//.test(key))");
    assert_eq!(later, serde_json::json!([]), "stored after the task of the key");
    page.press("n");
    page.until("document.activeElement.matches('textarea')");
    for (note, leave) in [
        ("Half", "dispatchEvent(new PageTransitionEvent('pagehide'))"),
        ("Half a tho", "document.dispatchEvent(new Event('visibilitychange'))"),
    ] {
        // In one task, so that no timer can come in between.
        let kept = page.run(&format!(
            "const field = document.activeElement;
             field.value = '{note}';
             field.dispatchEvent(new InputEvent('input', {{ bubbles: true }}));
             {leave};
             return Object.values(localStorage).some((value) => value.includes('\"{note}\"'))"
        ));
        assert_eq!(kept, true, "{leave}");
    }
}
