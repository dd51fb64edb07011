//! Nothing leaves the page. Here each browser logs what it is asked for, and that is looked at when the page ends.

use crate::foreign::DEFLATED;
use crate::harness::{ARTICLES, Page, Setup};
use glossator_core::formats::FORMATS;
use std::collections::BTreeMap;

#[test]
fn the_policy_allows_nothing_but_what_stands_in_the_file() {
    let page = Page::with(&Setup::with_requests());
    let policy =
        page.run("return document.querySelector('meta[http-equiv=\"Content-Security-Policy\"]').content");
    let policy = policy.as_str().expect("a policy");
    let directives: BTreeMap<_, Vec<_>> = policy
        .split(';')
        .filter_map(|directive| {
            let mut words = directive.split_whitespace();
            Some((words.next()?, words.collect()))
        })
        .collect();
    let check = |name: &str, expected: &[&str]| {
        let found = directives.get(name).unwrap_or_else(|| panic!("no {name} in {policy}"));
        let (hashes, words): (Vec<_>, Vec<_>) =
            found.iter().copied().partition(|word| word.starts_with("'sha256-"));
        assert_eq!(words, expected, "{name} in {policy}");
        hashes.len()
    };
    let scripts = page.run(
        "return document.scripts.length - document.querySelectorAll('script[type=\"text/plain\"]').length",
    );
    let styles = page.run("return document.querySelectorAll('style').length");
    assert_eq!(check("default-src", &["'none'"]), 0);
    assert_eq!(scripts, check("script-src", &["'wasm-unsafe-eval'"]));
    assert_eq!(styles, check("style-src", &[]));
    assert_eq!(check("img-src", &["data:"]), 0);
    assert_eq!(check("base-uri", &["'none'"]), 0);
    assert_eq!(check("form-action", &["'none'"]), 0);
    assert_eq!(check("worker-src", &["blob:"]), 0);
    assert_eq!(check("connect-src", &["'self'"]), 0);
    assert_eq!(directives.len(), 8, "{policy}");
    let late = page.run("const policy = document.querySelector('meta[http-equiv]');
        return [...document.querySelectorAll('script, style, link')]
          .filter((other) => other.compareDocumentPosition(policy) & Node.DOCUMENT_POSITION_FOLLOWING).length");
    assert_eq!(late, 0, "something stands before the policy, which does not bind it");
}

#[test]
fn nothing_that_a_person_does_asks_anybody_for_anything() {
    let page = Page::with(&Setup::with_requests());
    page.tag_in_two_articles();
    page.show(ARTICLES[2]);
    page.press("h");
    page.press("Enter");
    page.press("Control+z");
    page.open_file("news.zip", DEFLATED);
    page.until("page.reader()?.dataset.document === 'news'");
    page.open_file("link.txt", "http://127.0.0.1:9/ and <img src=http://127.0.0.1:9/x.png>");
    page.until("page.reader()?.dataset.document === 'link'");
    page.press("/");
    page.until("page.search()");
    page.click("Pattern");
    page.write_into("Words", "[0-9]{4}");
    page.until("page.search().includes(' in ')");
    page.press("Escape");
    page.press("Escape");
    for key in ["d", "m", "?"] {
        page.press(key);
        page.until("page.dialog()");
        page.press("Escape");
        page.until("!page.dialog()");
    }
    for format in FORMATS {
        page.click("Export");
        page.until("page.dialog()");
        page.click(format.name);
        page.downloaded_bytes();
        page.press("Escape");
        page.until("!page.dialog()");
    }
    page.download();
    page.another().tag("terror", "1");
    page.reload();
    page.click("Settings");
    page.until("page.dialog()");
    page.click("Clear everything…");
    page.click("Clear everything");
    page.until("page.rows().length === 0");
}

#[test]
fn the_policy_is_enforced() {
    let page = Page::with(&Setup::with_requests());
    page.tolerate(&["Content Security Policy", "127.0.0.1:9"]);
    page.run("window.violations = [];
        document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
        const add = (name, attributes, words) => document.body.append(Object.assign(document.createElement(name), attributes, { textContent: words }));
        add('script', {}, 'window.ran = true');
        add('p', { innerHTML: '' }, '');
        document.body.lastChild.setAttribute('onclick', 'window.ran = true');
        document.body.lastChild.click();
        document.body.lastChild.setAttribute('style', 'color: red');
        add('img', { src: 'http://127.0.0.1:9/x.png' });
        add('iframe', { src: 'http://127.0.0.1:9/' });
        fetch('http://127.0.0.1:9/').catch(() => {});
        try { new WebSocket('ws://127.0.0.1:9/'); } catch {}
        try { new Worker('data:text/javascript,'); } catch {}
        setTimeout('window.ran = true');");
    page.until("new Set(violations).size >= 8");
    let violations = page.run("return [...new Set(violations)].sort()");
    let expected = [
        "connect-src",
        "frame-src",
        "img-src",
        "script-src",
        "script-src-attr",
        "script-src-elem",
        "style-src-attr",
        "worker-src",
    ];
    assert_eq!(violations, serde_json::json!(expected));
    assert!(page.run("return window.ran ?? null").is_null());
}

/// A server that gave the page is asked for the project of a team; a file has none.
#[test]
fn a_file_is_in_no_team_whatever_its_address_says() {
    let page = Page::with(&Setup::with_requests());
    page.tolerate(&["?project=pages", "db/_session"]);
    page.session.visit(&format!("{}?project=pages", page.address));
    page.wait_until_ready();
    page.tag("Istanbul", "3");
    page.click("Settings");
    page.until("page.dialog()");
    let offered = page.run(
        "return page.dialog().includes('team') || document.querySelector('.team-state, #log-in') !== null",
    );
    assert_eq!(offered, false);
    // Nothing answers either.
    let asked = page.session.call(
        "Promise.allSettled(['/db/_session', 'db/_session'].map((path) => fetch(path))).then((all) => done(all.map(({ status }) => status)))",
    );
    assert_eq!(asked, serde_json::json!(["rejected", "rejected"]));
}

#[test]
fn a_worker_reaches_no_more_than_the_page() {
    let page = Page::with(&Setup::with_requests());
    page.tolerate(&["Content Security Policy", "127.0.0.1:9"]);
    page.run(
        "const program = `fetch('http://127.0.0.1:9/').then(() => postMessage('fetched'), (error) => postMessage(error.name));
            try { importScripts('http://127.0.0.1:9/'); postMessage('imported'); } catch (error) { postMessage(error.name); }`;
        window.heard = [];
        const worker = new Worker(URL.createObjectURL(new Blob([program], { type: 'text/javascript' })));
        worker.onmessage = ({ data }) => heard.push(data);",
    );
    page.until("heard.length === 2");
    assert_eq!(page.run("return heard.sort()"), serde_json::json!(["NetworkError", "TypeError"]));
}

#[test]
fn the_file_refers_to_nothing_outside_of_itself() {
    let page = Page::with(&Setup::with_requests());
    // The link to an article's address is followed by a person or by nobody.
    let addresses = page.run("return [...document.querySelectorAll('[src], [href], [action], [data], [srcset], [poster]')]
        .filter((element) => !element.matches('a[rel~=noreferrer][target=_blank]'))
        .flatMap((element) => ['src', 'href', 'action', 'srcset', 'poster'].map((name) => element.getAttribute(name)))
        .filter((address) => address !== null && !/^(data:|blob:|#)/.test(address))");
    assert_eq!(addresses, serde_json::json!([]));
    let loaded = page.run("return performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !/^(data|blob):/.test(name))");
    assert_eq!(loaded, serde_json::json!([]));
}
