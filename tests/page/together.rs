//! Files that are opened together: one import, with one question, one message and one step; and edits that were made elsewhere.

use crate::html::{dialog, dialog_text, elements};
use crate::kit::Page;
use glossator::app::intent::Import;
use glossator::app::message::MessageAction;
use glossator_core::import::{ArticleChoice, Version};

/// Pairs of a text and what is tagged in it.
fn pairs(count: usize, label: &str) -> Vec<(String, String)> {
    let pair = |number: usize| {
        let text = format!("Article {number:03}: Mara met Ivo.\n");
        [(format!("n{number}.txt"), text), (format!("n{number}.ann"), format!("T1\t{label} 13 17\tMara\n"))]
    };
    (0..count).flat_map(pair).collect()
}

fn open(page: &Page, files: &[(String, String)]) {
    let files: Vec<_> = files.iter().map(|(name, content)| (&**name, content.as_bytes())).collect();
    page.open_files(&files);
}

#[test]
fn many_files_come_in_with_one_message_and_go_in_one_step() {
    let page = Page::of("an article");
    let before = page.json();
    open(&page, &pairs(200, "actor"));
    assert_eq!(page.said(), "200 articles, 200 annotations are in.");
    assert_eq!(page.marked("n7"), "Article 007: [actor:Mara] met Ivo.\n");
    assert_eq!(page.reload().json(), page.json());
    page.answer(|action| *action == MessageAction::Undo);
    assert_eq!(page.json(), before);
    page.press("Control+y");
    // In any order.
    let mut files = pairs(200, "actor");
    files.reverse();
    let other = Page::of("an article");
    open(&other, &files);
    assert_eq!(other.marked("n7"), page.marked("n7"));
    open(&page, &files);
    assert_eq!(page.said(), "Everything in the 400 files is here already.");
    page.press("Control+z");
    assert_eq!(page.json(), before);
}

#[test]
fn many_files_are_one_question() {
    let page = Page::of("an article");
    let mut files = pairs(4, "PER");
    for number in 0..4 {
        files[2 * number + 1].1 += "T2\tPER 90 94\tNobody\n";
    }
    open(&page, &files);
    let question = dialog_text(&page);
    for words in [
        "Open 8 files?",
        "1 label, 4 articles, 8 annotations are new",
        "1 remark to look at",
        "4 annotations were not found, or in several places. They are kept without a place: “Nobody”, “Nobody”, “Nobody” …",
    ] {
        assert!(question.contains(words), "“{words}” is not in {question}");
    }
    page.send(Import::Answer(true));
    assert_eq!(dialog_text(&page), "");
    assert_eq!(page.said(), "1 label, 4 articles, 8 annotations are in.");
    page.press("Control+z");
    assert_eq!(page.read(|state| state.corpus().documents().count()), 1);

    open(&page, &files);
    page.send(Import::Answer(false));
    assert_eq!(page.said(), "8 files were not opened. Nothing was changed.");
}

#[test]
fn a_file_that_cannot_be_read_costs_itself_only() {
    let page = Page::of("an article");
    page.open_files(&[("old.txt", b"a\0b"), ("new.txt", b"Mara met Ivo.")]);
    // It is said, with its reason, until that is closed.
    assert_eq!((dialog_text(&page).as_str(), page.said().as_str()), ("", "1 article is in."));
    let reason = "it is no text.";
    assert_eq!(page.alerts(), [format!("1 of 2 files is in. 1 could not be read. old.txt: {reason}")]);
    page.press("Control+z");
    assert_eq!(page.read(|state| state.corpus().documents().count()), 1);
    page.open_files(&[("old.txt", b"a\0b"), ("older.txt", b"\0")]);
    assert_eq!(
        page.alerts(),
        [format!("None of the 2 files could be read. old.txt: {reason} older.txt: {reason}")]
    );
}

/// Work that was edited in a spreadsheet: a page with it, and the table.
fn edited() -> (Page, String) {
    let page = Page::of("[actor:Mara] met [actor:Ivo] in [location:Oslo].");
    let [mara, ivo] = ["Mara", "Ivo"].map(|words| page.id(words));
    let table = format!(
        "id,document,start,end,label,text\r\n{mara},a,0,4,claim,Mara\r\n{ivo},a,5,12,actor,met Ivo\r\n"
    );
    (page, table)
}

#[test]
fn edits_that_were_made_elsewhere_are_choices() {
    let (page, table) = edited();
    let before = page.json();
    let ask = || {
        page.open_file("table.csv", table.as_bytes());
        dialog_text(&page)
    };
    let question = ask();
    for words in [
        "Nothing is new",
        "2 differ. Yours stay.",
        "1 is only here. It stays.",
        "2 differ",
        "All yours",
        "All the file’s",
        "Yourslabel ActorThe file’slabel Claim",
        "Yourswords “Ivo” at 9The file’swords “met Ivo” at 5",
        "1 is only here",
        "“Oslo”",
    ] {
        assert!(question.contains(words), "“{words}” is not in {question}");
    }
    let versions = elements(&dialog(&page), "button", "aria-pressed");
    let pressed: Vec<_> =
        versions.iter().filter(|(tag, _)| tag.contains("\"true\"")).map(|(_, words)| &**words).collect();
    assert_eq!(pressed, ["Yourslabel Actor", "Yourswords “\u{2068}Ivo\u{2069}” at 9", "Keep it"]);
    // Nothing is changed unless that is chosen.
    page.send(Import::Answer(true));
    assert_eq!(page.json(), before);
    assert_eq!(page.said(), "Nothing is new in “table.csv”. 2 differ, yours stay.");

    ask();
    page.send(Import::ChooseVersions(true, Version::Files));
    assert!(dialog_text(&page).contains("2 annotations changed as in the file"), "{}", dialog_text(&page));
    let record = page.id("Ivo").key();
    page.send(Import::ChooseVersion(record, Version::Ours));
    page.send(Import::ChooseVersions(false, Version::Files));
    page.send(Import::Answer(true));
    assert_eq!(page.marked("a"), "[claim:Mara] met [actor:Ivo] in Oslo.");
    assert_eq!(
        page.said(),
        "Nothing is new in “table.csv”. 1 was changed as in the file. 1 was deleted. 1 differs, yours stays."
    );
    page.press("Control+z");
    assert_eq!(page.json(), before);
}

#[test]
fn an_article_in_doubt_is_a_choice() {
    let page = Page::of("[actor:Mara] met Ivo.");
    page.open_file("a.txt", "Mara met with Ivo.".as_bytes());
    let question = dialog_text(&page);
    for words in [
        "1 article may be here already",
        "“a” has another text here.",
        "It is another article, “a (2)”",
        "It is a new version",
    ] {
        assert!(question.contains(words), "“{words}” is not in {question}");
    }
    page.send(Import::ChooseArticle("a".into(), ArticleChoice::NewVersion));
    page.send(Import::Answer(true));
    assert_eq!(page.marked("a"), "[actor:Mara] met with Ivo.");
    assert_eq!(page.again().json(), page.json());
    page.press("Control+z");
    assert_eq!(page.marked("a"), "[actor:Mara] met Ivo.");
}

#[test]
fn the_same_text_of_two_outlets_is_two_articles() {
    let page = Page::start(&[], std::rc::Rc::default());
    let text = "Mara met Ivo in Oslo.\nThey talked.\n";
    page.open_file("outlet-a.txt", text.as_bytes());
    page.open_file("outlet-b.txt", text.as_bytes());
    assert!(
        dialog_text(&page).contains("“outlet-b” has the same text as “outlet-a” here."),
        "{}",
        dialog_text(&page)
    );
    page.send(Import::Answer(true));
    page.open_file("outlet-b.ann", b"T1\tactor 0 4\tMara\n");
    assert_eq!(
        [page.marked("outlet-a"), page.marked("outlet-b")],
        [text.to_owned(), format!("[actor:Mara]{}", &text[4..])]
    );
    // Many at once.
    let copies: Vec<_> = (0..3).map(|number| (format!("copy-{number}.txt"), text.to_owned())).collect();
    open(&page, &copies);
    assert!(dialog_text(&page).contains("3 articles may be here already"));
    page.send(Import::ChooseArticles(ArticleChoice::Here));
    page.send(Import::Answer(true));
    assert_eq!(page.read(|state| state.corpus().documents().count()), 2);
}

#[test]
fn a_long_list_is_cut_and_the_buttons_reach_the_rest() {
    let words: Vec<_> = (0..300).map(|number| format!("w{number:03}")).collect();
    let text = words.join(" ");
    let table = |label: &str| {
        let row = |number: usize| {
            let id = format!("0192f000-0000-7000-8000-{number:012x}");
            format!("{id},a,{},{},{label},{}\n", number * 5, number * 5 + 4, words[number])
        };
        "id,document,start,end,label,text\n".to_owned() + &(0..300).map(row).collect::<String>()
    };
    let page = Page::of(&text);
    page.open_file("table.csv", table("actor").as_bytes());
    page.open_file("table.csv", table("claim").as_bytes());
    let question = dialog(&page);
    assert_eq!(question.matches("class=\"versus\"").count(), 200);
    assert!(dialog_text(&page).contains("… and 100 more. The buttons above are for all."));
    page.send(Import::ChooseVersions(true, Version::Files));
    page.send(Import::Answer(true));
    assert_eq!(page.said(), "Nothing is new in “table.csv”. 300 were changed as in the file.");
}
