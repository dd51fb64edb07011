//! Bringing articles in: a folder of every kind of file, pages that mean harm, columns and encodings that a person corrects,
//! cells from a spreadsheet.

mod templates;

use self::templates::{Article, files};
use crate::harness::{Page, Setup};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;

/// Goes to the table of articles.
#[track_caller]
fn go_to_table(page: &Page) {
    page.click_element("document.querySelector('#project-button')");
    let item = "[...document.querySelectorAll('[role=\"menuitem\"]')].find((item) => page.isShown(item) && page.name(item).startsWith('Articles'))";
    page.until(item);
    page.click_element(item);
    page.until("document.querySelector('#articles tbody tr')");
}

/// Outlet and date of each article in the table, by its headline; the table is scrolled from its top to its end.
#[track_caller]
fn table(page: &Page) -> BTreeMap<String, (String, String)> {
    let rows = page.session.call(
        "const grid = document.querySelector('#articles');
         const frame = () => new Promise((then) => requestAnimationFrame(() => setTimeout(then)));
         const rows = new Map();
         (async () => {
           for (let top = 0; top < grid.scrollHeight + 300; top += 300) {
             grid.scrollTop = top;
             await frame();
             await frame();
             for (const row of grid.querySelectorAll('tbody tr[aria-rowindex]')) {
               const cell = (id) => row.querySelector(`td[data-column=\"${id}\"]`)?.innerText.trim() ?? '';
               rows.set(row.getAttribute('aria-rowindex'), ['headline', 'outlet', 'date'].map(cell));
             }
           }
           return [...rows.values()];
         })().then(done, (error) => done(String(error)))",
    );
    let rows: Vec<[String; 3]> =
        serde_json::from_value(rows.clone()).unwrap_or_else(|_| panic!("no rows: {rows}"));
    rows.into_iter().map(|[headline, outlet, date]| (headline, (outlet, date))).collect()
}

#[test]
fn a_folder_of_every_kind_of_file_becomes_articles_and_goes_on_elsewhere() {
    let page = Page::with(&Setup::with_requests());
    let made = files(200);
    let folder = page.folder("news");
    for file in &made {
        fs::write(folder.join(&file.name), &file.content).expect("a file");
    }
    for (name, content) in
        [("report.pdf", &b"%PDF-1.4"[..]), (".DS_Store", b"x"), ("broken.docx", b"PK\x03\x04")]
    {
        fs::write(folder.join(name), content).expect("a file");
    }
    let articles: Vec<&Article> = made.iter().flat_map(|file| &file.articles).collect();
    go_to_table(&page);
    page.add_folder(&folder);
    page.until("page.dialog()?.includes('Add articles')");
    let count = articles.len();
    let said = page.expect_question();
    assert!(said.contains(&format!("{count} articles. All have a date, all have an outlet.")), "{said}");
    page.click(&format!("Add {count} articles"));
    page.until("!page.dialog()");
    page.expect_alert("2 could not be read");
    page.expect_alert("report.pdf");
    page.expect_alert("broken.docx");
    page.click("Close");
    let table = table(&page);
    for article in &articles {
        let found = table.get(&article.headline);
        assert_eq!(found, Some(&(article.outlet.to_owned(), article.date())), "{article:?}");
    }
    assert_eq!(table.len(), count + 3, "those of the example are there as well");
    page.click("Back to reading");
    page.until("page.reader()");
    let tagged = page.tag("the presidents met on Sunday", "2");
    page.reload();
    let rows = page.rows();
    assert_eq!((rows.len(), rows[0].id.as_str()), (1, tagged.as_str()));
    let file = page.download();
    let quiet = page.run("return [window.ran ?? null, performance.getEntriesByType('resource').filter(({ name }) => !/^(data|blob):/.test(name)).length]");
    assert_eq!(quiet, json!([null, 0]));

    let other = Page::open();
    other.open_file("work.json", &file.text);
    other.expect_status("articles");
    other.until(&format!("document.querySelector('[data-annotation=\"{tagged}\"]')"));
    assert_eq!(other.download().undated(), file.undated());
}

#[test]
pub fn a_page_and_a_document_of_word_are_added() {
    let page = Page::open();
    for file in files(4) {
        if file.name.split('.').next_back() == Some("mhtml") {
            continue;
        }
        page.open_file(&file.name, &file.content);
        page.until("page.dialog()");
        page.click("Add 1 article");
        page.until("!page.dialog()");
        let article = &file.articles[0];
        page.session.until(
            "document.querySelector('main').innerText.includes(arguments[0])",
            &[json!(article.headline)],
        );
        assert!(page.paragraphs()[0].contains("the presidents met on Sunday"), "{:?}", page.paragraphs());
    }
    assert_eq!(page.run("return window.ran ?? null"), Value::Null);
}

/// The choice that a list shows.
#[track_caller]
fn chosen(page: &Page, list: &str) -> Value {
    page.run(&format!("return document.querySelector('{list}').selectedOptions[0].text"))
}

#[test]
fn columns_and_encodings_are_corrected_where_they_are_shown() {
    let page = Page::open();
    page.open_file(
        "table.csv",
        "Gazete adı;Makale;Gün adı\nBild;Es gab Krach.;Montag\n;Noch mehr Krach.;Dienstag\n",
    );
    page.until("page.dialog()?.includes('Say which column is the text.')");
    page.choose("Makale", "Text");
    page.until("page.dialog().includes('was cut into 2 articles')");
    // It stays open, so that the next column can be said.
    page.choose("Gazete adı", "Outlet");
    page.until("page.dialog().includes('1 has an outlet')");
    assert_eq!(chosen(&page, ".columns-of li:nth-child(2) select"), "Text");
    // Another column takes what one alone can be.
    page.choose("Gün adı", "Outlet");
    page.until("page.dialog().includes('all have an outlet')");
    assert_eq!(chosen(&page, ".columns-of li:nth-child(1) select"), "Keep as it is");
    page.press("Escape");
    page.until("!page.dialog()");
    page.open_file("another.csv", "Gazete adı;Makale;Gün adı\nBild;Es gab Krach.;Montag\n");
    page.until("page.dialog()?.includes('“another.csv” is 1 article. It has an outlet')");
    page.press("Escape");
    page.until("!page.dialog()");

    page.open_file("brief.txt", b"Es war \x84sch\xf6n\x93 in K\xf6ln.");
    page.until("page.dialog()?.includes('was guessed to be in')");
    let list = ".encodings select";
    assert_eq!(chosen(&page, list), "Western (Windows-1252)");
    page.choose_in(list, "UTF-8");
    page.until("page.dialog().includes('They cannot be read so')");
    assert_eq!(chosen(&page, list), "Western (Windows-1252)");
    page.choose_in(list, "Cyrillic (Windows-1251)");
    page.until("page.dialog().includes('is read as') && page.dialog().includes('Kцln')");
    assert_eq!(chosen(&page, list), "Cyrillic (Windows-1251)");
}

#[test]
fn a_paragraph_is_left_out_and_kept_by_keys_and_the_focus_stays() {
    let page = Page::open();
    let file = &files(1)[0];
    page.open_file(&file.name, &file.content);
    page.until("page.dialog()");
    page.run("[...document.querySelectorAll('dialog .piece button')].at(-2).focus()");
    let focus = "document.activeElement.textContent";
    assert_eq!(page.run(&format!("return {focus}")), "Leave out");
    page.press("Enter");
    page.until(&format!("{focus} === 'Keep' && document.activeElement.closest('.cut-out')"));
    page.press("Enter");
    page.until(&format!("{focus} === 'Leave out' && document.activeElement.closest('.piece')"));
}

#[test]
fn cells_of_a_spreadsheet_go_down_a_column() {
    let page = Page::open();
    go_to_table(&page);
    page.click("Paste a column");
    page.click_field("Cells of the spreadsheet");
    page.run(
        "const field = document.activeElement;
         field.value = 'Section\\nWorld\\nAsia\\n';
         field.dispatchEvent(new Event('input', { bubbles: true }))",
    );
    page.until("document.querySelector('.spreadsheet').textContent.includes('3 rows for 3 articles')");
    page.choose_in(".spreadsheet select", "Section");
    page.click("Fill the column");
    let sections = "[...document.querySelectorAll('#articles td[data-column=\"section\"]')].map((cell) => cell.innerText.trim())";
    page.until(&format!("{sections}.slice(0, 2).join() === 'World,Asia'"));
    page.until("!document.querySelector('.spreadsheet')");
    page.press("Control+z");
    page.until(&format!("{sections}.slice(0, 2).join() !== 'World,Asia'"));
}
