//! The shared folder: how its files look, and what is read of those that are half here, twice here, or something else.

use super::super::golden;
use super::docs::{outbox, work, writes};
use glossator_core::model::role::Role;
use glossator_core::sync::doc::Doc;
use glossator_core::sync::folder::{Change, Folder, Head, Stat, Survey};
use glossator_core::sync::request::{Answer, Limits, Request, Row};
use glossator_core::sync::team::Team;

fn head(by: &str, device: &str) -> Head {
    Head { project: "00000000000000ab".into(), device: device.into(), by: by.into() }
}

fn folder(by: &str, device: &str) -> Folder {
    Folder::new(head(by, device), [])
}

/// Writes of ada: a text, entries, and a transaction in two parts.
fn docs() -> Vec<Doc> {
    let it = work();
    let mut outbox = outbox(Limits { entry: 700, chunk: 400, ..Limits::default() });
    outbox.offer(writes(&it), Role::Lead);
    outbox.pending().iter().cloned().collect()
}

/// The files by which that is in the folder.
fn files() -> Vec<(String, Vec<u8>)> {
    let (changes, _) = folder("ada", "d1").write(&docs(), b"");
    changes.into_iter().map(|Change { name, content }| (name, content.expect("nothing goes"))).collect()
}

fn journal() -> (String, Vec<u8>) {
    files().into_iter().find(|(name, _)| name.ends_with(".journal")).expect("entries")
}

const STAT: Stat = Stat { size: 1, modified: 1 };

/// Everything that is found now, by its id.
fn found(folder: &mut Folder) -> Vec<Doc> {
    let since = Some("folder".to_owned());
    match folder.answer(&Request::Changes { since, waits: false, rows: 1_000 }) {
        Some(Answer::Changes { docs, .. }) => docs,
        other => panic!("{other:?}"),
    }
}

/// Gives somebody else files; the number of docs of logs that count, and if all files are through.
fn read(files: &[(String, Vec<u8>)]) -> (usize, bool) {
    let mut other = folder("bob", "d2");
    for (name, content) in files {
        other.take(name, STAT, content);
    }
    let is_through = files.iter().all(|(name, _)| !other.wants(name) || !other.is_changed(name, STAT));
    (found(&mut other).iter().filter(|doc| doc.address().is_some()).count(), is_through)
}

#[test]
fn files_look_as_they_always_did() {
    let all = files().into_iter().fold(String::new(), |all, (name, content)| {
        format!("{all}== {name}\n{}\n", String::from_utf8(content).expect("text"))
    });
    golden::check("folder-1.txt", &all);
}

#[test]
fn whatever_is_written_is_read_with_the_same_ids_and_bodies() {
    let mut other = folder("bob", "d2");
    for (name, content) in files() {
        assert!(other.wants(&name), "{name}");
        other.take(&name, STAT, &content);
    }
    let found = found(&mut other);
    for doc in docs() {
        // A text is of nobody.
        let id = doc.id.replace("t:ada:", "t::");
        let same = found.iter().find(|found| found.id == id).unwrap_or_else(|| panic!("no {id}"));
        assert_eq!(same.body, doc.body.replace(r#"{"by":"ada","text""#, r#"{"by":"","text""#));
    }
    let team = found.iter().find_map(Team::of).expect("a team");
    assert_eq!(team.members, [("ada".into(), Role::Lead), ("bob".into(), Role::Lead)].into());
    // Read again, they bring nothing.
    assert_eq!(read(&[files(), files()].concat()), (docs().len(), true));
}

#[test]
fn of_a_file_that_is_half_here_whole_lines_count_and_nothing_else() {
    let (name, content) = journal();
    let lines = content.split_inclusive(|byte| *byte == b'\n').count();
    let check = |content: Vec<u8>, expected: (usize, bool)| {
        assert_eq!(
            read(&[(name.clone(), content.clone())]),
            expected,
            "{}",
            String::from_utf8_lossy(&content)
        );
    };
    check(content.clone(), (lines - 1, true));
    for end in 0..content.len() {
        let part = content[..end].to_vec();
        let ends = String::from_utf8_lossy(&part).matches('\n').count();
        // At the end of a line it could be all.
        let is_through = part.ends_with(b"\n");
        check(part, (ends.saturating_sub(1), is_through));
    }
    // A part in the middle is not here yet, or is nothing yet.
    let at = content.len() / 2;
    check([&content[..at], &content[at + 40..]].concat(), (lines - 2, false));
    check([&content[..at], &[0; 40], &content[at + 40..]].concat(), (lines - 2, false));
    // Two lines of which the one begins and the other ends are none, although they would be JSON.
    let line = |number: usize| content.split_inclusive(|byte| *byte == b'\n').nth(number).expect("a line");
    let both = [line(0), &line(1)[..20], &line(2)[20..]].concat();
    check(both, (0, false));
}

#[test]
fn a_chunk_or_a_text_counts_when_it_is_whole() {
    for (name, content) in files().into_iter().filter(|(name, _)| !name.ends_with(".journal")) {
        let check = |content: Vec<u8>, expected: (usize, bool)| {
            assert_eq!(read(&[(name.clone(), content)]), expected, "{name}");
        };
        check(content.clone(), (1, true));
        for end in 0..content.len() {
            check(content[..end].to_vec(), (0, false));
        }
        check([&*content, b" "].concat(), (usize::from(name.ends_with("chunk")), false));
    }
}

#[test]
fn a_copy_of_a_file_is_read_and_a_file_of_something_else_is_left_alone() {
    let check = |words: &str, ending: &str, is_read: bool| {
        let other_name = |name: &str| {
            let (stem, end) = name.rsplit_once('.').expect("an end");
            format!("{stem}{words}.{end}{ending}")
        };
        let files: Vec<_> = files().into_iter().map(|(name, it)| (other_name(&name), it)).collect();
        let folder = folder("bob", "d2");
        assert!(files.iter().all(|(name, _)| folder.wants(name) == is_read), "{files:?}");
        assert_eq!(read(&files).0, if is_read { docs().len() } else { 0 });
    };
    check(" (1)", "", true);
    check("-conflict-20261130-101010", "", true);
    check(" (Ada's conflicted copy 2026-11-30)", "", true);
    check("", ".crswap", false);
    check("", "~", false);
    let folder = folder("bob", "d2");
    for name in
        ["notes.txt", "text-.txt", "text-zzzzzzzzzzzzzzzz.txt", "text-ä", "desktop.ini", "journal", ""]
    {
        assert!(!folder.wants(name), "{name}");
    }
    // A file of something else that is called like one of ours.
    assert_eq!(read(&[("diary.journal".to_owned(), b"Dear diary\n{}\n".to_vec())]), (0, false));
}

#[test]
fn a_device_writes_its_own_files_alone() {
    let (first, mut second) = (folder("ada", "d1"), folder("ada", "d2"));
    let (changes, _) = first.write(&docs(), b"");
    for Change { name, content } in &changes {
        second.take(name, STAT, content.as_deref().expect("nothing goes"));
    }
    let deletions: Vec<_> = found(&mut second).iter().filter_map(Doc::deletion).collect();
    assert_eq!(deletions.len(), docs().len() - 1, "a text stays");
    let (none, Answer::Bulk(rows)) = second.write(&deletions, b"") else { panic!("rows") };
    let names: Vec<_> = none.iter().map(|change| &*change.name).collect();
    assert_eq!(names, ["ada-d2.journal"], "its head alone is written");
    assert!(rows.iter().all(|(_, row)| matches!(row, Row::Forbidden(_))));
    // The device whose they are lets them go: chunks as files, entries as lines.
    let (gone, Answer::Bulk(rows)) = first.write(&deletions, &journal().1) else { panic!("rows") };
    assert!(rows.iter().all(|(_, row)| *row == Row::Taken("d1".to_owned())));
    let rest =
        gone.iter().find(|change| change.name == "ada-d1.journal").and_then(|it| it.content.as_deref());
    assert_eq!(read(&[("ada-d1.journal".to_owned(), rest.expect("a head").to_vec())]), (0, true));
    assert_eq!(gone.iter().filter(|change| change.content.is_none()).count(), 1);
}

#[test]
fn the_part_of_a_device_is_one_file_with_all_that_it_wrote() {
    let check = |replica: &[Doc], docs: &[Doc], expected: usize| {
        let (change, Answer::Bulk(rows)) = folder("ada", "d1").part(replica, docs) else { panic!("rows") };
        assert_eq!((&*change.name, rows.len()), ("ada-d1.journal", docs.len()));
        let content = change.content.expect("nothing goes");
        assert_eq!(read(&[(change.name, content)]), (expected, true));
    };
    let all = docs();
    let of = |device: &str| -> Vec<_> {
        all.iter().map(|doc| Doc { rev: Some(device.to_owned()), ..doc.clone() }).collect()
    };
    let (own, of_another) = (of("d1"), of("d3"));
    check(&[], &all, all.len());
    check(&own[..2], &all[2..], all.len());
    check(&own, &[], all.len());
    check(&of_another, &[], 0);
    let goes: Vec<_> = own[..2].iter().filter_map(Doc::deletion).collect();
    check(&own, &goes, all.len() - 2);
}

#[test]
fn a_journal_grows_by_what_it_does_not_have_and_what_was_torn_goes() {
    let (entries, _): (Vec<_>, Vec<_>) = docs().into_iter().partition(|doc| doc.id.starts_with("j:"));
    let (first, second) = entries.split_at(3);
    let folder = folder("ada", "d1");
    let write = |docs: &[Doc], journal: &[u8]| {
        let (mut changes, _) = folder.write(docs, journal);
        changes.pop().and_then(|change| change.content)
    };
    let three = write(first, b"").expect("written");
    assert_eq!(write(first, &three), None, "there is nothing to write");
    let torn = [&*three, b"{\"id\":\"j:ada:9"].concat();
    let all = write(second, &torn).expect("written");
    assert_eq!(all, journal().1);
    // A line that nobody here can read is somebody’s.
    let strange = [&*three, b"of another version\n"].concat();
    let kept = write(second, &strange).expect("written");
    assert!(kept.starts_with(&strange));
    assert_eq!(read(&[("ada-d1.journal".to_owned(), kept)]), (entries.len(), false));
}

#[test]
fn what_a_later_version_wrote_is_left_alone_and_nothing_is_written_beside_it() {
    let line = |form: u64| {
        let head = format!(r#"{{"form":{form},"project":"p","device":"d3","by":"cem""#);
        format!("{head},\"sum\":\"{:08x}\"}}\n", crc32(head.as_bytes())).into_bytes()
    };
    let check = |form: u64, role: Role| {
        let mut folder = folder("ada", "d1");
        folder.take("cem-d3.journal", STAT, &line(form));
        let team = found(&mut folder).iter().find_map(Team::of).expect("a team");
        assert_eq!(team.role("ada"), role);
    };
    check(1, Role::Lead);
    check(2, Role::Reader);
}

/// CRC-32, bit by bit.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}

#[test]
fn a_folder_tells_its_projects_and_its_people() {
    let mut survey = Survey::default();
    assert_eq!(survey.project(), None);
    for (name, content) in files() {
        if Survey::wants(&name) {
            survey.take(&content);
        }
    }
    survey.take(b"Dear diary\n");
    assert!(survey.project().is_some_and(|project| survey.has(project)) && !survey.has("p"));
    assert!(survey.knows("ada", None) && survey.knows("ada", Some("d2")));
    assert!(!survey.knows("ada", Some("d1")) && !survey.knows("bob", None));
}
