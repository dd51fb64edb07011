//! A shared folder: two browsers, each with a copy of it, between which the test carries files as a service does that synchronises
//! folders. The chosen folder is one that a page has to itself, which a page from a file does not have.

use crate::harness::{Page, Setup, page_file};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Result, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::thread;

/// The place of the window in which somebody chooses a folder, and whoever cancels it once.
const PICKER: &str = "
    window.chosen = async () => (await navigator.storage.getDirectory()).getDirectoryHandle('shared', { create: true });
    window.showDirectoryPicker = () => {
        if (!window.cancels) return window.chosen();
        window.cancels = false;
        return Promise.reject(new DOMException('', 'AbortError'));
    };";

/// An article for both.
const TALKS: &str = "Turkish President Recep Tayyip Erdogan met Shehbaz Sharif in Istanbul.";

/// The address of a server that has the page, to the end of the process.
fn served() -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let address = format!("http://{}/", listener.local_addr().expect("an address"));
    thread::spawn(move || {
        let page = fs::read(page_file()).expect("the page");
        for connection in listener.incoming().map_while(Result::ok) {
            // The page that asked may be gone before the answer is there.
            let _ = answer(connection, &page);
        }
    });
    address
}

fn answer(mut connection: TcpStream, page: &[u8]) -> Result<()> {
    for line in BufReader::new(connection.try_clone()?).lines() {
        if line?.is_empty() {
            break;
        }
    }
    let length = page.len();
    write!(
        connection,
        "HTTP/1.1 200 .\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {length}\r\n\r\n"
    )?;
    connection.write_all(page)
}

#[track_caller]
fn open(address: &str) -> Page {
    let address = Some(address.to_owned());
    Page::with(&Setup { address, ..Setup::before_load(PICKER) })
}

/// Chooses the folder under that name.
#[track_caller]
fn choose(page: &Page, name: &str) {
    page.click("Settings");
    page.click("Use a shared folder…");
    page.write_into("Your name", name);
    page.click("Choose the folder…");
}

#[track_caller]
fn until_state(page: &Page, words: &str) {
    page.session.until("page.team()?.includes(arguments[0])", &[words.into()]);
}

/// The files of somebody’s copy of the folder.
#[track_caller]
fn files(page: &Page) -> BTreeMap<String, String> {
    let found = page.session.call(
        "(async () => {
            const files = {};
            for await (const [name, handle] of (await window.chosen()).entries()) files[name] = await (await handle.getFile()).text();
            return files;
        })().then(done)",
    );
    serde_json::from_value(found).expect("files")
}

/// The number of journals in somebody’s copy.
#[track_caller]
fn journals(page: &Page) -> usize {
    files(page).keys().filter(|name| name.ends_with(".journal")).count()
}

/// Puts a file into somebody’s copy.
#[track_caller]
fn put(page: &Page, name: &str, content: &str) {
    let (name, content) = (json!(name), json!(content));
    let written = page.session.call(&format!(
        "(async () => {{
            const file = await (await window.chosen()).getFileHandle({name}, {{ create: true }});
            const writing = await file.createWritable();
            await writing.write({content});
            await writing.close();
        }})().then(() => done(true))"
    ));
    assert_eq!(written, Value::Bool(true));
}

/// Carries the files of one person from one copy to the other.
#[track_caller]
fn carry(from: &Page, to: &Page, whose: &str) {
    for (name, content) in files(from).iter().filter(|(name, _)| name.starts_with(whose)) {
        put(to, name, content);
    }
}

#[test]
fn two_browsers_share_a_folder_that_something_synchronises() {
    let address = served();
    let [ada, bob] = [(); 2].map(|()| open(&address));
    ada.open_own(TALKS);
    ada.tag("Istanbul", "3");
    choose(&ada, "Ada Lovelace");
    until_state(&ada, "in the folder");
    ada.show("own");
    let written = files(&ada);
    let journal = written.keys().find(|name| name.ends_with(".journal")).expect("a journal").clone();
    assert!(journal.starts_with("Ada_Lovelace-"), "{journal}");

    // The journal comes first, and half of it; then all that has a name in front; and the text last.
    let content = &written[&journal];
    put(&bob, &journal, &content[..content.len() / 2]);
    choose(&bob, "Bob");
    until_state(&bob, "in the folder");
    carry(&ada, &bob, "Ada_Lovelace-");
    bob.until("document.querySelector('[data-article=\"own\"]')");
    bob.show("own");
    bob.until("page.rows().length === 1");
    bob.expect_alert("The text of 4 articles is not in the shared folder yet.");
    carry(&ada, &bob, "text-");
    bob.session.until("page.texts().includes(arguments[0])", &[TALKS.into()]);
    bob.until("page.alerts().length === 0");

    // Each sees what the other writes, also in a copy that a service made.
    bob.tag("Erdogan", "1");
    until_state(&bob, "to write");
    until_state(&bob, "in the folder");
    carry(&bob, &ada, "Bob-");
    ada.until("page.rows().length === 2");
    ada.tag("Shehbaz Sharif", "1");
    until_state(&ada, "to write");
    until_state(&ada, "in the folder");
    put(&bob, &journal.replace(".journal", " (conflicted copy).journal"), &files(&ada)[&journal]);
    bob.until("page.rows().length === 3");

    // The way to the folder is kept.
    ada.reload();
    until_state(&ada, "in the folder");
    ada.tag("Turkish", "1");
    until_state(&ada, "to write");
    until_state(&ada, "in the folder");
    assert!(files(&ada)[&journal].len() > content.len());
    for page in [&ada, &bob] {
        assert!(page.alerts().is_empty(), "{:?}", page.alerts());
    }
}

#[test]
fn a_name_that_is_in_the_folder_is_asked_about_and_whoever_cancels_chooses_again() {
    let address = served();
    let [first, second] = [(); 2].map(|()| open(&address));
    choose(&first, "Ada");
    until_state(&first, "in the folder");
    carry(&first, &second, "");
    second.run("window.cancels = true");
    choose(&second, "Ada");
    second.until("page.dialog()?.includes('No folder was chosen')");
    second.click("Choose the folder…");
    second.until("page.dialog()?.includes('Somebody of that name is in this folder already.')");
    second.click("That is me");
    until_state(&second, "in the folder");
    assert_eq!(journals(&second), 1, "there was nothing to write");
    second.tag("Istanbul", "3");
    until_state(&second, "to write");
    until_state(&second, "in the folder");
    assert_eq!(journals(&second), 2);
    // Chosen again, it is the project that is there already.
    second.click("All projects");
    second.click("New project");
    second.until_project("My project");
    choose(&second, "Ada");
    until_state(&second, "in the folder");
    second.until("page.rows().length === 1");
    assert_eq!(journals(&second), 2);
}
