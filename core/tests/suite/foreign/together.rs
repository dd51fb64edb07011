//! Files that were opened together: texts and what lies beside them, by their names and folders.

use super::archives::check;
use super::zip::{packed, unpacked};
use super::{empty, findings, spans};
use ::zip::CompressionMethod;
use flate2::Compression;
use flate2::write::GzEncoder;
use glossator_core::edit::command::Command;
use glossator_core::formats::{self, RawFile, ReadError};
use glossator_core::import;
use std::io::Write;
use std::rc::Rc;

const MARA: &str = "Mara met Ivo in Oslo.\n";
const IVO: &str = "Ivo rang Mara in Bern.\n";
const OF_MARA: &str = "T1\tactor 0 4\tMara\n";
const OF_IVO: &str = "T1\tactor 0 3\tIvo\n";

#[test]
fn what_lies_beside_a_text_belongs_to_it() {
    // In folders of their own, and with the same names in several.
    check(
        &[("A/txt/1.txt", MARA), ("A/ann/1.ann", OF_MARA), ("B/txt/1.txt", IVO), ("B/ann/1.ann", OF_IVO)],
        &[],
        &["A/txt/1: actor Mara", "B/txt/1: actor Ivo"],
    );
    check(
        &[("txt/A/1.txt", MARA), ("ann/A/1.ann", OF_MARA), ("txt/B/1.txt", IVO), ("ann/B/1.ann", OF_IVO)],
        &[],
        &["txt/A/1: actor Mara", "txt/B/1: actor Ivo"],
    );
    check(&[("A/n.txt", MARA), ("A/n.ann", OF_MARA), ("B/n.txt", IVO)], &[], &["A/n: actor Mara"]);
    check(&[("texts/n.txt", MARA), ("work/n.ann", OF_MARA)], &[], &["n: actor Mara"]);
    // Names in one piece, and taken apart.
    check(&[("Zu\u{308}rich.txt", MARA), ("Z\u{fc}rich.ann", OF_MARA)], &[], &["Z\u{fc}rich: actor Mara"]);
    check(
        &[
            ("n.txt", MARA),
            ("a.csv", "document,start,end,label,text\nn.txt,0,4,actor,Mara\ngone.txt,0,1,x,x\n"),
        ],
        &["a.csv, line 3: expected Article, found Word(\"gone.txt\")"],
        &["n: actor Mara"],
    );
}

#[test]
fn what_may_belong_to_several_texts_is_left_out() {
    check(
        &[
            ("A/1.txt", MARA),
            ("B/1.txt", IVO),
            ("C/1.ann", OF_MARA),
            ("x.jsonl", "{\"text\":\"Eva.\",\"label\":[]}"),
        ],
        &["C/1.ann: expected Article, found Word(\"C/1.ann\")"],
        &[],
    );
    // Another text's work that would find its words here, and another person's.
    let other = "T1\tactor 9 13\tMara\n";
    check(
        &[("A/1.txt", MARA), ("A/1.ann", OF_MARA), ("B/1.ann", other)],
        &["B/1.ann: expected Article, found Word(\"B/1.ann\")"],
        &["1: actor Mara"],
    );
    check(
        &[("A/1.txt", MARA), ("A/1.ann", OF_MARA), ("B/1.ann", "T1\tactor 9 12\tIvo\n")],
        &[],
        &["1: actor Mara", "1: actor Ivo"],
    );
}

#[test]
fn a_file_that_cannot_be_read_costs_itself_only() {
    let files = [
        RawFile::new("n.txt", MARA.as_bytes()),
        RawFile::new("n.ann", OF_MARA.as_bytes()),
        RawFile::new("old.txt", &b"f\xfcr Mara"[..]),
        RawFile::new("empty.ann", &b" \n"[..]),
        RawFile::new("empty.txt", &b""[..]),
        RawFile::new("broken.json", &b"{\"a\":"[..]),
        RawFile { name: "lost.txt".into(), bytes: Err(ReadError::Binary) },
    ];
    let incoming = formats::read_together(&files).expect("most of it");
    let report = import::plan(&empty().corpus, &incoming, &empty().moment).report;
    assert_eq!(
        findings(&report),
        [
            "empty.txt: expected Words, found File(Empty)",
            "lost.txt: expected Utf8, found File(Binary)",
            "broken.json: expected More, found End(1)",
        ]
    );
    assert_eq!((report.documents.len(), report.added), (2, 1));
    let why = formats::read_together(&files[4..]).expect_err("nothing that can be read");
    let ReadError::NoneOf(files) = why else { panic!("{why:?}") };
    let names: Vec<_> = files.iter().map(|(name, _)| &**name).collect();
    assert_eq!(names, ["empty.txt", "lost.txt", "broken.json"]);
}

#[test]
fn nothing_in_an_annotation_file_means_that_nothing_is_tagged_yet() {
    for (name, content) in [("n.ann", ""), ("n.ann", "\n"), ("N.ANN", "")] {
        let incoming = formats::read(name, content.as_bytes()).expect(name);
        assert!(incoming.findings.is_empty() && incoming.documents.is_empty());
    }
}

#[test]
fn files_that_nobody_reads_are_named_as_what_they_are() {
    check(
        &[
            ("notes.txt", "my notes"),
            ("articles/a.docx", "PK\u{3}\u{4}broken"),
            ("articles/b.html", "<p>Mara met Ivo.</p>"),
            ("articles/page", "\n<!DOCTYPE html><p>Mara met Ivo.</p>"),
            ("articles/c.pdf", "%PDF-1.4"),
            ("articles/d.conll", "Mara\tB-PER\n"),
            ("annotation/e.txt/mara.xmi", "<?xml version=\"1.0\"?><x/>"),
            ("annotation/f.txt/mara.tsv", super::archives::ANA),
            ("annotation_ser/f.txt/mara.ser", "x"),
            ("annotation_ser/g.txt/mara.ser", "x"),
            ("README.md", "words"),
            ("articles/README", "words"),
            ("a.png", "x"),
            ("b.png", "x"),
            ("empty.png", ""),
            (".git/config", "words"),
            ("annotation.conf", "[entities]\nactor\n"),
            ("label_config.xml", "<View/>"),
            ("TypeSystem.xml", "<typeSystemDescription/>"),
            ("__MACOSX/notes._txt", "x"),
            ("articles/._notes.txt", "x"),
            (".DS_Store", "x"),
        ],
        &[
            "annotation/e.txt/mara.xmi: expected KnownFile, found File(Other(Xmi))",
            "annotation_ser/g.txt/mara.ser: expected KnownFile, found File(Other(Java))",
            "articles/a.docx: expected KnownFile, found File(Other(Word))",
            "articles/b.html: expected KnownFile, found File(Other(Html))",
            "articles/c.pdf: expected KnownFile, found File(Other(Pdf))",
            "articles/d.conll: expected KnownFile, found File(Other(Conll))",
            "articles/page: expected KnownFile, found File(Other(Html))",
            "left out: 1 Files \".\"",
            "left out: 1 Files \".md\"",
            "left out: 2 Files \".png\"",
            "left out: 1 Files \"README\"",
        ],
        &["f: actor Ana mara"],
    );
}

#[test]
fn archives_that_are_opened_together_are_read_as_one() {
    let archive = |files: &[(&str, &[u8])]| packed(files, CompressionMethod::Deflated);
    let texts = archive(&[("n.txt", MARA.as_bytes()), ("m.txt", IVO.as_bytes())]);
    let work = archive(&[("n.ann", OF_MARA.as_bytes()), ("m.ann", OF_IVO.as_bytes())]);
    let mut archives = vec![RawFile::new("texts.zip", texts), RawFile::new("work.zip", work)];
    let opened = |files: &[RawFile]| {
        let mut it = empty();
        let incoming = Rc::new(formats::read_together(&formats::unpack(files)).expect("files"));
        it.give(&Command::Import(incoming)).expect("new");
        spans(&it.corpus)
            .into_iter()
            .map(|(text, start, end, _)| text[start..end].to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(opened(&archives), ["Ivo", "Mara"]);
    archives.push(RawFile::new("damaged.zip", &b"PK\x03\x04 and no more"[..]));
    assert_eq!(opened(&archives), ["Ivo", "Mara"]);
    // Archives in an archive, and no further than anybody packs them.
    let inner: Vec<_> = archives[..2].iter().map(|it| it.bytes.clone().expect("bytes")).collect();
    let outer = archive(&[("x/texts.zip", &inner[0]), ("x/work.zip", &inner[1])]);
    assert_eq!(opened(&[RawFile::new("all.zip", &*outer)]), ["Ivo", "Mara"]);
    let deep = (0..4).fold(outer, |inner, _| archive(&[("a.zip", &inner)]));
    let found = formats::unpack(&[RawFile::new("deep.zip", deep)]);
    assert!(found.len() == 1 && formats::is_archive(&found[0]), "{found:?}");
    // Files of the same names, of which each archive has its own.
    let two = [
        RawFile::new("a.zip", archive(&[("n.txt", MARA.as_bytes()), ("n.ann", OF_MARA.as_bytes())])),
        RawFile::new("b.zip", archive(&[("n.txt", IVO.as_bytes()), ("n.ann", OF_IVO.as_bytes())])),
    ];
    assert_eq!(opened(&two), ["Ivo", "Mara"]);
}

#[test]
fn two_hundred_pairs_are_one_reading() {
    let pair = |number: usize| {
        let text = format!("Article {number}: Mara met Ivo.\n");
        let start = text.find("Mara").expect("her");
        let work = format!("T1\tactor {start} {}\tMara\nA1\tSure T1\n", start + 4);
        [(format!("n{number}.ann"), work), (format!("n{number}.txt"), text)]
    };
    let files: Vec<_> =
        (0..200).flat_map(pair).map(|(name, content)| RawFile::new(name, content.into_bytes())).collect();
    let incoming = formats::read_together(&files).expect("pairs");
    assert_eq!((incoming.documents.len(), incoming.annotations.len()), (200, 200));
    assert!(incoming.findings.is_empty());
}

#[test]
fn names_in_the_code_page_of_a_pc_are_told_apart() {
    let files: [(&str, &[u8]); 4] = [
        ("kXln.txt", MARA.as_bytes()),
        ("kXln.ann", OF_MARA.as_bytes()),
        ("kYln.txt", IVO.as_bytes()),
        ("kYln.ann", OF_IVO.as_bytes()),
    ];
    let mut archive = packed(&files, CompressionMethod::Stored);
    for at in 0..archive.len() {
        match &archive[at..] {
            [b'k', b'X', b'l', ..] => archive[at + 1] = 0x94,
            [b'k', b'Y', b'l', ..] => archive[at + 1] = 0x81,
            _ => {}
        }
    }
    let names: Vec<_> = unpacked(&archive).into_iter().map(|file| file.name).collect();
    let expected = ["k\u{f6}ln.txt", "k\u{f6}ln.ann", "k\u{fc}ln.txt", "k\u{fc}ln.ann"];
    assert!(names.iter().map(|name| &**name).eq(expected), "{names:?}");
}

fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, content) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        archive.append_data(&mut header, name, *content).expect("room");
    }
    archive.into_inner().expect("an archive")
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(content).expect("room");
    packed.finish().expect("an archive")
}

#[test]
fn tar_archives_and_packed_files_are_unpacked() {
    let long = format!("{}/n.txt", "folder".repeat(40));
    let files: [(&str, &[u8]); 3] =
        [("z\u{fc}rich/n.ann", OF_MARA.as_bytes()), (&long, MARA.as_bytes()), ("empty.txt", b"")];
    let expected: Vec<_> = files.iter().map(|(name, bytes)| RawFile::new(*name, *bytes)).collect();
    let archive = tar(&files);
    for (name, bytes) in [("a.tar", archive.clone()), ("a.tar.gz", gzip(&archive)), ("a.tgz", gzip(&archive))]
    {
        let file = RawFile::new(name, bytes);
        assert!(formats::is_archive(&file));
        assert_eq!(formats::unpack(&[file]), expected, "{name}");
    }
    let packed = RawFile::new("rows.jsonl.gz", gzip(b"{\"text\":\"Eva.\",\"label\":[]}"));
    let unpacked = formats::unpack(&[packed, RawFile::new("n.txt", &b"x"[..])]);
    assert_eq!(&*unpacked[0].name, "rows.jsonl");
    assert!(formats::read_together(&unpacked).is_ok());
    // Cut off, it gives what is whole.
    let cut = formats::unpack(&[RawFile::new("a.tar", &archive[..archive.len() - 1_800])]);
    assert!(cut[0].bytes.is_ok() && cut.last().is_some_and(|file| file.bytes.is_err()), "{cut:?}");
}

#[test]
fn no_archive_fills_the_memory() {
    let zeros = vec![0; 80_000_000];
    let bomb = RawFile::new("a.txt.gz", gzip(&zeros));
    assert!(formats::unpack(&[bomb])[0].bytes.is_err());
    let bomb = packed(&[("a.txt", &zeros), ("n.txt", MARA.as_bytes())], CompressionMethod::Deflated);
    let files = unpacked(&bomb);
    assert!(files[0].bytes.is_err() && files[1].bytes.is_ok(), "one large file costs itself only");
    let names: Vec<_> = (0..20_001).map(|number| format!("{number}.txt")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (&**name, &b""[..])).collect();
    let files = unpacked(&packed(&many, CompressionMethod::Stored));
    assert_eq!(files.len(), 1);
    assert_eq!(files[0].bytes, Err(ReadError::TooMany));
}
