//! Hands that do the job by keys alone, or by mouse alone. Names that are not there yet are typed by both.

use crate::harness::Page;
use serde_json::json;

/// The cell that has the focus, by its row and column.
const CELL: &str = "(() => {
    const cell = document.activeElement.closest('#actors :is(td, th)');
    return [cell?.closest('tr').querySelector('[data-column=entity]')?.textContent, cell?.dataset.column].join(', ');
  })()";

/// From the caret: so many word ends up to the words, so many characters more, and so many word ends in them.
const WAY: &str = "const [before, meant, behind] = arguments[0].split('|');
    const [texts, caret] = [page.texts(), page.caret()];
    const own = texts.indexOf(caret.replace('‸', ''));
    const here = texts.slice(0, own).reduce((sum, text) => sum + text.length + 2, caret.indexOf('‸'));
    const all = texts.join('\\n\\n');
    const start = all.indexOf(before + meant + behind) + before.length;
    const words = [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(all)].filter((it) => it.isWordLike);
    const ends = words.map(({ index, segment }) => index + segment.length);
    const passed = ends.filter((end) => end > here && end <= start);
    const more = start - (passed.at(-1) ?? here);
    return [passed.length, more, ends.filter((end) => end > start && end <= start + meant.length).length];";

/// The only thing that is used.
#[derive(Clone, Copy, PartialEq)]
pub enum By {
    Keys,
    Mouse,
}

pub struct Hands {
    pub page: Page,
    pub by: By,
}

impl Hands {
    /// Selects the words between the bars.
    #[track_caller]
    pub fn select(&self, words: &str) {
        let page = &self.page;
        if self.by == By::Mouse {
            return page.select(words);
        }
        let way = || -> [i64; 3] {
            page.until("page.caret()");
            serde_json::from_value(page.session.run(WAY, &[json!(words)])).expect("three numbers")
        };
        let mut left = way();
        if left[1] < 0 {
            page.press("Control+Home");
            left = way();
        }
        let press = |keys, times: i64| page.press_at_once(keys, usize::try_from(times).expect("a way ahead"));
        // The caret also stops where a paragraph ends.
        while left[0] > 0 {
            press("Control+ArrowRight", left[0]);
            left = way();
        }
        press("ArrowRight", left[1]);
        press("Shift+Control+ArrowRight", left[2]);
        let meant = words.split('|').nth(1).unwrap_or(words);
        page.session.until("page.bar() && page.selected().trim() === arguments[0]", &[json!(meant)]);
    }

    /// Presses a key, or clicks the button with that name.
    #[track_caller]
    pub fn act(&self, key: &str, button: &str) {
        match self.by {
            By::Keys => self.page.press(key),
            By::Mouse => self.page.click(button),
        }
    }

    /// Presses a key, or clicks that element.
    #[track_caller]
    pub fn point(&self, key: &str, element: &str) {
        match self.by {
            By::Keys => self.page.press(key),
            By::Mouse => self.page.click_element(element),
        }
    }

    /// Tags words. Of the labels in view those in the bar are meant.
    #[track_caller]
    pub fn tag(&self, words: &str, key: &str, label: &str) {
        self.select(words);
        let label = format!(
            "[...page.bar().querySelectorAll('button')].find((button) => page.name(button).startsWith('{label}'))"
        );
        self.point(key, &label);
        self.page.until("!page.bar()");
    }

    /// Asks the question with that key.
    #[track_caller]
    pub fn ask(&self, key: &str) {
        let row = if key == "i" { "entity" } else { "speaker" };
        self.point(key, &format!("document.querySelector('#fact-{row}')"));
        self.page.until("document.activeElement.id === 'picker'");
    }

    /// Takes the answer that begins so; with the box ticked, or with Shift.
    #[track_caller]
    pub fn answer(&self, name: &str, as_with_shift: bool) {
        let page = &self.page;
        let option = format!(
            "[...document.querySelectorAll('[role=option]')].find((option) => page.name(option).replace(/[\\u2068\\u2069]/g, '').startsWith({}))",
            json!(name)
        );
        page.until(&option);
        if self.by == By::Keys {
            page.press_until("ArrowDown", &format!("{option}.ariaSelected === 'true'"));
            page.press(if as_with_shift { "Shift+Enter" } else { "Enter" });
        } else {
            if as_with_shift {
                page.click_element("document.querySelector('.picker input[type=checkbox]')");
            }
            page.click_element(&option);
        }
        page.until("!document.querySelector('#picker')");
    }

    /// Sets a value of the open claim.
    #[track_caller]
    pub fn value(&self, key: &str, name: &str) {
        let page = &self.page;
        let radio = format!(
            "[...document.querySelectorAll('#values [role=radio]')].find((it) => page.name(it).startsWith('{name}'))"
        );
        if self.by == By::Keys {
            page.press("q");
            page.until("document.activeElement.closest('#values')");
            page.press(key);
            page.until("!document.activeElement.closest('#values')");
        } else {
            page.click_element(&radio);
            page.until(&format!("document.activeElement === {radio}"));
        }
        page.until(&format!("{radio}.ariaChecked === 'true'"));
    }

    /// Goes to the cell in a row of the table, by its name and column.
    #[track_caller]
    pub fn cell(&self, row: &str, column: &str) {
        let page = &self.page;
        if self.by == By::Keys {
            page.press_until("ArrowUp", "document.activeElement.closest('#actors thead')");
            page.press_until("ArrowDown", &format!("{CELL}.startsWith({})", json!(format!("{row}, "))));
            page.press("Home");
            page.press_until("ArrowRight", &format!("{CELL}.endsWith({})", json!(format!(", {column}"))));
        }
    }

    /// An expression for the cell.
    pub fn cell_of(row: &str, column: &str) -> String {
        format!(
            "[...document.querySelectorAll('#actors tbody tr')].find((row) => row.querySelector('[data-column=entity]')?.textContent === {})\
             .querySelector('[data-column={column}]')",
            json!(row)
        )
    }
}
