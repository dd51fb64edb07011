//! The matrix of the example as it is taken along: a workbook, a picture, a table for the clipboard, CSV. The golden files are what
//! other programs are given to read; with `GLOSSATOR_BLESS=1` they are written anew.

use crate::kit::Page;
use glossator::app::effect::{Copied, Effect};
use glossator::app::intent::{Claims, Import, Intent};
use glossator::app::place::Place;
use glossator::app::seeds::SEEDS;
use glossator::features::claims::state::Form;
use glossator_core::query::matrix::{Filter, Within};
use std::io::{Cursor, Read};
use std::path::Path;
use std::rc::Rc;

/// The example, with the matrix in view.
pub fn example() -> Page {
    let page = Page::start(SEEDS, Rc::default());
    page.open_file("example.json", include_bytes!("../../../seeds/example/istanbul-meeting.json"));
    page.send(Import::Answer(true));
    page.send(Intent::Go(Place::Claims));
    page.effects();
    page
}

fn golden(name: &str, found: &[u8]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/page/golden").join(name);
    if std::env::var_os("GLOSSATOR_BLESS").is_some() {
        std::fs::write(&path, found).expect("the golden file can be written");
    }
    let expected = std::fs::read(&path).expect("the golden file is there");
    let [found, expected] = [found, &expected].map(String::from_utf8_lossy);
    for (number, (found, expected)) in found.split('\n').zip(expected.split('\n')).enumerate() {
        assert_eq!(found, expected, "{name}, line {}", number + 1);
    }
    assert_eq!(found.len(), expected.len(), "{name}");
}

fn downloaded(page: &Page, form: Form) -> Vec<u8> {
    page.send(Claims::Download(form));
    page.downloaded().content.clone()
}

fn copied(page: &Page) -> Rc<Copied> {
    page.send(Claims::Copy);
    let found = page.effects().into_iter().find_map(|effect| match effect {
        Effect::Copy(copied) => Some(copied),
        _ => None,
    });
    found.expect("a table for the clipboard")
}

/// A part of a workbook.
fn part(workbook: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).expect("an archive");
    let mut content = String::new();
    archive.by_name(name).expect(name).read_to_string(&mut content).expect("text");
    content
}

#[test]
fn the_example_is_written_as_other_programs_are_given_it() {
    let page = example();
    golden("claims.xlsx", &downloaded(&page, Form::Workbook));
    golden("claims.svg", &downloaded(&page, Form::Picture));
    golden("claims.csv", &downloaded(&page, Form::Csv));
    let Copied { html, text, said } = &*copied(&page);
    golden("claims.html", html.as_bytes());
    golden("claims.txt", text.as_bytes());
    assert_eq!(&**said, "Copied: a table of 25 groups in 3 columns.");
}

#[test]
fn a_workbook_has_the_rows_that_are_shown_and_their_quotes() {
    let page = example();
    page.send(Claims::SetFilter(Filter::Contested(Within::Article)));
    let workbook = downloaded(&page, Form::Workbook);
    let [claims, quotes, legend] =
        [1, 2, 3].map(|at| part(&workbook, &format!("xl/worksheets/sheet{at}.xml")));
    assert!(claims.contains("⊘ India denies"), "{claims}");
    assert!(claims.contains("denied transporting arms") && !claims.contains("Trade is to reach"), "{claims}");
    assert!(quotes.contains("charges that New Delhi strongly rejected"), "{quotes}");
    assert!(!quotes.contains("five billion"), "{quotes}");
    assert!(legend.contains("looked for, absent"), "{legend}");
}

#[test]
fn nothing_that_is_copied_is_a_formula_or_markup() {
    let page = example();
    page.send(Claims::BeginNew);
    page.send(Claims::EndNew(Some("=1+1 <b>\"&\"</b>\tx".into())));
    let Copied { html, text, .. } = &*copied(&page);
    assert!(html.contains(">'=1+1 &lt;b&gt;&quot;&amp;&quot;&lt;/b&gt;&#9;x</th>"), "{html}");
    assert!(text.lines().any(|line| line.starts_with("'=1+1 <b>\"&\"</b> x\t· not looked for\t")), "{text}");
    let workbook = downloaded(&page, Form::Workbook);
    assert!(part(&workbook, "xl/worksheets/sheet1.xml").contains(">=1+1 &lt;b&gt;"));
    let picture = String::from_utf8(downloaded(&page, Form::Picture)).expect("text");
    assert!(picture.contains(">=1+1 &lt;b&gt;"), "{picture}");
}
